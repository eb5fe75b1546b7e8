import { MonotableError } from '../core/errors.js'
import type { AttributeField } from './attribute-model.js'
import type { AccessPatternDefinition, AttributeOptions, KeyDefinition } from './entity.types.js'
import type { KeyAttributeModel } from './key-attribute-model.js'
import { compileKeyAttribute } from './key-attribute-model.js'
import type { KeyRole } from '../keys/index.js'
import type { KeyAttribute } from './table.js'
import { keyAttributes } from './table.js'
import type { IndexDefinition, ProjectionDefinition, Table } from './table.types.js'

/** One way to read an entity: the table's primary key or an index, with how the entity fills its key attributes. */
export interface PatternModel {
  readonly name: string
  /** The index; undefined for the primary key. */
  readonly index: string | undefined
  readonly isGlobal: boolean
  readonly partition: readonly KeyAttributeModel[]
  readonly sort: readonly KeyAttributeModel[]
  /** The attributes that fill the partition key, in order. */
  readonly partitionHoles: readonly string[]
  /** The attributes that fill the sort key, from the left. */
  readonly sortHoles: readonly string[]
  /** Every attribute that fills the key. */
  readonly holes: ReadonlySet<string>
  readonly includeExpired: boolean
  /** Whether the index holds everything that the table holds. */
  readonly projectsAll: boolean
  /** Whether the index holds a stored attribute. */
  projects(storedName: string): boolean
}

interface ModelPlace {
  readonly entity: string
  readonly table: Table
  readonly fields: ReadonlyMap<string, AttributeField>
  readonly options: Readonly<Record<string, AttributeOptions>>
}

/** The primary key as an access pattern. */
export function compilePrimary(key: KeyDefinition, place: ModelPlace): PatternModel {
  const { partitionKey, sortKey } = place.table.definition
  if (sortKey === undefined && key.sortKey !== undefined)
    refuse(place, 'primary key', `table ${place.table.name} has no sort key: leave sortKey out`)
  const compile = compilerFor(place, 'primary key')
  const model = patternOf('primary', undefined, false, 'all', {
    partition: keyAttributes(partitionKey).map((attribute) =>
      compile(attribute, key.partitionKey, 'partition'),
    ),
    sort: keyAttributes(sortKey).map((attribute) => compile(attribute, key.sortKey, 'sort')),
  })
  for (const hole of model.holes) {
    const field = place.fields.get(hole)
    if (field?.isOptional === true || field?.model.kind === 'nullable')
      refuse(
        place,
        'primary key',
        `${hole} is optional, and every item needs its primary key: make it required`,
      )
  }
  return model
}

/** The access patterns over indexes. */
export function compilePatterns(
  access: Readonly<Record<string, AccessPatternDefinition>>,
  primary: PatternModel,
  place: ModelPlace,
): readonly PatternModel[] {
  const owners = new Map<string, string>()
  return Object.entries(access).map(([name, definition]) => {
    const title = `access pattern ${name}`
    if (name === 'primary') refuse(place, title, 'primary is the name of the primary key: choose another')
    const index = indexOf(definition, title, place)
    const owner = owners.get(definition.index)
    if (owner !== undefined)
      refuse(
        place,
        title,
        `index ${definition.index} serves access pattern ${owner} already: an item stands in an index once`,
      )
    owners.set(definition.index, name)
    return compilePattern(name, definition, index, primary, place)
  })
}

function compilePattern(
  name: string,
  definition: AccessPatternDefinition,
  index: IndexDefinition,
  primary: PatternModel,
  place: ModelPlace,
): PatternModel {
  const compile = compilerFor(place, `access pattern ${name}`)
  const isLocal = index.local === true
  if (isLocal && definition.partitionKey !== undefined)
    refuse(
      place,
      `access pattern ${name}`,
      `local index ${definition.index} has the partition key of the table: leave partitionKey out`,
    )
  const partition = isLocal
    ? primary.partition
    : assertOneTemplate(keyAttributes(index.partitionKey), definition.partitionKey, name, place).map(
        (attribute) => compile(attribute, definition.partitionKey, 'partition'),
      )
  const sort = assertOneTemplate(keyAttributes(index.sortKey), definition.sortKey, name, place).map(
    (attribute) => compile(attribute, definition.sortKey, 'sort'),
  )
  return patternOf(
    name,
    definition.index,
    !isLocal,
    index.projection ?? 'all',
    { partition, sort },
    { includeExpired: definition.includeExpired ?? false, primary },
  )
}

/** A template fills one attribute: a native multi-attribute key is made of attributes that the item has anyway. */
function assertOneTemplate(
  attributes: readonly KeyAttribute[],
  template: unknown,
  name: string,
  place: ModelPlace,
): readonly KeyAttribute[] {
  if (template !== undefined && attributes.length !== 1)
    refuse(
      place,
      `access pattern ${name}`,
      attributes.length === 0
        ? 'the index has no sort key: leave sortKey out'
        : `the key has ${attributes.length} attributes of its own: leave the template out`,
    )
  return attributes
}

function indexOf(definition: AccessPatternDefinition, title: string, place: ModelPlace): IndexDefinition {
  const indexes = place.table.definition.indexes ?? {}
  if (Object.hasOwn(indexes, definition.index)) return indexes[definition.index] as IndexDefinition
  return refuse(
    place,
    title,
    `table ${place.table.name} has no index ${definition.index}; it has ${Object.keys(indexes).join(', ') || 'none'}`,
  )
}

function compilerFor(place: ModelPlace, title: string) {
  return (
    attribute: KeyAttribute,
    template: KeyDefinition['partitionKey'] | undefined,
    role: KeyRole,
  ): KeyAttributeModel => compileKeyAttribute(attribute, template, { ...place, title, role })
}

function patternOf(
  name: string,
  index: string | undefined,
  isGlobal: boolean,
  projection: ProjectionDefinition,
  key: Pick<PatternModel, 'partition' | 'sort'>,
  more: { readonly includeExpired: boolean; readonly primary?: PatternModel } = { includeExpired: false },
): PatternModel {
  const partitionHoles = key.partition.flatMap((attribute) => attribute.holes)
  const sortHoles = key.sort.flatMap((attribute) => attribute.holes)
  const names = [
    ...key.partition,
    ...key.sort,
    ...(more.primary?.partition ?? []),
    ...(more.primary?.sort ?? []),
  ]
  const projected = new Set([
    ...names.map((attribute) => attribute.name),
    ...(typeof projection === 'string' ? [] : projection),
  ])
  return Object.freeze({
    name,
    index,
    isGlobal,
    ...key,
    partitionHoles,
    sortHoles,
    holes: new Set([...partitionHoles, ...sortHoles]),
    includeExpired: more.includeExpired,
    projectsAll: projection === 'all',
    projects: (storedName: string) => projection === 'all' || projected.has(storedName),
  })
}

function refuse(place: ModelPlace, title: string, problem: string): never {
  throw new MonotableError('schema.access-pattern', `Entity ${place.entity}, ${title}: ${problem}`, {
    entity: place.entity,
    place: title,
  })
}
