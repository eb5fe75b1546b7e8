/** Throws when an invariant of the library itself does not hold: a bug here, never the caller's mistake. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`monotable invariant violated: ${message}`)
}

/** Closes a switch over a union: compiles only while every member is handled. */
export function unreachable(value: never, what = 'value'): never {
  throw new Error(`monotable invariant violated: unexpected ${what} ${JSON.stringify(value)}`)
}
