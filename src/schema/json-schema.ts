import type { $ZodType, $ZodTypes, JSONSchema } from 'zod/v4/core'
import { toJSONSchema } from 'zod/v4/core'
import type { EntityModel } from './entity-model.js'
import { FormRewriter } from './zod-forms.js'
import { definitionOf, zodNode } from './zod-node.js'

/** JSON Schemas of the two forms of an entity. */
export interface EntityJsonSchemas {
  /** What reads and writes give back. */
  readonly item: JSONSchema.JSONSchema
  /** What `create` takes. */
  readonly newItem: JSONSchema.JSONSchema
}

/**
 * The JSON Schemas of an entity, for its values as JSON has them: dates are ISO 8601 text as `JSON.stringify` writes
 * them, whole numbers of any size numbers, sets lists without repetition, Maps lists of pairs, bytes base64 text. Codecs
 * are in their output form, as everywhere (rule M2).
 */
export function entityJsonSchemas(model: EntityModel): EntityJsonSchemas {
  const { definition, name } = model
  const root = zodNode(definition.schema, name)
  const kept: Record<string, JSONSchema.JSONSchema> = {}
  if (model.version !== undefined) kept[model.version] = { type: 'integer', minimum: 0 }
  for (const date of [model.createdAt, model.updatedAt]) if (date !== undefined) kept[date] = dateSchema()
  const derived = new Set(model.derived.map(({ name: attribute }) => attribute))
  return {
    item: changed(jsonSchemaOf(root, 'item'), `${name}: an item as it is read`, model.hidden, kept),
    newItem: changed(jsonSchemaOf(root, 'write'), `${name}: what create takes`, derived, {}),
  }
}

function jsonSchemaOf(root: $ZodType, form: 'item' | 'write'): JSONSchema.BaseSchema {
  return toJSONSchema(new FormRewriter(form).rewrite(root), {
    io: form === 'item' ? 'output' : 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => void Object.assign(jsonSchema, valueSchema(zodSchema)),
  })
}

/** What JSON has in place of a value that it does not know; nothing for others. */
function valueSchema(schema: $ZodTypes): JSONSchema.BaseSchema {
  const definition = definitionOf(schema)
  switch (definition.type) {
    case 'date':
      return dateSchema()
    case 'bigint':
      return { type: 'integer' }
    case 'set':
      return { type: 'array', uniqueItems: true, items: below(definition.valueType) }
    case 'map': {
      const pair = [below(definition.keyType), below(definition.valueType)]
      return { type: 'array', items: { type: 'array', prefixItems: pair, minItems: 2, maxItems: 2 } }
    }
    case 'custom':
      return isBytes(definition.fn) ? { type: 'string', contentEncoding: 'base64' } : {}
    default:
      return {}
  }
}

/** A part that zod does not look into. */
function below(schema: $ZodType): JSONSchema.BaseSchema {
  const part: JSONSchema.BaseSchema = toJSONSchema(schema, {
    io: 'output',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => void Object.assign(jsonSchema, valueSchema(zodSchema)),
  })
  delete part.$schema
  return part
}

const dateSchema = (): JSONSchema.BaseSchema => ({ type: 'string', format: 'date-time' })

function isBytes(check: (value: never) => unknown): boolean {
  try {
    return check(new Uint8Array(1) as never) === true && check({} as never) !== true
  } catch {
    return false
  }
}

/** A schema of an object with other properties: some are left out, some are the library's own. */
function changed(
  schema: JSONSchema.BaseSchema,
  description: string,
  without: ReadonlySet<string>,
  kept: Readonly<Record<string, JSONSchema.JSONSchema>>,
): JSONSchema.JSONSchema {
  const properties = Object.entries(schema.properties ?? {}).filter(([name]) => !without.has(name))
  delete schema.$schema
  const required = (schema.required ?? []).filter((name) => !without.has(name))
  return {
    ...schema,
    description,
    properties: { ...Object.fromEntries(properties), ...kept },
    required: [...required, ...Object.keys(kept)],
  }
}
