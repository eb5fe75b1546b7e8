import type { AttributeType, AttributeValue } from '../protocol/attribute-value.js'

/**
 * The compiled conversion of one node of an attribute model. Its members are closures over what was worked out at
 * definition, and use no `this`, so that containers keep them in plain arrays.
 */
export interface NodeCodec {
  /** `depth` counts the containers around the value, the item among them; `undefined` where there is nothing to store: an empty set. */
  readonly encode: (value: unknown, depth: number) => AttributeValue | undefined
  readonly decode: (stored: AttributeValue) => unknown
  /** Decodes what a projection left of a value: members may be absent at any depth. */
  readonly decodePartial: (stored: AttributeValue) => unknown
  /** Whether the value is of this form, all the way down. Unions without a discriminator ask. */
  readonly holds: (value: unknown) => boolean
  /** Whether a stored value is of this form; `isExact` refuses map members that the model does not name. */
  readonly accepts: (stored: AttributeValue, isExact: boolean) => boolean
  /** What a required attribute that is absent stands for: an empty set, which DynamoDB cannot store. */
  readonly absent: (() => unknown) | undefined
  /** The classes of JavaScript value that can be of this form. */
  readonly classes: number
  /** The stored types that can be of this form. */
  readonly types: readonly AttributeType[]
  /** For messages: `a string`. */
  readonly description: string
}

/** Classes of JavaScript values, as bits. */
export const valueClass = {
  string: 1,
  number: 2,
  bigint: 4,
  boolean: 8,
  null: 16,
  date: 32,
  bytes: 64,
  array: 128,
  set: 256,
  map: 512,
  object: 1024,
  other: 2048,
} as const

export const everyClass = 4095

export const everyType: readonly AttributeType[] = ['S', 'N', 'B', 'SS', 'NS', 'BS', 'M', 'L', 'NULL', 'BOOL']

export function classOf(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return valueClass.string
    case 'number':
      return valueClass.number
    case 'bigint':
      return valueClass.bigint
    case 'boolean':
      return valueClass.boolean
    case 'object':
      return classOfObject(value)
    default:
      return valueClass.other
  }
}

function classOfObject(value: object | null): number {
  if (value === null) return valueClass.null
  if (Array.isArray(value)) return valueClass.array
  // By tag, not by prototype: test runners hand over values of another realm.
  switch (Object.prototype.toString.call(value)) {
    case '[object Object]':
      return isPlain(value) ? valueClass.object : valueClass.other
    case '[object Date]':
      return valueClass.date
    case '[object Uint8Array]':
      return valueClass.bytes
    case '[object Set]':
      return valueClass.set
    case '[object Map]':
      return valueClass.map
    default:
      return valueClass.other
  }
}

/** An instance of a class is more than its own properties: private fields and accessors would be lost. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  // By the shape of the prototype chain, since `Object.prototype` of another realm is another object.
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

/** Of a value of one class, for messages. */
export const classNames: Readonly<Record<number, string>> = {
  [valueClass.string]: 'a string',
  [valueClass.number]: 'a number',
  [valueClass.bigint]: 'a bigint',
  [valueClass.boolean]: 'a boolean',
  [valueClass.null]: 'null',
  [valueClass.date]: 'a Date',
  [valueClass.bytes]: 'a Uint8Array',
  [valueClass.array]: 'an array',
  [valueClass.set]: 'a Set',
  [valueClass.map]: 'a Map',
  [valueClass.object]: 'an object',
}

/** What a value is, for messages. */
export function describeValue(value: unknown): string {
  const name = classNames[classOf(value)]
  if (name !== undefined) return name
  if (typeof value !== 'object' || value === null) return typeof value
  const tag = Object.prototype.toString.call(value).slice(8, -1)
  const maker: unknown = tag === 'Object' ? value.constructor : undefined
  return `an instance of ${typeof maker === 'function' && maker.name !== '' ? maker.name : tag === 'Object' ? 'a class' : tag}`
}

/** The type of a stored value, by its one member. */
export function typeOfStored(stored: AttributeValue): AttributeType | undefined {
  for (const type of everyType) if (stored[type as keyof AttributeValue] !== undefined) return type
  return undefined
}
