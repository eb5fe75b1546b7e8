import type { $ZodType } from 'zod/v4/core'

/** A check of a schema as data: what of it is there depends on its kind. */
export interface CheckFacts {
  readonly check?: string | undefined
  readonly format?: string | undefined
  readonly pattern?: RegExp | undefined
  readonly value?: unknown
  readonly inclusive?: boolean | undefined
  readonly minimum?: number | undefined
  readonly maximum?: number | undefined
  readonly length?: number | undefined
  readonly size?: number | undefined
  readonly prefix?: string | undefined
  readonly suffix?: string | undefined
  readonly includes?: string | undefined
  readonly version?: string | undefined
  readonly fn?: ((value: never) => unknown) | undefined
  readonly precision?: number | null | undefined
}

/** The checks of a schema, which may be its own first check, such as `z.email()`. */
export function checksOf(schema: $ZodType): readonly CheckFacts[] {
  const { checks = [] } = schema._zod.def
  return [schema._zod.def as CheckFacts, ...checks.map((check) => check._zod.def)]
}

/** How long or large something may be. */
export interface Extent {
  readonly least: number
  readonly most: number
}

export function extentOf(checks: readonly CheckFacts[]): Extent {
  let least = 0
  let most = Infinity
  for (const { minimum, maximum, length, size } of checks) {
    least = Math.max(least, minimum ?? length ?? size ?? 0)
    most = Math.min(most, maximum ?? length ?? size ?? Infinity)
  }
  return { least, most }
}
