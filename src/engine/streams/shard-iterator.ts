/** A place in a shard from which to read on, and when it was handed out. */
export interface ShardIterator {
  readonly streamArn: string
  readonly shardId: string
  /** The ordinal of the first event to read, or one below it. */
  readonly from: number
  readonly issuedAt: number
}

const form = 1
const separator = '|'

/** The stream in clear, the place in Base64, as the service's iterators look. */
export function formatShardIterator({ streamArn, shardId, from, issuedAt }: ShardIterator): string {
  return [streamArn, form, btoa([shardId, from, issuedAt].join(separator))].join(separator)
}

/** Undefined where the text is none that {@link formatShardIterator} gives. */
export function parseShardIterator(text: string): ShardIterator | undefined {
  const [streamArn = '', version, place = '', ...more] = text.split(separator)
  if (version !== String(form) || more.length > 0) return undefined
  const [shardId = '', from = '', issuedAt = '', ...rest] = decoded(place).split(separator)
  const iterator = { streamArn, shardId, from: Number(from), issuedAt: Number(issuedAt) }
  if (rest.length > 0 || !Number.isSafeInteger(iterator.from) || !Number.isFinite(iterator.issuedAt))
    return undefined
  return formatShardIterator(iterator) === text ? iterator : undefined
}

function decoded(base64: string): string {
  try {
    return atob(base64)
  } catch {
    return ''
  }
}
