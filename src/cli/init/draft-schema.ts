import type { AccessDraft, AttributeDraft, EntityDraft, KeyDraft } from './draft-entity.js'
import { draftEntity } from './draft-entity.js'
import { groupItems, labelWords, markerAttribute } from './group-items.js'
import type { Model, ModelIndex, ModelKeyAttribute, ModelTable } from './model.types.js'
import { camelCase, commentText, freeName, propertyName, quoted } from './words.js'

/** A schema module that is drafted from a data model, and its sample items as lines of a seed file. */
export interface SchemaDraft {
  readonly schema: string
  readonly seed: string
}

/** Names that stand in the module already. */
const reserved = ['z', 'entities', 'collections', 'defineEntity', 'defineTable']

/** Drafts a schema module: every guess is marked with a comment. */
export function draftSchema(model: Model): SchemaDraft {
  const taken = new Set(reserved)
  const repositories = new Map<string, { readonly entity: string; readonly draft: EntityDraft }>()
  const take = (wanted: string): string => {
    const name = freeName(wanted, (each) => taken.has(each))
    taken.add(name)
    return name
  }
  const tables = model.DataModel.map((table) => {
    const constant = take(`${camelCase(table.TableName)}Table`)
    const groups = groupItems(table)
    const marker = markerAttribute(groups)
    const place = { table, labels: labelWords(groups, table), marker: marker?.attribute }
    const drafts = groups.map((group, position) => draftEntity(group, place, marker?.values[position]))
    const texts = drafts.map((draft) => {
      const entity = take(draft.name)
      const repository = freeName(pluralOf(camelCase(entity)), (name) => repositories.has(name))
      repositories.set(repository, { entity, draft })
      return entityText(draft, entity, constant)
    })
    return [tableText(table, constant, marker?.attribute, drafts), ...emptyFacets(table), ...texts].join('\n')
  })
  const names = [...repositories].map(([name, { entity }]) => `${name}: ${entity}`)
  return {
    schema: [
      `// Drafted from the data model ${commentText(model.ModelName)}. Whatever says "guess" was guessed from its facets and sample items: look at it,`,
      '// and give things the names by which you call them.',
      "import { defineEntity, defineTable } from 'monotable'",
      "import * as z from 'zod'",
      '',
      ...tables,
      `export const entities = {${names.length === 0 ? '' : ` ${names.join(', ')} `}}`,
      '',
    ].join('\n'),
    seed: [...repositories]
      .flatMap(([entity, { draft }]) => draft.samples.map((item) => `${JSON.stringify({ entity, item })}\n`))
      .join(''),
  }
}

/** What nothing was drafted from. */
function emptyFacets({ TableFacets }: ModelTable): readonly string[] {
  const empty = TableFacets.filter(({ TableData }) => TableData.length === 0)
  return empty.map(
    ({ FacetName }) => `// The facet ${commentText(FacetName)} has no items: its entity is yours to write.\n`,
  )
}

function pluralOf(name: string): string {
  return name.endsWith('s') ? name : `${name}s`
}

function tableText(
  table: ModelTable,
  constant: string,
  marker: string | undefined,
  drafts: readonly EntityDraft[],
): string {
  const { PartitionKey, SortKey } = table.KeyAttributes
  const indexes = [
    ...table.GlobalSecondaryIndexes.map((index) => indexText(index, table, false)),
    ...table.LocalSecondaryIndexes.map((index) => indexText(index, table, true)),
  ]
  const expiry = drafts
    .flatMap(({ attributes }) => [...attributes])
    .find(([name, { type }]) => /^(ttl|expir\w*)$/i.test(name) && type === 'z.int()')?.[0]
  return [
    `const ${constant} = defineTable({`,
    `  name: ${quoted(table.TableName)},`,
    `  partitionKey: ${keyAttributeText(PartitionKey)},`,
    ...(SortKey === undefined ? [] : [`  sortKey: ${keyAttributeText(SortKey)},`]),
    ...(marker === undefined
      ? drafts.length > 1
        ? [
            '  // guess: no attribute of the samples says which entity an item is; the keys tell them apart.',
            '  entityAttribute: false,',
          ]
        : ['  entityAttribute: false,']
      : [
          `  // guess: each kind of items has a value of its own there.`,
          `  entityAttribute: ${quoted(marker)},`,
        ]),
    ...(expiry === undefined
      ? []
      : [
          `  // guess: is it when items expire? Reads leave out those that have.`,
          `  // timeToLive: ${quoted(expiry)},`,
        ]),
    ...(indexes.length === 0 ? [] : ['  indexes: {', ...indexes.map((text) => `    ${text}`), '  },']),
    '})',
    '',
  ].join('\n')
}

function keyAttributeText({ AttributeName, AttributeType }: ModelKeyAttribute): string {
  return AttributeType === 'S'
    ? quoted(AttributeName)
    : `{ name: ${quoted(AttributeName)}, type: ${quoted(AttributeType)} }`
}

function indexText(
  { IndexName, KeyAttributes, Projection }: ModelIndex,
  table: ModelTable,
  isLocal: boolean,
): string {
  const { PartitionKey, SortKey } = KeyAttributes
  const keys = [table.KeyAttributes, KeyAttributes].flatMap((key) => [
    key.PartitionKey.AttributeName,
    key.SortKey?.AttributeName,
  ])
  const projected = (Projection.NonKeyAttributes ?? []).filter((name) => !keys.includes(name))
  const members = [
    ...(isLocal ? ['local: true'] : [`partitionKey: ${keyAttributeText(PartitionKey)}`]),
    ...(SortKey === undefined ? [] : [`sortKey: ${keyAttributeText(SortKey)}`]),
    ...(Projection.ProjectionType === 'ALL'
      ? []
      : projected.length === 0
        ? ["projection: 'keys-only'"]
        : [`projection: [${[...new Set(projected)].map(quoted).join(', ')}]`]),
  ]
  return `${propertyName(IndexName)}: { ${members.join(', ')} },`
}

function entityText(draft: EntityDraft, constant: string, table: string): string {
  const { attributes, key, access, entityValue, origin } = draft
  const stored = [...attributes].filter(([, { storedName }]) => storedName !== undefined)
  return [
    `// guess: the items of ${commentText(origin)}.`,
    `export const ${constant} = defineEntity({`,
    `  name: ${quoted(constant)},`,
    `  table: ${table},`,
    '  schema: z.object({',
    ...[...attributes].flatMap(([name, attribute]) =>
      attributeText(name, attribute).map((line) => `    ${line}`),
    ),
    '  }),',
    '  // guess: from what the keys of the samples have in common.',
    `  key: { ${keyText(key)} },`,
    ...(access.length === 0
      ? []
      : ['  access: {', ...access.flatMap(accessText).map((line) => `    ${line}`), '  },']),
    ...(stored.length === 0
      ? []
      : [
          '  attributes: {',
          ...stored.map(
            ([name, { storedName = '' }]) =>
              `    ${propertyName(name)}: { storedName: ${quoted(storedName)} },`,
          ),
          '  },',
        ]),
    ...(entityValue === undefined || entityValue === constant
      ? []
      : [`  entityValue: ${quoted(entityValue)},`]),
    '})',
    '',
  ].join('\n')
}

function attributeText(name: string, { type, isOptional, note }: AttributeDraft): readonly string[] {
  return [
    ...(note === undefined ? [] : [`// ${commentText(note)}`]),
    `${propertyName(name)}: ${type}${isOptional ? '.optional()' : ''},`,
  ]
}

function accessText({ name, index, partitionKey, sortKey, note }: AccessDraft): readonly string[] {
  const keys = keyText({ partitionKey, sortKey })
  return [
    ...(note === undefined ? [] : [`// guess: ${commentText(note)}.`]),
    `${propertyName(name)}: { index: ${quoted(index)}${keys === '' ? '' : `, ${keys}`} },`,
  ]
}

/** Attributes that are keys themselves need no template. */
function keyText(key: {
  readonly partitionKey: KeyDraft | undefined
  readonly sortKey: KeyDraft | undefined
}): string {
  return (['partitionKey', 'sortKey'] as const)
    .flatMap((word) => {
      const draft = key[word]
      if (draft === undefined) return []
      if ('template' in draft) return [`${word}: ${quoted(draft.template)}`]
      return [`${word}: ${quoted(`{${draft.own}}`)}`]
    })
    .join(', ')
}
