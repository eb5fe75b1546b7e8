/**
 * A stored value as DynamoDB carries it on the wire: an object with exactly one member, named by the type.
 *
 * Structurally equal to the type of the same name in `@aws-sdk/client-dynamodb`, in both directions, so that values
 * pass between the two without a cast.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
 */
export type AttributeValue =
  | StringValue
  | NumberValue
  | BinaryValue
  | StringSetValue
  | NumberSetValue
  | BinarySetValue
  | MapValue
  | ListValue
  | NullValue
  | BooleanValue
  | UnknownValue

/** The name of a DynamoDB type as it stands in an {@link AttributeValue}. */
export type AttributeType = 'S' | 'N' | 'B' | 'SS' | 'NS' | 'BS' | 'M' | 'L' | 'NULL' | 'BOOL'

/** An item, a key, or the names to values of an expression. */
export type AttributeMap = Record<string, AttributeValue>

interface Absent {
  S?: never
  N?: never
  B?: never
  SS?: never
  NS?: never
  BS?: never
  M?: never
  L?: never
  NULL?: never
  BOOL?: never
  $unknown?: never
}

export interface StringValue extends Omit<Absent, 'S'> {
  S: string
}
export interface NumberValue extends Omit<Absent, 'N'> {
  N: string
}
export interface BinaryValue extends Omit<Absent, 'B'> {
  B: Uint8Array
}
export interface StringSetValue extends Omit<Absent, 'SS'> {
  SS: string[]
}
export interface NumberSetValue extends Omit<Absent, 'NS'> {
  NS: string[]
}
export interface BinarySetValue extends Omit<Absent, 'BS'> {
  BS: Uint8Array[]
}
export interface MapValue extends Omit<Absent, 'M'> {
  M: Record<string, AttributeValue>
}
export interface ListValue extends Omit<Absent, 'L'> {
  L: AttributeValue[]
}
export interface NullValue extends Omit<Absent, 'NULL'> {
  NULL: boolean
}
export interface BooleanValue extends Omit<Absent, 'BOOL'> {
  BOOL: boolean
}
/** A member that a newer service knows and this version does not; the SDK's types admit it, nothing here makes one. */
export interface UnknownValue extends Omit<Absent, '$unknown'> {
  // oxlint-disable-next-line typescript/no-explicit-any -- the SDK's own declaration of an unknown member
  $unknown: [string, any]
}
