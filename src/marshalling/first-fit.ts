import type { AttributeValue } from '../protocol/attribute-value.js'
import type { NodeCodec } from './node-codec.js'

// Loops by hand: a callback would be a closure per call (rule P5).

export function firstHolding(options: readonly NodeCodec[], value: unknown): NodeCodec | undefined {
  for (const option of options) if (option.holds(value)) return option
  return undefined
}

export function firstAccepting(
  options: readonly NodeCodec[],
  stored: AttributeValue,
  isExact: boolean,
): NodeCodec | undefined {
  for (const option of options) if (option.accepts(stored, isExact)) return option
  return undefined
}

export function holdsEvery(codec: NodeCodec, values: Iterable<unknown>): boolean {
  for (const value of values) if (!codec.holds(value)) return false
  return true
}

export function acceptsEvery(
  codec: NodeCodec,
  members: readonly AttributeValue[],
  isExact: boolean,
): boolean {
  for (const member of members) if (!codec.accepts(member, isExact)) return false
  return true
}
