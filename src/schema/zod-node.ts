import type { $ZodCodecDef, $ZodPipeDef, $ZodType, $ZodTypes } from 'zod/v4/core'
import { MonotableError } from '../core/errors.js'

/** Any zod 4 schema, classic or mini: only what is looked up, so that no schema class is compared whole. */
export interface SchemaLike {
  readonly _zod: { readonly def: object }
}

/** Zod's own account of one node, to switch over by `type`. */
export type ZodDefinition = $ZodTypes['_zod']['def']

/** Takes a schema from the public seam, and refuses what is none of zod 4's. */
export function zodNode(schema: SchemaLike, entity: string): $ZodType {
  const internals: unknown = (schema as Partial<SchemaLike> | undefined)?._zod
  if (typeof internals !== 'object' || internals === null || !('def' in internals)) {
    throw new MonotableError(
      'schema.not-zod',
      `${entity}: the schema is not one of zod 4. Make it with zod 4 ('zod' or 'zod/mini').`,
      { entity },
    )
  }
  // The public type names only what is compared; every zod 4 schema is a $ZodType.
  return schema as unknown as $ZodType
}

export function definitionOf(schema: $ZodType): ZodDefinition {
  return (schema as $ZodTypes)._zod.def
}

/** A two-way conversion; zod keeps it as a pipe with a way back. */
export function isCodecDefinition(definition: $ZodPipeDef): definition is $ZodCodecDef {
  return typeof definition.reverseTransform === 'function'
}

/** The schemas directly below a node. A lazy one is resolved. */
function childrenOf(schema: $ZodType): readonly $ZodType[] {
  const definition = definitionOf(schema)
  switch (definition.type) {
    case 'object':
      return [...Object.values(definition.shape), ...given(definition.catchall)]
    case 'array':
      return [definition.element]
    case 'tuple':
      return [...definition.items, ...given(definition.rest ?? undefined)] as $ZodType[]
    case 'record':
    case 'map':
      return [definition.keyType, definition.valueType] as $ZodType[]
    case 'set':
      return [definition.valueType]
    case 'union':
      return definition.options
    case 'intersection':
      return [definition.left, definition.right] as $ZodType[]
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'catch':
    case 'readonly':
    case 'nonoptional':
    case 'success':
    case 'promise':
      return [definition.innerType] as $ZodType[]
    case 'pipe':
      return [definition.in, definition.out] as $ZodType[]
    case 'lazy':
      return [lazyTarget(schema)]
    default:
      return []
  }
}

/** What a lazy node stands for; zod resolves it once. */
export function lazyTarget(schema: $ZodType): $ZodType {
  return (schema as $ZodType & { _zod: { innerType: $ZodType } })._zod.innerType
}

function given(schema: unknown): $ZodType[] {
  return schema === undefined ? [] : [schema as $ZodType]
}

/** A schema that makes new schemas whenever it is looked at has no end; nobody writes one larger than this. */
const nodesMax = 10_000

/** Whether a node that the predicate names can be reached from `schema`, itself included. */
function reaches(schema: $ZodType, predicate: (definition: ZodDefinition) => boolean): boolean {
  const seen = new Set<$ZodType>()
  const open = [schema]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue
    if (predicate(definitionOf(node)) || seen.size > nodesMax) return true
    seen.add(node)
    open.push(...childrenOf(node))
  }
  return false
}

export const reachesCodec = (schema: $ZodType): boolean =>
  reaches(schema, (definition) => definition.type === 'pipe' && isCodecDefinition(definition))

/** Whether a value cannot be taken back to what it was made from. */
export const isOneWay = (schema: $ZodType): boolean =>
  reaches(schema, (definition) => definition.type === 'transform' || definition.type === 'success')

/** Whether a value that was written may be changed if it is written again: by a transform, or by `trim` and the like. */
export const reachesConversion = (schema: $ZodType): boolean =>
  isOneWay(schema) ||
  reaches(schema, (definition) =>
    (definition.checks ?? []).some((check) => check._zod.def.check === 'overwrite'),
  )

export const reachesCoercion = (schema: $ZodType): boolean =>
  reaches(schema, (definition) => 'coerce' in definition && definition.coerce === true)
