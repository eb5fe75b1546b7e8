import type { CheckFacts } from './checks.js'

/** Bounds within which all values pass, as far as checks tell. */
interface Bounds {
  readonly least: number
  readonly most: number
  /** Values are multiples of it; 0 where they may be anything. */
  readonly step: number
}

const formatBounds: Readonly<Record<string, readonly [number, number]>> = {
  int32: [-2_147_483_648, 2_147_483_647],
  uint32: [0, 4_294_967_295],
}

/** The number of an item, or the nearest that passes; the same few again where there are no more. */
export function numberFor(checks: readonly CheckFacts[], sequence: number): number | undefined {
  const { least, most, step } = boundsOf(checks)
  if (step === 0) return within(least, most, sequence)
  const first = Math.ceil(least / step)
  const last = Math.floor(most / step)
  const place = within(first, last, sequence)
  return place === undefined ? undefined : place * step
}

export function bigintFor(checks: readonly CheckFacts[], sequence: number): bigint | undefined {
  let least: bigint | undefined
  let most: bigint | undefined
  let step = 1n
  for (const { check, value, inclusive } of checks) {
    if (typeof value !== 'bigint') continue
    if (check === 'multiple_of') step = value < 0n ? -value : value
    if (check === 'greater_than') least = inclusive === true ? value : value + 1n
    if (check === 'less_than') most = inclusive === true ? value : value - 1n
  }
  const wanted = BigInt(sequence) * step
  if (least !== undefined && wanted < least) return least % step === 0n ? least : (least / step + 1n) * step
  return most !== undefined && wanted > most ? (most / step) * step : wanted
}

/** A minute of the year 2026 for each item, or as near as may be. */
export function dateFor(checks: readonly CheckFacts[], sequence: number): Date {
  const given = checks.map((check) =>
    check.value instanceof Date ? { ...check, value: check.value.getTime() } : check,
  )
  const { least, most } = boundsOf(given)
  const wanted = Date.UTC(2026, 0, 1) + sequence * 60_000
  return new Date(Math.min(Math.max(wanted, least), most))
}

function boundsOf(checks: readonly CheckFacts[]): Bounds {
  let least = -Infinity
  let most = Infinity
  let step = 0
  for (const { check, format, value } of checks) {
    const [minimum = -Infinity, maximum = Infinity] = formatBounds[format ?? ''] ?? []
    least = Math.max(least, minimum)
    most = Math.min(most, maximum)
    if (check === 'number_format' && /int/.test(format ?? '')) step ||= 1
    if (check === 'multiple_of' && typeof value === 'number') step = value
  }
  for (const { check, value, inclusive } of checks) {
    if (typeof value !== 'number') continue
    // Whole numbers are the next ones; others lie so near that no schema would tell.
    const past = inclusive === true ? 0 : step || Math.max(1, Math.abs(value)) * 1e-9
    if (check === 'greater_than') least = Math.max(least, value + past)
    if (check === 'less_than') most = Math.min(most, value - past)
  }
  return { least, most, step }
}

function within(least: number, most: number, sequence: number): number | undefined {
  if (least > most) return undefined
  if (sequence >= least && sequence <= most) return sequence
  const start = Number.isFinite(least) ? least : most
  const span = Number.isFinite(least) ? most - least : Infinity
  const offset = Number.isFinite(span) ? sequence % (Math.floor(span) + 1) : sequence
  return Number.isFinite(least) ? start + offset : start - offset
}
