import type { ModelFacet, ModelItem, ModelTable, ModelValue } from './model.types.js'
import { keyShape, segmentsOf } from './key-text.js'

/** Items of one kind: what becomes an entity. */
export interface ItemGroup {
  readonly name: string
  /** How the name was found. */
  readonly origin: string
  readonly items: readonly ModelItem[]
  readonly alias: ModelFacet['KeyAttributeAlias']
}

/** The items of a table by kinds: those of each facet, and the others by an attribute that tells, or by their keys. */
export function groupItems(table: ModelTable): readonly ItemGroup[] {
  const facets = table.TableFacets.filter(({ TableData }) => TableData.length > 0)
  const keys = new Set(facets.flatMap(({ TableData }) => TableData.map((item) => identity(item, table))))
  const others = unique(table.TableData, table).filter((item) => !keys.has(identity(item, table)))
  const groups = facets.map(({ FacetName, TableData, KeyAttributeAlias }): ItemGroup => ({
    name: FacetName,
    origin: `facet ${FacetName}`,
    items: unique(TableData, table),
    alias: KeyAttributeAlias,
  }))
  const found = [...groups, ...grouped(others, table)].filter(({ items }) => items.length > 0)
  return markerAttribute(found) === undefined ? mergedByShape(found, table) : found
}

/** Where nothing but the keys tells items apart, those with keys of one shape are one kind. */
function mergedByShape(groups: readonly ItemGroup[], table: ModelTable): readonly ItemGroup[] {
  const byShape = new Map<string, ItemGroup>()
  for (const group of groups) {
    const shape = group.items[0] === undefined ? '' : shapeOf(group.items[0], table)
    const known = byShape.get(shape)
    byShape.set(
      shape,
      known === undefined
        ? group
        : {
            ...known,
            origin: `${known.origin} and ${group.origin}`,
            items: [...known.items, ...group.items],
          },
    )
  }
  return [...byShape.values()]
}

/** Words for labels of keys such as `c`: the shortest name of a kind that begins like it and has it in its keys. */
export function labelWords(
  groups: readonly ItemGroup[],
  { KeyAttributes: { PartitionKey, SortKey } }: ModelTable,
): ReadonlyMap<string, string> {
  const words = new Map<string, string>()
  for (const { name, items } of groups)
    for (const item of items)
      for (const key of [PartitionKey, SortKey]) {
        const [label] = key === undefined ? [] : segmentsOf(textOf(item[key.AttributeName]))
        if (label === undefined || label.kind !== 'label' || label.text === '' || label.text.length > 3)
          continue
        const isLike = name.toLowerCase().startsWith(label.text.charAt(0).toLowerCase())
        const known = words.get(label.text)
        if (isLike && (known === undefined || name.length < known.length)) words.set(label.text, name)
      }
  return words
}

function grouped(items: readonly ModelItem[], table: ModelTable): readonly ItemGroup[] {
  const marker = typeAttribute(items)
  const byKind = new Map<string, ModelItem[]>()
  for (const item of items) {
    const kind = marker === undefined ? shapeOf(item, table) : textOf(item[marker])
    byKind.set(kind, [...(byKind.get(kind) ?? []), item])
  }
  return [...byKind].map(([kind, members]) => ({
    name: marker === undefined ? nameOfShape(kind, table) : kind,
    origin: marker === undefined ? `the keys ${kind}` : `${marker} ${kind}`,
    items: members,
    alias: undefined,
  }))
}

/** An attribute of all items that is called after what they are. */
function typeAttribute(items: readonly ModelItem[]): string | undefined {
  const [first] = items
  return Object.keys(first ?? {}).find(
    (name) => /type|entity|kind/i.test(name) && items.every((item) => textOf(item[name]) !== ''),
  )
}

/**
 * The attribute in which items name their entity: each group has one value of its own.
 */
export function markerAttribute(
  groups: readonly ItemGroup[],
): { readonly attribute: string; readonly values: readonly string[] } | undefined {
  const [first] = groups
  for (const attribute of Object.keys(first?.items[0] ?? {})) {
    const values = groups.map(({ items }) => {
      const texts = new Set(items.map((item) => textOf(item[attribute])))
      return texts.size === 1 ? ([...texts][0] ?? '') : ''
    })
    if (/type|entity|kind/i.test(attribute) && !values.includes('') && new Set(values).size === values.length)
      return { attribute, values }
  }
  return undefined
}

function shapeOf(item: ModelItem, { KeyAttributes: { PartitionKey, SortKey } }: ModelTable): string {
  const partition = keyShape(textOf(item[PartitionKey.AttributeName]), 'partition')
  return SortKey === undefined
    ? partition
    : `${partition} ${keyShape(textOf(item[SortKey.AttributeName]), 'sort')}`
}

/** The last word of the keys that tells something. */
function nameOfShape(shape: string, { TableName }: ModelTable): string {
  const words = shape.match(/[A-Za-z]{2,}/g)
  return words?.at(-1) ?? TableName
}

function unique(items: readonly ModelItem[], table: ModelTable): readonly ModelItem[] {
  const byKey = new Map(items.map((item) => [identity(item, table), item]))
  const { PartitionKey, SortKey } = table.KeyAttributes
  return [...byKey.values()].filter((item) =>
    [PartitionKey, SortKey].every((key) => {
      const value = key === undefined ? undefined : item[key.AttributeName]
      return key === undefined || (value !== undefined && key.AttributeType in value && textOf(value) !== '')
    }),
  )
}

function identity(item: ModelItem, { KeyAttributes: { PartitionKey, SortKey } }: ModelTable): string {
  return JSON.stringify(
    [PartitionKey, SortKey].map((key) => (key === undefined ? null : item[key.AttributeName])),
  )
}

/** The text of a string or number; empty for all else. */
export function textOf(value: ModelValue | undefined): string {
  if (value === undefined) return ''
  if ('S' in value) return value.S
  return 'N' in value ? value.N : ''
}
