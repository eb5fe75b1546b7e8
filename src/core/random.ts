/** Randomness as a port: a number in [0, 1), as `Math.random` gives it. */
export type Random = () => number

/** The randomness of the runtime. Not for secrets: those come from WebCrypto. */
export const systemRandom: Random = () => Math.random()

/**
 * What no other call, here or on another machine, will give: a UUID. From WebCrypto and not from a port: two
 * databases with one seed must not take each other's requests for their own, sent again.
 */
export function uniqueToken(): string {
  return crypto.randomUUID()
}

/**
 * A repeatable sequence from a seed (mulberry32), for tests and fault plans.
 *
 * @example
 * ```ts
 * const random = seededRandom(42)
 * random() // the same first number in every run
 * ```
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
