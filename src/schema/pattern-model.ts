import { MonotableError } from '../core/errors.js'
import type { AttributeField } from './attribute-model.js'
import type { AccessPatternDefinition, AttributeOptions, KeyDefinition } from './entity.types.js'
import { definitionError } from './errors.js'
import { innerModel } from './inner-model.js'
import type { KeyAttributeModel } from './key-attribute-model.js'
import { compileKeyAttribute, storedAt } from './key-attribute-model.js'
import type { KeyRole, KeyTemplate } from '../keys/index.js'
import { parseTemplate, shardHole, shardsMax } from '../keys/index.js'
import type { KeyAttribute } from './table.js'
import { keyAttributes, keyRoles } from './table.js'
import type { IndexDefinition, ProjectionDefinition, Table } from './table.types.js'

/** One way to read an entity: the table's primary key or an index, with how the entity fills its key attributes. */
export interface PatternModel {
  readonly name: string
  /** The index; undefined for the primary key. */
  readonly index: string | undefined
  readonly isGlobal: boolean
  readonly partition: readonly KeyAttributeModel[]
  readonly sort: readonly KeyAttributeModel[]
  /** Both, in order. */
  readonly keys: readonly KeyAttributeModel[]
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
  readonly keys: readonly KeyAttributeModel[]
}

interface ModelPlace {
  readonly entity: string
  readonly table: Table
  readonly fields: ReadonlyMap<string, AttributeField>
  readonly options: Readonly<Record<string, AttributeOptions>>
}

/** What fills a key, and for which access pattern. */
interface Filling {
  readonly template: KeyTemplate | undefined
  readonly shards: number | undefined
  /** `primary key`, or `access pattern byStatus`. */
  readonly title: string
}

/** A key attribute that is filled, and by what. */
interface FilledKey extends Filling {
  readonly model: KeyAttributeModel
}

/** Compiles the primary key and the access patterns of one entity. */
export class PatternCompiler {
  readonly #place: ModelPlace
  readonly #roleOf: (attribute: KeyAttribute) => KeyRole
  readonly #filled = new Map<string, FilledKey>()

  constructor(place: ModelPlace) {
    this.#place = place
    this.#roleOf = keyRoles(place.table)
  }

  /** The primary key as an access pattern. */
  primary(key: KeyDefinition): PatternModel {
    const { table, fields } = this.#place
    const { partitionKey, sortKey } = table.definition
    if (sortKey === undefined && key.sortKey !== undefined)
      this.#refuse(primaryTitle, `table ${table.name} has no sort key: leave sortKey out`)
    const filling = { title: primaryTitle, shards: undefined }
    const model = patternOf('primary', undefined, false, 'all', {
      partition: this.#compile(partitionKey, { ...filling, template: key.partitionKey }),
      sort: this.#compile(sortKey, { ...filling, template: key.sortKey }),
    })
    for (const hole of model.holes) {
      const field = fields.get(hole)
      if (field?.isOptional === true || field?.model.kind === 'nullable')
        this.#refuse(
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
    const { table } = this.#place
    const indexes = new Map(Object.entries(table.definition.indexes ?? {}))
    const owners = new Map<string, string>()
    return Object.entries(access).map(([name, definition]) => {
      const title = `access pattern ${name}`
      if (name === 'primary') this.#refuse(title, 'primary is the name of the primary key: choose another')
      const index =
        indexes.get(definition.index) ??
        this.#refuse(
          title,
          `table ${table.name} has no index ${definition.index}; it has ${[...indexes.keys()].join(', ') || 'none'}`,
        )
      const owner = owners.get(definition.index)
      if (owner !== undefined)
        this.#refuse(
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
    const { definition: table } = this.#place.table
    const named = new Set(patterns.map((pattern) => pattern.index))
    return Object.entries(table.indexes ?? {})
      .filter(([index]) => !named.has(index))
      .map(([index, definition]) => {
        const strays = (key: Parameters<typeof keyAttributes>[0]) =>
          keyAttributes(key).map((attribute) => this.#stray(attribute, index))
        const partitions = strays((definition.local === true ? table : definition).partitionKey)
        const sorts = strays(definition.sortKey)
        const partition = partitions.filter((key) => key !== undefined)
        const sort = sorts.filter((key) => key !== undefined)
        const keys = [...partition, ...sort]
        return { index, isWhole: keys.length === partitions.length + sorts.length, partition, sort, keys }
      })
  }

  #stray(attribute: KeyAttribute, index: string): KeyAttributeModel | undefined {
    const filled = this.#filled.get(attribute.name)?.model
    if (filled !== undefined) return filled
    const field = storedAt(attribute.name, this.#place)
    if (field === undefined) return undefined
    const role = this.#roleOf(attribute)
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
    const { partitionKey, sortKey, shards, includeExpired = false } = definition
    const title = `access pattern ${name}`
    const isLocal = index.local === true
    if (isLocal && partitionKey !== undefined)
      this.#refuse(
        title,
        `local index ${definition.index} has the partition key of the table: leave partitionKey out`,
      )
    if (shards !== undefined) this.#assertShards(shards, isLocal ? undefined : partitionKey, title)
    const partition = isLocal
      ? primary.partition
      : this.#compile(index.partitionKey, { title, shards, template: partitionKey })
    const sort = this.#compile(index.sortKey, { title, shards: undefined, template: sortKey })
    const pattern = patternOf(
      name,
      definition.index,
      !isLocal,
      index.projection ?? 'all',
      { partition, sort },
      { includeExpired, primary },
    )
    if (!isLocal) this.#assertGivenBack(pattern, primary, title)
    return pattern
  }

  /** A partition is divided by a number within its key, which the library works out (rule K9). */
  #assertShards(shards: number, template: KeyTemplate | undefined, title: string): void {
    if (!Number.isInteger(shards) || shards < 1 || shards > shardsMax)
      this.#refuse(title, `shards takes a whole number from 1 to ${shardsMax}, not ${String(shards)}`)
    if (this.#place.fields.has(shardHole))
      this.#refuse(
        title,
        `{${shardHole}} would be the number of a shard, and an attribute of the schema: call the attribute otherwise`,
      )
    const segments = template === undefined ? [] : parseTemplate(template).segments
    if (!segments.some((segment) => segment.kind === 'hole' && segment.name === shardHole))
      this.#refuse(
        title,
        `shards divides the partitions of a global index, by a hole in their key: give partitionKey a {${shardHole}}, such as 'EVENTS#{${shardHole}}'`,
      )
  }

  /** What an index does not project is read from its keys, and those must not have changed it. */
  #assertGivenBack(pattern: PatternModel, primary: PatternModel, title: string): void {
    const keys = [...primary.keys, ...pattern.keys]
    const exact = new Set(keys.flatMap((key) => (this.#casingOf(key) === undefined ? key.holes : [])))
    for (const key of keys)
      for (const hole of key.holes) {
        const field = this.#place.fields.get(hole)
        if (field === undefined || exact.has(hole) || pattern.projects(field.storedName)) continue
        // Every other form is written in one case, or known in advance.
        if (innerModel(field.model).kind !== 'string') continue
        this.#refuse(
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
  #compile(key: Parameters<typeof keyAttributes>[0], filling: Filling): readonly KeyAttributeModel[] {
    const attributes = keyAttributes(key)
    if (filling.template !== undefined && attributes.length !== 1)
      this.#refuse(
        filling.title,
        attributes.length === 0
          ? 'the index has no sort key: leave sortKey out'
          : `the key has ${attributes.length} attributes of its own: leave the template out`,
      )
    return attributes.map((attribute) => this.#attribute(attribute, filling))
  }

  /**
   * A key attribute that several keys share, such as those of a reverse index, is filled once and in one way. It takes
   * the form of a sort key where it is one anywhere in the table, so that its order is kept there.
   */
  #attribute(attribute: KeyAttribute, filling: Filling): KeyAttributeModel {
    const { name } = attribute
    const { template, shards, title } = filling
    const known = this.#filled.get(name)
    const role = this.#roleOf(attribute)
    // A shard is worked out from the primary key, and within a sort key would come before what it holds.
    if (shards !== undefined && (role === 'sort' || known?.title === primaryTitle))
      this.#refuse(
        title,
        `key attribute ${name} is a key of the table or a sort key too, which have no shards: give the index a partition key of its own`,
      )
    if (known !== undefined) {
      if (known.shards === shards && isSameTemplate(known.template, template)) return known.model
      this.#refuse(
        title,
        `key attribute ${name} is filled by ${textOf(known)} for the ${known.title} already: ${attribute.type === undefined ? 'an index of several attributes needs attributes of the schema' : 'write the same template'}${known.shards === shards ? '' : ', with as many shards'}`,
      )
    }
    const model = compileKeyAttribute(attribute, template, { ...this.#place, title, role, shards })
    if (model.kind !== 'own') this.#filled.set(name, { ...filling, model })
    return model
  }

  #refuse(title: string, problem: string): never {
    throw definitionError('schema.access-pattern', { entity: this.#place.entity, place: title }, problem)
  }
}

const primaryTitle = 'primary key'

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

function patternOf(
  name: string,
  index: string | undefined,
  isGlobal: boolean,
  projection: ProjectionDefinition,
  { partition, sort }: Pick<PatternModel, 'partition' | 'sort'>,
  more: { readonly includeExpired: boolean; readonly primary?: PatternModel } = { includeExpired: false },
): PatternModel {
  const keys = [...partition, ...sort]
  const holes = new Set(keys.flatMap((key) => key.holes))
  const shards = partition.find((key) => key.kind === 'template')?.shards
  const projected = new Set([
    ...[...keys, ...(more.primary?.keys ?? [])].map((key) => key.name),
    ...(typeof projection === 'string' ? [] : projection),
  ])
  return Object.freeze({
    name,
    index,
    isGlobal,
    partition,
    sort,
    keys,
    partitionHoles: partition.flatMap((key) => key.holes),
    sortHoles: sort.flatMap((key) => key.holes),
    holes,
    sources: shards === undefined ? holes : new Set([...holes, ...(more.primary?.holes ?? [])]),
    shards,
    includeExpired: more.includeExpired,
    projectsAll: projection === 'all',
    projects: (storedName: string) => projection === 'all' || projected.has(storedName),
  })
}
