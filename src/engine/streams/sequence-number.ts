/**
 * A sequence number is a one and twenty digits: as long as the shortest that the service takes, and in text order where
 * the ordinals are in order.
 */
const digits = 20
const pattern = new RegExp(`^1\\d{${digits}}$`)

export function sequenceNumber(ordinal: number): string {
  return `1${String(ordinal).padStart(digits, '0')}`
}

/** The ordinal of a sequence number, undefined for what no stream of the engine has given out. */
export function ordinalOf(text: string): number | undefined {
  if (!pattern.test(text)) return undefined
  const ordinal = Number(text.slice(1))
  return Number.isSafeInteger(ordinal) ? ordinal : undefined
}
