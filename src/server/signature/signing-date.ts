import { signatureAgeMilliseconds } from '../../protocol/limits.js'
import { serverMessages } from '../messages.js'
import type { SignatureFault } from './fault.js'
import { incomplete, invalid } from './fault.js'

/** When a signature was made: milliseconds since the Unix epoch, from ISO 8601's basic format or a date of HTTP. */
export function signingTime(date: string): number | undefined {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(date) ?? []
  const time =
    year === undefined
      ? /^\w{3}, /.test(date)
        ? Date.parse(date)
        : Number.NaN
      : Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(time) ? undefined : time
}

/** ISO 8601's basic format: `20260131T120000Z`. */
export function basicDate(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/[-:]|\.\d+/g, '')
}

/** A week. */
const expiresSecondsMax = 604_800

/** What is wrong with the time for which a signature is to hold: whole seconds, from one to those of a week. */
function expiresFault(expires: string): SignatureFault | undefined {
  if (!/^[-+]?\d+$/.test(expires)) return incomplete(serverMessages.expiresNoNumber)
  if (Number(expires) < 1) return incomplete(serverMessages.expiresTooSoon)
  return Number(expires) > expiresSecondsMax
    ? incomplete(serverMessages.expiresTooLate(expiresSecondsMax))
    : undefined
}

/** What is wrong with the date of a signature; it may be off by some minutes, and longer in the past if it says so. */
export function dateFault(
  date: string,
  expires: string | undefined,
  now: number,
): SignatureFault | undefined {
  const time = signingTime(date)
  if (time === undefined) return incomplete(serverMessages.dateFormat(date))
  const fault = expires === undefined ? undefined : expiresFault(expires)
  if (fault !== undefined) return fault
  const window = signatureAgeMilliseconds
  const minutes = window / 60_000
  const age = expires === undefined ? window : Number(expires) * 1000
  if (now - time > age) {
    return invalid(
      serverMessages.expired(basicDate(time), basicDate(now - age), basicDate(now), Math.round(age / 60_000)),
    )
  }
  if (time - now > window) {
    return invalid(
      serverMessages.notYetCurrent(basicDate(time), basicDate(now + window), basicDate(now), minutes),
    )
  }
  return undefined
}
