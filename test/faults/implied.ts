import type { AttributeMap } from '../../src/protocol/attribute-value.js'
import { keyOf, numberOf, textOf } from './deed.js'

type Keys = Readonly<Record<string, string>>

/** The shard of an item, as docs/keys.md has it for other languages. */
function shardOf(item: AttributeMap, count: bigint): bigint {
  let hash = 0x811c9dc5n
  for (const byte of Buffer.from(`${textOf(item, 'pk')}\0${textOf(item, 'sk')}`))
    hash = ((hash ^ BigInt(byte)) * 0x01000193n) & 0xffffffffn
  return (hash ^ (hash >> 16n)) % count
}

const padded = (item: AttributeMap): string => String(numberOf(item, 'count')).padStart(4, '0')

/** The keys of its indexes that an item must have, made in the most naive way there is. */
export function impliedKeys(item: AttributeMap): Keys {
  const area = textOf(item, 'area')
  if (item['deletedAt'] !== undefined) return {}
  switch (textOf(item, '_entity')) {
    case 'Account':
      return { p1: 'ACCOUNTS', s1: `${textOf(item, 'status')}#${textOf(item, 'updatedAt')}` }
    case 'Tally':
      return area === undefined ? {} : { p1: `TALLIES#${area}`, s1: padded(item) }
    case 'Task':
      return { p1: `TASKS#${textOf(item, 'status')}`, s1: padded(item) }
    case 'Event':
      return { p2: `EVENTS#${shardOf(item, 4n)}`, s2: textOf(item, 'at') ?? '' }
    default:
      return {}
  }
}

export function storedKeys(item: AttributeMap): Keys {
  const names = ['p1', 's1', 'p2', 's2'].filter((name) => item[name] !== undefined)
  return Object.fromEntries(names.map((name) => [name, textOf(item, name) ?? '']))
}

const isIn: Readonly<Record<string, (item: AttributeMap) => boolean>> = {
  shared: (item) => impliedKeys(item)['p1'] !== undefined,
  spread: (item) => impliedKeys(item)['p2'] !== undefined,
  // Tallies have no rank. Of a deleted task, one attribute of the key is stored elsewhere.
  native: (item) => ['tenant', 'area', 'rank'].every((name) => item[name] !== undefined),
}

/** Which items must be in an index. */
export const impliedMembers = (index: string, items: readonly AttributeMap[]): string[] =>
  items.filter((item) => isIn[index]?.(item) === true).map(keyOf)

export const indexes: readonly string[] = Object.keys(isIn)

/** The sentinels that live members must have, each with its holder. */
export const impliedSentinels = (members: readonly AttributeMap[]): string[] =>
  members.flatMap((item) => {
    const [email, handle] = [textOf(item, 'email'), textOf(item, 'handle')]
    const holder = ` of ${textOf(item, 'pk')} ${textOf(item, 'sk')}`
    return [
      `UNIQUE#EMAIL#${email?.toLowerCase()}${holder}`,
      ...(handle === undefined ? [] : [`UNIQUE#HANDLE#${handle}${holder}`]),
    ]
  })

export const storedSentinels = (items: readonly AttributeMap[]): string[] =>
  items.map((item) => `${textOf(item, 'pk')} of ${keyOf(item['_holder']?.M)}`)
