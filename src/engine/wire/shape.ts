/** What a member of a request or an answer looks like in JSON, and what JavaScript makes of it. */
export type Shape = ScalarShape | ListShape | MapShape | StructureShape | AttributeValueShape

export interface ScalarShape {
  readonly kind: 'string' | 'binary' | 'boolean' | 'integer' | 'long' | 'double' | 'timestamp'
  readonly isPlain: boolean
}
export interface ListShape {
  readonly kind: 'list'
  readonly of: Shape
  readonly isPlain: boolean
}
export interface MapShape {
  readonly kind: 'map'
  readonly of: Shape
  readonly isPlain: boolean
}
export interface StructureShape {
  readonly kind: 'structure'
  /** As the service calls it. */
  readonly name: string
  /** A Map, so that no name of a member, `__proto__` included, finds what was not declared. */
  readonly members: ReadonlyMap<string, Shape>
  /** Whether JSON holds it as JavaScript does: no binaries and no dates in it. */
  readonly isPlain: boolean
}
/** A value with its type: binaries are base64 in JSON. */
export interface AttributeValueShape {
  readonly kind: 'attribute-value'
  readonly isPlain: false
}

export interface OperationShape {
  readonly input: StructureShape
  /** Undefined for an operation that answers nothing, not even an empty structure. */
  readonly output: StructureShape | undefined
}
export type OperationShapes = Readonly<Record<string, OperationShape>>

export const string: ScalarShape = { kind: 'string', isPlain: true }
/** Bytes of a value: base64 in JSON. */
export const binary: ScalarShape = { kind: 'binary', isPlain: false }
export const boolean: ScalarShape = { kind: 'boolean', isPlain: true }
export const integer: ScalarShape = { kind: 'integer', isPlain: true }
export const long: ScalarShape = { kind: 'long', isPlain: true }
export const double: ScalarShape = { kind: 'double', isPlain: true }
/** Seconds since 1970, of which part may be a fraction; a Date in JavaScript. */
export const timestamp: ScalarShape = { kind: 'timestamp', isPlain: false }
export const attributeValue: AttributeValueShape = { kind: 'attribute-value', isPlain: false }

export function list(of: Shape): ListShape {
  return { kind: 'list', of, isPlain: of.isPlain }
}

export function map(of: Shape): MapShape {
  return { kind: 'map', of, isPlain: of.isPlain }
}

/** An item, a key, the values of an expression. */
export const attributeMap: MapShape = map(attributeValue)

export function structure(name: string, members: Readonly<Record<string, Shape>>): StructureShape {
  const shapes = Object.values(members)
  return {
    kind: 'structure',
    name,
    members: new Map(Object.entries(members)),
    isPlain: shapes.every(({ isPlain }) => isPlain),
  }
}
