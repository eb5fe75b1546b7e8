import * as z from 'zod'
import type { Model } from './model.types.js'

/** Bounds of a data model: a file from elsewhere must not keep the command busy for long. */
export const modelLimits = {
  tablesMax: 100,
  facetsPerTableMax: 100,
  itemsPerTableMax: 10_000,
  attributesPerItemMax: 1000,
  nestingDepthMax: 32,
} as const

const typeTags = new Set(['S', 'N', 'B', 'BOOL', 'NULL', 'M', 'L', 'SS', 'NS', 'BS'])

// `__proto__` is a name that objects of JavaScript cannot hold as others.
const name = z
  .string()
  .min(1)
  .max(255)
  .refine((text) => text !== '__proto__', 'an attribute cannot be called __proto__')

const keyAttribute = z.object({ AttributeName: name, AttributeType: z.enum(['S', 'N', 'B']) })
const key = z.object({ PartitionKey: keyAttribute, SortKey: keyAttribute.optional() })

const item = z
  .record(name, z.unknown())
  .refine(
    (attributes) => Object.keys(attributes).length <= modelLimits.attributesPerItemMax,
    `an item has at most ${modelLimits.attributesPerItemMax} attributes here`,
  )
const items = z.array(item).max(modelLimits.itemsPerTableMax).default([])

const index = z.object({
  IndexName: z.string().min(3).max(255),
  KeyAttributes: key,
  Projection: z
    .object({
      ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']).default('ALL'),
      NonKeyAttributes: z.array(name).optional(),
    })
    .default({ ProjectionType: 'ALL' }),
})

const table = z.object({
  TableName: z.string().min(3).max(255),
  KeyAttributes: key,
  NonKeyAttributes: z.array(z.object({ AttributeName: name, AttributeType: z.string() })).default([]),
  TableFacets: z
    .array(
      z.object({
        FacetName: z.string().min(1).max(255),
        KeyAttributeAlias: z
          .object({ PartitionKeyAlias: z.string().max(255), SortKeyAlias: z.string().max(255).optional() })
          .optional(),
        TableData: items,
      }),
    )
    .max(modelLimits.facetsPerTableMax)
    .default([]),
  GlobalSecondaryIndexes: z.array(index).max(20).default([]),
  LocalSecondaryIndexes: z.array(index).max(5).default([]),
  TableData: items,
})

const model = z.object({
  ModelName: z.string().max(255).default('model'),
  DataModel: z.array(table).min(1).max(modelLimits.tablesMax),
})

/** A data model in the form of NoSQL Workbench, or the first thing that is wrong with it. */
export function parsedModel(value: unknown): { readonly model: Model } | { readonly problem: string } {
  const { data, error } = model.safeParse(value)
  const issue = error?.issues[0]
  if (data === undefined)
    return { problem: `${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? ''}` }
  const tables = data.DataModel.map((each) => ({
    ...each,
    TableFacets: each.TableFacets.map((facet) => ({ ...facet, TableData: facet.TableData.map(cleanItem) })),
    TableData: each.TableData.map(cleanItem),
  }))
  return { model: { ModelName: data.ModelName, DataModel: tables } as Model }
}

type Attributes = Readonly<Record<string, unknown>>

/** Attribute values in the form of DynamoDB; what has none is left out. */
function cleanItem(attributes: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([each, value]) => {
      const clean = cleanValue(value, modelLimits.nestingDepthMax)
      return clean === undefined ? [] : [[each, clean]]
    }),
  )
}

function cleanValue(value: unknown, depth: number): unknown {
  if (!isObject(value) || depth === 0) return undefined
  const [entry, ...others] = Object.entries(value)
  if (entry === undefined || others.length > 0 || !typeTags.has(entry[0])) return undefined
  const [tag, content] = entry
  switch (tag) {
    case 'S':
    case 'B':
      return typeof content === 'string' ? value : undefined
    case 'N':
      return isNumberText(content) ? value : undefined
    case 'BOOL':
      return typeof content === 'boolean' ? value : undefined
    case 'NULL':
      return { NULL: true }
    case 'L':
      return Array.isArray(content)
        ? { L: content.map((each) => cleanValue(each, depth - 1)).filter((each) => each !== undefined) }
        : undefined
    case 'M':
      return isObject(content) ? { M: cleanMap(content, depth) } : undefined
    default:
      return isSet(tag, content) ? value : undefined
  }
}

/** Some models write a map in a map where they mean the map: `{"M":{"M":{"HP":{"N":"50"}}}}`. */
function cleanMap(content: Attributes, depth: number): Attributes {
  const [entry, ...others] = Object.entries(content)
  const inner = entry?.[0] === 'M' && others.length === 0 && isObject(entry[1]) ? entry[1] : undefined
  const isWrapped = inner !== undefined && !Object.keys(inner).some((each) => typeTags.has(each))
  const members = isWrapped ? inner : content
  return Object.fromEntries(
    Object.entries(members).flatMap(([each, value]) => {
      const clean = cleanValue(value, depth - 1)
      return clean === undefined || each === '__proto__' ? [] : [[each, clean]]
    }),
  )
}

const isObject = (value: unknown): value is Attributes =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isNumberText = (text: unknown): text is string =>
  typeof text === 'string' &&
  /^-?\d{1,38}(\.\d{1,38})?$/.test(text) &&
  text.replaceAll(/[-.]/g, '').length <= 38

function isSet(tag: string, content: unknown): boolean {
  if (!Array.isArray(content) || content.length === 0) return false
  return content.every((each) => (tag === 'NS' ? isNumberText(each) : typeof each === 'string'))
}
