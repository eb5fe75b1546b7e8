import fc from 'fast-check'
import type { Words } from './expressions.js'
import type { GeneratedTable, KeyAttribute } from './tables.js'
import type { Wire, WireMap } from './values.js'

/** One request as it goes over the wire. */
export interface GeneratedRequest {
  readonly operation: string
  readonly input: Input
  /** Whether a fault was put into it: what was not spoilt may fail by what is stored alone. */
  readonly isSpoilt?: boolean
  /** The items that its statements write, which cannot be read off the request as those of other writes can. */
  readonly written?: readonly { readonly table: string; readonly key: WireMap }[]
}
export type Input = Readonly<Record<string, unknown>>

/** Absent, but for `weight` times in ten. */
export const sometimes = <T>(weight: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 10 - weight, arbitrary: fc.constant(undefined) }, { weight, arbitrary })

export const keyValue = ({ values }: KeyAttribute): fc.Arbitrary<Wire> => fc.constantFrom(...values)

/** A key that fits the table. */
export function keyOf({ partition, sort }: GeneratedTable): fc.Arbitrary<WireMap> {
  const parts = [partition, sort].filter((part) => part !== undefined)
  return fc.record(Object.fromEntries(parts.map((part) => [part.name, keyValue(part)])))
}

export const units = sometimes(5, fc.constantFrom('INDEXES', 'TOTAL', 'NONE'))

/** Leaves out what is undefined, which the wire cannot say. */
export function withoutAbsent(input: Input): Input {
  return Object.fromEntries(Object.entries(input).filter(([, member]) => member !== undefined))
}

/** Everything but one member. */
export function without(input: Input, name: string): Input {
  return Object.fromEntries(Object.entries(input).filter(([other]) => other !== name))
}

/** Members of a request that bring expressions, with the placeholders of all of them together. */
export function expressions(members: Readonly<Record<string, Words | undefined>>): Input {
  const input: Record<string, unknown> = {}
  const names: Record<string, string> = {}
  const values: Record<string, Wire> = {}
  for (const [member, words] of Object.entries(members)) {
    if (words === undefined) continue
    input[member] = words.text
    Object.assign(names, words.names)
    Object.assign(values, words.values)
  }
  if (Object.keys(names).length > 0) input['ExpressionAttributeNames'] = names
  if (Object.keys(values).length > 0) input['ExpressionAttributeValues'] = values
  return input
}
