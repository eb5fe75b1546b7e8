import type { AttributeMap, AttributeValue } from '../protocol/attribute-value.js'
import type { NodeCodec } from './node-codec.js'

type Decode = (stored: Readonly<AttributeMap>) => Record<string, unknown>

interface Member {
  readonly name: string
  readonly storedName: string
  readonly codec: NodeCodec
}

/** What one stored map had: those of one kind mostly have the same attributes, in the same order. */
interface Likeness {
  readonly storedNames: readonly string[]
  /** Which members those are, -1 for what is none. */
  readonly indices: readonly number[]
  /** The row's names in their order: filling in a copy is faster than adding one after the other. */
  readonly row: Readonly<Record<string, undefined>>
}

/** So often another kind of map takes the place of the last one: where all differ, learning them costs more than it saves. */
const likenessesMax = 32

/** Decodes maps that are like an earlier one by position: looking up names that are not in the code is slow. */
export function alikeDecoder(members: readonly Member[], decodeAny: Decode): Decode {
  const names = members.map((member) => member.name)
  const decoders = members.map((member) => member.codec.decode)
  let likeness: Likeness | undefined
  let learnt = 0
  return (stored) => {
    if (likeness === undefined || !isLike(stored, likeness.storedNames)) {
      const row = decodeAny(stored)
      if (learnt < likenessesMax) {
        learnt++
        likeness = likenessOf(members, stored, row)
      }
      return row
    }
    const { indices, row } = likeness
    const out: Record<string, unknown> = { ...row }
    try {
      let position = 0
      for (const storedName in stored) {
        const index = indices[position++] as number
        if (index >= 0)
          out[names[index] as string] = (decoders[index] as NodeCodec['decode'])(
            stored[storedName] as AttributeValue,
          )
      }
      return out
    } catch {
      // Of several faults, the first by the order of the members is told.
      return decodeAny(stored)
    }
  }
}

/** Undefined where the row has what is not stored, such as empty sets, and where there is nothing to compare. */
function likenessOf(
  members: readonly Member[],
  stored: Readonly<AttributeMap>,
  row: Readonly<Record<string, unknown>>,
): Likeness | undefined {
  const storedNames = Object.keys(stored)
  const indices = storedNames.map((name) => members.findIndex((member) => member.storedName === name))
  const names = Object.keys(row)
  if (storedNames.length === 0 || names.length !== indices.filter((index) => index >= 0).length)
    return undefined
  return { storedNames, indices, row: Object.fromEntries(names.map((name) => [name, undefined])) }
}

function isLike(stored: Readonly<AttributeMap>, names: readonly string[]): boolean {
  let position = 0
  for (const name in stored) if (names[position++] !== name) return false
  return position === names.length
}
