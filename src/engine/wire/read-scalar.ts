import { unreadableRequest } from '../faults.js'
import { decodeBase64 } from './base64.js'
import { wireMessages } from './messages.js'
import { mistypedBinary, mistypedScalar } from './mistyped.js'

/** The largest number of each kind. */
const largest: Readonly<Record<'Double' | 'Integer' | 'Long', number>> = {
  Integer: 2 ** 31 - 1,
  Long: 2 ** 63,
  Double: Number.MAX_VALUE,
}

const truths: ReadonlyMap<string, boolean> = new Map([
  ['TRUE', true],
  ['T', true],
  ['YES', true],
  ['Y', true],
  ['1', true],
  ['FALSE', false],
  ['F', false],
  ['NO', false],
  ['N', false],
  ['0', false],
])

export function readString(value: unknown): string {
  if (typeof value !== 'string') throw mistypedScalar(value, 'String')
  return value
}

/** Takes words for truth, as the service does. */
export function readBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string') throw mistypedScalar(value, 'Boolean')
  const truth = truths.get(value.toUpperCase())
  if (truth === undefined) throw unreadableRequest(wireMessages.unexpectedToken)
  return truth
}

/** Cuts off what a whole number cannot hold. */
export function readNumber(value: unknown, wanted: keyof typeof largest): number {
  if (typeof value !== 'number') throw mistypedScalar(value, wanted)
  // A whole number goes one further below zero than above.
  const least = wanted === 'Integer' ? -largest[wanted] - 1 : -largest[wanted]
  const limited = Math.max(least, Math.min(largest[wanted], value))
  return wanted === 'Double' ? limited : Math.trunc(limited)
}

export function readBinary(value: unknown): Uint8Array {
  if (typeof value !== 'string') throw mistypedBinary(value)
  return decodeBase64(value)
}
