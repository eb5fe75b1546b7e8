import { MonotableError } from '../core/errors.js'
import type { AttributeValue } from '../protocol/attribute-value.js'
import { nestingDepthMax } from '../protocol/limits.js'
import { describeValue, typeOfStored } from './node-codec.js'

export type MarshallingCode =
  | 'marshalling.ambiguous'
  | 'marshalling.attribute-name'
  | 'marshalling.codec'
  | 'marshalling.date-range'
  | 'marshalling.depth'
  | 'marshalling.empty-set'
  | 'marshalling.kind'
  | 'marshalling.missing'
  | 'marshalling.number-range'
  | 'marshalling.precision'
  | 'marshalling.unexpected-type'
  | 'marshalling.unpaired-surrogate'

/** What every error of the marshaller carries. */
export interface MarshallingDetails {
  readonly entity: string
  /** The path of the attribute, by the schema's names: `lines[0].quantity`. */
  readonly attribute: string
  /** The item's primary key, where the failing item has one. */
  readonly key?: Readonly<Record<string, unknown>>
  readonly [fact: string]: unknown
}

/** A failure on its way up: each container adds its part of the path, the outermost makes the error. */
export class Failure extends Error {
  readonly code: MarshallingCode
  readonly facts: Readonly<Record<string, unknown>>
  readonly path: (string | number)[] = []

  constructor(
    code: MarshallingCode,
    message: string,
    facts: Readonly<Record<string, unknown>> = {},
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.facts = facts
  }
}

/** Adds one step of the path to a failure from within a container; leaves other errors as they are. */
export function at(error: unknown, step: string | number | undefined): Error {
  if (error instanceof Failure && step !== undefined) error.path.unshift(step)
  return error as Error
}

/** The public error for a failure: whose, where, what, and what to do. */
export function marshallingError(
  error: unknown,
  entity: string,
  key?: Readonly<Record<string, unknown>>,
): Error {
  if (!(error instanceof Failure)) return error as Error
  const attribute = pathText(error.path)
  const place = /^[[{]|^$/.test(attribute) ? entity + attribute : `${entity}.${attribute}`
  const item = key === undefined ? '' : ` Item: ${JSON.stringify(key)}.`
  const details: MarshallingDetails = {
    ...error.facts,
    entity,
    attribute,
    ...(key === undefined ? {} : { key }),
  }
  const options = error.cause === undefined ? undefined : { cause: error.cause }
  return new MonotableError(error.code, `${place}: ${error.message}${item}`, details, options)
}

/** The step from a set to its elements, which have no place: `tags{}`. */
export const ofSet = '{}'

function pathText(path: readonly (string | number)[]): string {
  let text = ''
  for (const step of path) {
    if (step === ofSet) text += step
    else text += typeof step === 'number' ? `[${step}]` : text === '' ? step : `.${step}`
  }
  return text
}

/** A value of another kind than the schema's, which only JavaScript callers and unvalidated values get to. */
export function wrongKind(value: unknown, expected: string, fix?: string): Failure {
  const found = describeValue(value)
  const advice = fix ?? `Give ${expected}`
  return new Failure('marshalling.kind', `expected ${expected}, and found ${found}. ${advice}.`, {
    expected,
    found,
  })
}

/** A stored value of another type than the schema stores. */
export function unexpectedType(stored: AttributeValue, expected: string, what?: string): Failure {
  const found = what ?? typeOfStored(stored) ?? 'no known type'
  return new Failure(
    'marshalling.unexpected-type',
    `expected ${expected} in the table, and found ${found}. Migrate the item, or let the schema admit it.`,
    { expected, found },
  )
}

export function missing(): Failure {
  return new Failure(
    'marshalling.missing',
    'required, and absent in the table. Migrate the item, or make the attribute optional.',
  )
}

/** The depth within one more container. */
export function deeper(depth: number): number {
  if (depth < nestingDepthMax) return depth + 1
  throw new Failure(
    'marshalling.depth',
    'nested deeper than the 32 levels that DynamoDB holds, the item among them, or it contains itself. Store a part of it as an item of its own.',
  )
}

export function emptySet(): Failure {
  return new Failure(
    'marshalling.empty-set',
    'DynamoDB has no empty set, and here leaving it out would change the value. Use an array, or leave it out yourself.',
  )
}
