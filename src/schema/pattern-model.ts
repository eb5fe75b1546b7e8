import { MonotableError } from '../core/errors.js'
import type { AttributeField, AttributeModel } from './attribute-model.js'
import type { AccessPatternDefinition, AttributeOptions, KeyDefinition } from './entity.types.js'
import type { KeyAttributeModel } from './key-attribute-model.js'
import { compileKeyAttribute, storedAt } from './key-attribute-model.js'
import type { KeyTemplate } from '../keys/index.js'
import { parseTemplate, shardHole, shardsMax } from '../keys/index.js'
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
  /** Every attribute that the key is formed from: of a sharded one those of the primary key too. */
  readonly sources: ReadonlySet<string>
  /** Into how many shards a partition is divided; undefined where it is one. */
  readonly shards: number | undefined
  readonly includeExpired: boolean
  /** Whether the index holds everything that the table holds. */
  readonly projectsAll: boolean
  /** Whether the index holds a stored attribute. */
  projects(storedName: string): boolean
}

/** An index that an entity has no access pattern for. */
export interface StrayIndex {
  readonly index: string
  /** Whether items have all of its key attributes, so that they stand in it. */
  readonly isWhole: boolean
  /** Those of its key attributes that items have. */
  readonly partition: readonly KeyAttributeModel[]
  readonly sort: readonly KeyAttributeModel[]
}

interface ModelPlace {
  readonly entity: string
  readonly table: Table
  readonly fields: ReadonlyMap<string, AttributeField>
  readonly options: Readonly<Record<string, AttributeOptions>>
}

/** Compiles the primary key and the access patterns of one entity. */
export class PatternCompiler {
  readonly #place: ModelPlace
  readonly #sortKeys: ReadonlySet<string>
  readonly #filled = new Map<string, FilledKey>()

  constructor(place: ModelPlace) {
    this.#place = place
    const { sortKey, indexes = {} } = place.table.definition
    const sorts = [sortKey, ...Object.values(indexes).map((index) => index.sortKey)]
    this.#sortKeys = new Set(sorts.flatMap((key) => keyAttributes(key)).map((key) => key.name))
  }

  /** The primary key as an access pattern. */
  primary(key: KeyDefinition): PatternModel {
    const place = this.#place
    const { partitionKey, sortKey } = place.table.definition
    if (sortKey === undefined && key.sortKey !== undefined)
      refuse(place, primaryTitle, `table ${place.table.name} has no sort key: leave sortKey out`)
    const model = patternOf('primary', undefined, false, 'all', {
      partition: this.#compile(partitionKey, key.partitionKey, primaryTitle),
      sort: this.#compile(sortKey, key.sortKey, primaryTitle),
    })
    for (const hole of model.holes) {
      const field = place.fields.get(hole)
      if (field?.isOptional === true || field?.model.kind === 'nullable')
        refuse(
          place,
          primaryTitle,
          `${hole} is optional, and every item needs its primary key: make it required`,
        )
    }
    return model
  }

  /** The access patterns over indexes. */
  patterns(
    access: Readonly<Record<string, AccessPatternDefinition>>,
    primary: PatternModel,
  ): readonly PatternModel[] {
    const place = this.#place
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
      return this.#pattern(name, definition, index, primary)
    })
  }

  /**
   * The indexes that the entity has no access pattern for. DynamoDB looks at names alone: where an item has all their
   * attributes, its own or those that fill other keys, it stands in them, and each of its own has to be of their type.
   */
  others(patterns: readonly PatternModel[]): readonly StrayIndex[] {
    const { indexes = {} } = this.#place.table.definition
    const named = new Set(patterns.map((pattern) => pattern.index))
    return Object.entries(indexes).flatMap(([index, definition]) => {
      if (named.has(index)) return []
      const partition = keyAttributes(
        definition.local === true ? this.#place.table.definition.partitionKey : definition.partitionKey,
      )
      const sort = keyAttributes(definition.sortKey)
      const found = partition.map((attribute) => this.#stray(attribute, index))
      const foundSort = sort.map((attribute) => this.#stray(attribute, index))
      return [
        {
          index,
          isWhole: ![...found, ...foundSort].includes(undefined),
          partition: found.filter((key) => key !== undefined),
          sort: foundSort.filter((key) => key !== undefined),
        },
      ]
    })
  }

  #stray(attribute: KeyAttribute, index: string): KeyAttributeModel | undefined {
    const { name } = attribute
    const filled = this.#filled.get(name)?.model
    if (filled !== undefined) return filled
    const field = storedAt(name, this.#place)
    if (field === undefined) return undefined
    const role = this.#sortKeys.has(name) ? 'sort' : 'partition'
    try {
      return compileKeyAttribute(attribute, undefined, { ...this.#place, title: `index ${index}`, role })
    } catch (error) {
      if (!(error instanceof MonotableError)) throw error
      throw new MonotableError(
        error.code,
        `${error.message}; DynamoDB looks at it without an access pattern too, so otherwise give ${field.name} another storedName`,
        error.details,
        { cause: error },
      )
    }
  }

  #pattern(
    name: string,
    definition: AccessPatternDefinition,
    index: IndexDefinition,
    primary: PatternModel,
  ): PatternModel {
    const place = this.#place
    const title = `access pattern ${name}`
    const isLocal = index.local === true
    if (isLocal && definition.partitionKey !== undefined)
      refuse(
        place,
        title,
        `local index ${definition.index} has the partition key of the table: leave partitionKey out`,
      )
    if (definition.shards !== undefined) this.#assertShards(definition, index, title)
    const partition = isLocal
      ? primary.partition
      : this.#compile(index.partitionKey, definition.partitionKey, title, definition.shards)
    const sort = this.#compile(index.sortKey, definition.sortKey, title)
    const pattern = patternOf(
      name,
      definition.index,
      !isLocal,
      index.projection ?? 'all',
      { partition, sort },
      { includeExpired: definition.includeExpired ?? false, primary },
    )
    if (!isLocal) this.#assertGivenBack(pattern, primary, title)
    return pattern
  }

  /** A partition is divided by a number within its key, which the library works out (rule K9). */
  #assertShards(
    { shards, partitionKey }: AccessPatternDefinition,
    index: IndexDefinition,
    title: string,
  ): void {
    const place = this.#place
    const isCount = Number.isInteger(shards) && shards !== undefined && shards >= 1 && shards <= shardsMax
    if (!isCount)
      refuse(place, title, `shards takes a whole number from 1 to ${shardsMax}, not ${String(shards)}`)
    if (place.fields.has(shardHole))
      refuse(
        place,
        title,
        `{${shardHole}} would be the number of a shard, and an attribute of the schema: call the attribute otherwise`,
      )
    const isFilled = partitionKey !== undefined && index.local !== true
    const segments = isFilled ? parseTemplate(partitionKey).segments : []
    if (!segments.some((segment) => segment.kind === 'hole' && segment.name === shardHole))
      refuse(
        place,
        title,
        `shards divides the partitions of a global index, by a hole in their key: give partitionKey a {${shardHole}}, such as 'EVENTS#{${shardHole}}'`,
      )
  }

  /** What an index does not project is read from its keys, and those must not have changed it. */
  #assertGivenBack(pattern: PatternModel, primary: PatternModel, title: string): void {
    const keys = [...primary.partition, ...primary.sort, ...pattern.partition, ...pattern.sort]
    const exact = new Set(keys.flatMap((key) => (this.#casingOf(key) === undefined ? key.holes : [])))
    for (const key of keys)
      for (const hole of key.holes) {
        const field = this.#place.fields.get(hole)
        if (field === undefined || exact.has(hole) || pattern.projects(field.storedName)) continue
        if (!hasCase(field.model)) continue
        refuse(
          this.#place,
          title,
          `index ${pattern.index} does not project ${hole}, and its template says casing: '${this.#casingOf(key)}', so that the key does not tell ${hole}: project it`,
        )
      }
  }

  #casingOf({ name }: KeyAttributeModel): string | undefined {
    const template = this.#filled.get(name)?.template
    return typeof template === 'object' ? template.casing : undefined
  }

  /** A template fills one attribute: a native multi-attribute key is made of attributes that the item has anyway. */
  #compile(
    key: Parameters<typeof keyAttributes>[0],
    template: KeyTemplate | undefined,
    title: string,
    shards?: number,
  ): readonly KeyAttributeModel[] {
    const attributes = keyAttributes(key)
    if (template !== undefined && attributes.length !== 1)
      refuse(
        this.#place,
        title,
        attributes.length === 0
          ? 'the index has no sort key: leave sortKey out'
          : `the key has ${attributes.length} attributes of its own: leave the template out`,
      )
    return attributes.map((attribute) => this.#attribute(attribute, template, title, shards))
  }

  /**
   * A key attribute that several keys share, such as those of a reverse index, is filled once and in one way. It takes
   * the form of a sort key where it is one anywhere in the table, so that its order is kept there.
   */
  #attribute(
    attribute: KeyAttribute,
    template: KeyTemplate | undefined,
    title: string,
    shards: number | undefined,
  ): KeyAttributeModel {
    const { name } = attribute
    const known = this.#filled.get(name)
    const role = this.#sortKeys.has(name) ? 'sort' : 'partition'
    // A shard is worked out from the primary key, and within a sort key would come before what it holds.
    if (shards !== undefined && (role === 'sort' || known?.title === primaryTitle))
      refuse(
        this.#place,
        title,
        `key attribute ${name} is a key of the table or a sort key too, which have no shards: give the index a partition key of its own`,
      )
    const isSame = known !== undefined && isSameTemplate(known.template, template) && known.shards === shards
    if (known !== undefined && isSame) return known.model
    if (known !== undefined)
      refuse(
        this.#place,
        title,
        `key attribute ${name} is filled by ${textOf(known)} for the ${known.title} already: ${attribute.type === undefined ? 'an index of several attributes needs attributes of the schema' : 'write the same template'}${known.shards === shards ? '' : ', with as many shards'}`,
      )
    const model = compileKeyAttribute(attribute, template, { ...this.#place, title, role, shards })
    if (model.kind !== 'own') this.#filled.set(name, { model, template, title, shards })
    return model
  }
}

const primaryTitle = 'primary key'

/** Whether values can differ in case alone: every other form is written in one case, or known in advance. */
function hasCase(model: AttributeModel): boolean {
  if (model.kind === 'nullable') return hasCase(model.inner)
  return model.kind === 'codec' ? hasCase(model.stored) : model.kind === 'string'
}

/** A key attribute that is filled, and by what. */
interface FilledKey {
  readonly model: KeyAttributeModel
  readonly template: KeyTemplate | undefined
  readonly title: string
  readonly shards: number | undefined
}

function textOf({ template, shards }: FilledKey): string {
  if (template === undefined) return 'no template'
  const text = `'${typeof template === 'string' ? template : template.template}'`
  return shards === undefined ? text : `${text} in ${shards} shards`
}

function isSameTemplate(one: KeyTemplate | undefined, other: KeyTemplate | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  const [left, right] = [parseTemplate(one), parseTemplate(other)]
  return left.text === right.text && left.delimiters === right.delimiters && left.casing === right.casing
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
  const shards = key.partition.find((attribute) => attribute.kind === 'template')?.shards
  const holes = new Set([...partitionHoles, ...sortHoles])
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
    holes,
    sources: shards === undefined ? holes : new Set([...holes, ...(more.primary?.holes ?? [])]),
    shards,
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
