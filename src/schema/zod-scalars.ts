import type { $ZodCustomDef, $ZodType } from 'zod/v4/core'
import type {
  AttributeModel,
  BigintModel,
  LiteralModel,
  NumberModel,
  StringModel,
} from './attribute-model.js'
import type { SchemaPlace } from './zod-errors.js'
import { unsupported } from './zod-errors.js'

/** A check as data: zod's own, or a schema that is its own first check, such as `z.int32()`. */
interface CheckDefinition {
  readonly check?: string
  readonly format?: string
  readonly value?: unknown
  readonly inclusive?: boolean
  readonly length?: number
}

/** Formats that say more than "a whole number that a double holds exactly", which is no bound of the schema's own. */
const formatBounds: Readonly<Record<string, readonly [number | bigint, number | bigint]>> = {
  int32: [-2147483648, 2147483647],
  uint32: [0, 4294967295],
  int64: [-9223372036854775808n, 9223372036854775807n],
  uint64: [0n, 18446744073709551615n],
}

/** Formats whose texts are all of one length. */
const formatLengths: Readonly<Record<string, number>> = {
  date: 10,
  uuid: 36,
  guid: 36,
  ulid: 26,
  nanoid: 21,
  ksuid: 27,
}

export function stringModel(schema: $ZodType): StringModel {
  const checks = checksOf(schema)
  // `trim` and the like may change what was counted.
  const isChanged = checks.some(({ check }) => check === 'overwrite')
  const counted = checks.map(({ check, format = '', length }) =>
    check === 'length_equals' ? length : formatLengths[format],
  )
  const length = isChanged ? undefined : counted.find((count) => count !== undefined)
  return { kind: 'string', store: 'string', ...(length === undefined ? {} : { length }) }
}

export function numberModel(schema: $ZodType): NumberModel {
  const checks = checksOf(schema)
  const integer = checks.some(isIntegerCheck)
  const isReached = (limit: number, isIncluded: boolean): boolean =>
    !integer || (isIncluded && Number.isInteger(limit))
  return {
    kind: 'number',
    integer,
    ...boundsOf<number>('number', checks, {
      least: (limit, isIncluded) => (isReached(limit, isIncluded) ? limit : Math.floor(limit) + 1),
      greatest: (limit, isIncluded) => (isReached(limit, isIncluded) ? limit : Math.ceil(limit) - 1),
    }),
  }
}

export function bigintModel(schema: $ZodType): BigintModel {
  return {
    kind: 'bigint',
    ...boundsOf<bigint>('bigint', checksOf(schema), {
      least: (limit, isIncluded) => (isIncluded ? limit : limit + 1n),
      greatest: (limit, isIncluded) => (isIncluded ? limit : limit - 1n),
    }),
  }
}

// zod's `bag` is not read: there a later format overwrites the bounds of an earlier check.
function checksOf({ _zod: { def } }: $ZodType): readonly CheckDefinition[] {
  return [def as CheckDefinition, ...(def.checks ?? []).map((check): CheckDefinition => check._zod.def)]
}

const isIntegerCheck = ({ check, format, value }: CheckDefinition): boolean =>
  (check === 'number_format' && ['safeint', 'int32', 'uint32'].includes(format ?? '')) ||
  (check === 'multiple_of' && Number.isInteger(value))

/** The value that a limit leaves at the end of what is admitted. */
interface Ends<TNumber> {
  least(limit: TNumber, isIncluded: boolean): TNumber
  greatest(limit: TNumber, isIncluded: boolean): TNumber
}

/** The tightest bounds that the checks set. */
function boundsOf<TNumber extends number | bigint>(
  type: 'number' | 'bigint',
  checks: readonly CheckDefinition[],
  { least, greatest }: Ends<TNumber>,
): { minimum?: TNumber; maximum?: TNumber } {
  const bounds: { minimum?: TNumber; maximum?: TNumber } = {}
  const raise = (value: TNumber): void => {
    if (bounds.minimum === undefined || value > bounds.minimum) bounds.minimum = value
  }
  const lower = (value: TNumber): void => {
    if (bounds.maximum === undefined || value < bounds.maximum) bounds.maximum = value
  }
  for (const { check, format, value, inclusive } of checks) {
    const limits = formatBounds[format ?? '']
    if (limits !== undefined) {
      raise(limits[0] as TNumber)
      lower(limits[1] as TNumber)
    }
    if (typeof value !== type) continue
    const limit = value as TNumber
    if (check === 'greater_than') raise(least(limit, inclusive === true))
    if (check === 'less_than') lower(greatest(limit, inclusive === true))
  }
  return bounds
}

/** The model of an enum or a literal, its values in the order of their declaration. */
export function literalModel(values: Iterable<unknown>, place: SchemaPlace): LiteralModel {
  const stored: LiteralModel['values'][number][] = []
  for (const value of values) {
    if (value === undefined || typeof value === 'symbol') {
      throw unsupported(
        place,
        `the literal ${String(value)} is not stored`,
        'Make the attribute optional instead',
      )
    }
    stored.push(value as LiteralModel['values'][number])
  }
  if (stored.length === 0)
    throw unsupported(place, 'it has no values', 'Give it at least one, or leave it out')
  return { kind: 'literal', values: stored }
}

/**
 * The model of `z.instanceof` and `z.custom`, whose check is a function and says nothing of the form: bytes and dates
 * are recognised by probing it, any other class is refused where zod names it, and the rest is stored by what it is.
 */
export function customModel(schema: $ZodType, definition: $ZodCustomDef, place: SchemaPlace): AttributeModel {
  const admits = (value: unknown): boolean => {
    try {
      return definition.fn(value) === true
    } catch {
      return false
    }
  }
  const others = ['text', '', 0, 1n, true, null, {}, []]
  if (!others.some(admits)) {
    if (byteLengths.some((length) => admits(new Uint8Array(length)))) return { kind: 'binary' }
    if (admits(new Date(0))) return { kind: 'date', store: 'iso' }
    const instanceOf: unknown = schema._zod.bag['Class']
    if (typeof instanceOf === 'function') {
      throw unsupported(
        place,
        `DynamoDB cannot hold an instance of ${instanceOf.name}`,
        'Use z.codec to say what is stored, or z.instanceof(Uint8Array) for bytes',
      )
    }
  }
  return { kind: 'unknown' }
}

/** A check of bytes may ask for the length of an id, a hash or a key as well. */
const byteLengths = [0, 1, 8, 12, 16, 20, 24, 32, 48, 64]
