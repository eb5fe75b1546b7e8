/**
 * What the rest of the library knows of a schema: one node per value, built once from zod when an entity is defined.
 * Nothing outside this room touches zod at run time.
 */
export type AttributeModel =
  | StringModel
  | NumberModel
  | BigintModel
  | BooleanModel
  | NullModel
  | DateModel
  | BinaryModel
  | LiteralModel
  | ListModel
  | TupleModel
  | SetModel
  | MapModel
  | RecordModel
  | UnionModel
  | NullableModel
  | CodecModel
  | LazyModel
  | UnknownModel

/** A string, stored as S; with `store: 'number'` the text of a decimal of up to 38 digits, stored as N without loss. */
export interface StringModel {
  readonly kind: 'string'
  readonly store: 'string' | 'number'
  /** How many UTF-16 code units every value has, where the schema says so. */
  readonly length?: number
}
/** A finite double, stored as N. The bounds are those of the schema, where it has any. */
export interface NumberModel {
  readonly kind: 'number'
  readonly integer: boolean
  readonly minimum?: number
  readonly maximum?: number
}
/** A whole number of up to 38 digits, stored as N. */
export interface BigintModel {
  readonly kind: 'bigint'
  readonly minimum?: bigint
  readonly maximum?: bigint
}
export interface BooleanModel {
  readonly kind: 'boolean'
}
/** `null`, stored as NULL. */
export interface NullModel {
  readonly kind: 'null'
}
/** A point in time: ISO 8601 text in UTC with milliseconds (S), or whole seconds or milliseconds since 1970 (N). */
export interface DateModel {
  readonly kind: 'date'
  readonly store: 'iso' | 'epoch-seconds' | 'epoch-milliseconds'
}
/** Bytes, stored as B. */
export interface BinaryModel {
  readonly kind: 'binary'
}
/** One of a fixed set of values: an enum or a literal. Strings are stored as S, numbers and bigints as N. */
export interface LiteralModel {
  readonly kind: 'literal'
  readonly values: readonly (string | number | bigint | boolean | null)[]
}
/** Stored as L. */
export interface ListModel {
  readonly kind: 'list'
  readonly element: AttributeModel
}
/** A list with a fixed beginning, stored as L. */
export interface TupleModel {
  readonly kind: 'tuple'
  readonly elements: readonly AttributeModel[]
  /** How many of the elements are always there: all of them, unless the last ones are optional. */
  readonly requiredLength?: number
  readonly rest?: AttributeModel
}
/** A JavaScript Set, stored as SS, NS or BS; an empty one is not stored, since DynamoDB has none. */
export interface SetModel {
  readonly kind: 'set'
  readonly type: 'SS' | 'NS' | 'BS'
  readonly element: AttributeModel
}
/** An object with named attributes, stored as M. */
export interface MapModel {
  readonly kind: 'map'
  readonly attributes: readonly AttributeField[]
  /** The model of attributes that the schema does not name: `undefined` where it drops or refuses them. */
  readonly rest?: AttributeModel
}
/** An object or JavaScript Map with keys of one form and values of another, stored as M. */
export interface RecordModel {
  readonly kind: 'record'
  readonly container: 'object' | 'map'
  /** The form of a key; string-like, since attribute names are text. */
  readonly key: AttributeModel
  readonly value: AttributeModel
}
/** One of several forms; told apart by the discriminator where the schema has one, otherwise by the first that fits. */
export interface UnionModel {
  readonly kind: 'union'
  readonly options: readonly AttributeModel[]
  readonly discriminator?: string
}
/** `null` or another form. */
export interface NullableModel {
  readonly kind: 'nullable'
  readonly inner: AttributeModel
}
/** A two-way conversion of the schema's own: its encoded side is what is stored. */
export interface CodecModel {
  readonly kind: 'codec'
  readonly stored: AttributeModel
  /** From the schema's output to what is stored. */
  readonly encode: (value: unknown) => unknown
  /** From what is stored to the schema's output. */
  readonly decode: (value: unknown) => unknown
}
/** A form that refers to itself. */
export interface LazyModel {
  readonly kind: 'lazy'
  readonly resolve: () => AttributeModel
}
/** Anything that DynamoDB can hold: each value is stored by what it is. */
export interface UnknownModel {
  readonly kind: 'unknown'
}

/** A named attribute of an item or of a nested map. */
export interface AttributeField {
  /** The name in the schema. */
  readonly name: string
  /** The name in the table. */
  readonly storedName: string
  readonly model: AttributeModel
  /** Whether items may be without it. */
  readonly isOptional: boolean
}
