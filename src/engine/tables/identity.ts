import type { Random } from '../../core/random.js'

interface Account {
  readonly region: string
  readonly accountId: string
}

export function tableArn({ region, accountId }: Account, name: string): string {
  return `arn:aws:dynamodb:${region}:${accountId}:table/${name}`
}

/** A random id in the form of a UUID of version 4. */
export function tableId(random: Random): string {
  const digit = () => Math.floor(random() * 16)
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (place) =>
    (place === 'x' ? digit() : 8 + (digit() & 3)).toString(16),
  )
}
