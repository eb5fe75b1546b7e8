import { compiledEntity } from '../../marshalling/index.js'
import type { AttributeField, PatternModel } from '../../schema/index.js'
import { CommandError } from '../command-error.js'
import type { OpenDatabase, SchemaModule } from '../schema-module/index.js'

type Values = Readonly<Record<string, unknown>>

/** Something that can be read, by the name under which a program calls it. */
export interface KnownPattern {
  /** Such as `orders.byStatus`. */
  readonly name: string
  /** What has to be given. */
  readonly required: readonly string[]
  /** What may be given beside it, from the left. */
  readonly optional: readonly string[]
  /** Index and entities. */
  readonly about: string
  /** The attributes of the entities that it reads. */
  readonly fields: readonly AttributeField[]
  readonly plan: (
    database: OpenDatabase,
    values: Values,
  ) =>
    | ReturnType<OpenDatabase['repositories'][string]['plan']['get']>
    | ReturnType<ReturnType<OpenDatabase['collections'][string]>['plan']>
  /** Runs it; the items that it finds. */
  readonly run: (database: OpenDatabase, values: Values) => Promise<readonly unknown[]>
}

/** Everything that the repositories and collections of a schema can read by key. */
export function knownPatterns(schema: SchemaModule): readonly KnownPattern[] {
  return [
    ...Object.entries(schema.entities).flatMap(([repository, entity]) => {
      const { model } = compiledEntity(entity)
      const { name: entityName, fields, primary, patterns } = model
      return [
        getPattern(repository, primary, fields, entityName),
        ...[primary, ...patterns].map((pattern) => queryPattern(repository, pattern, fields, entityName)),
      ]
    }),
    ...Object.entries(schema.collections ?? {}).map(([name, definition]) =>
      collectionPattern(name, definition as CollectionShape, schema),
    ),
  ]
}

/** @throws CommandError where there is none of that name. */
export function patternNamed(name: string, schema: SchemaModule): KnownPattern {
  const known = knownPatterns(schema)
  const found = known.find((pattern) => pattern.name === name)
  if (found !== undefined) return found
  throw new CommandError(
    `the schema has no access pattern ${name}; it has\n${known.map((each) => `  ${each.name}`).join('\n')}`,
  )
}

type Parts = Pick<KnownPattern, 'required' | 'optional' | 'about' | 'fields'>

function getPattern(
  repository: string,
  primary: PatternModel,
  fields: readonly AttributeField[],
  entity: string,
): KnownPattern {
  return {
    name: `${repository}.get`,
    required: [...primary.holes],
    optional: [],
    about: `${entity}, one item`,
    fields,
    plan: (database, values) => planner(database, repository).plan.get(values),
    run: async (database, values) => {
      const item = await planner(database, repository).plan.get(values).run()
      return item === undefined ? [] : [item]
    },
  }
}

function queryPattern(
  repository: string,
  pattern: PatternModel,
  fields: readonly AttributeField[],
  entity: string,
): KnownPattern {
  const parts = {
    ...partsOf(pattern, fields),
    about: `${entity}, ${placeOf(pattern.index, pattern.isGlobal)}`,
  }
  const start = (database: OpenDatabase, values: Values) =>
    calling(planner(database, repository).query, pattern.name, values)
  return queryOf(`${repository}.${pattern.name}`, parts, start)
}

interface CollectionShape {
  readonly entities: readonly string[]
  readonly index?: string
}

function collectionPattern(
  name: string,
  { entities, index }: CollectionShape,
  schema: SchemaModule,
): KnownPattern {
  const [first] = entities
  const entity = first === undefined ? undefined : schema.entities[first]
  if (entity === undefined)
    throw new CommandError(`collection ${name}: the schema has no entity ${String(first)}`)
  const { primary, patterns, fields } = compiledEntity(entity).model
  const pattern = [primary, ...patterns].find((each) => each.index === index) ?? primary
  const parts = {
    ...partsOf(pattern, fields),
    optional: [],
    about: `${entities.join(', ')}, ${placeOf(pattern.index, pattern.isGlobal)}`,
  }
  return queryOf(`collections.${name}`, parts, (database, values) =>
    calling(database.collections, name, values),
  )
}

type Start = (database: OpenDatabase, values: Values) => ReturnType<OpenDatabase['collections'][string]>

function queryOf(name: string, parts: Parts, start: Start): KnownPattern {
  return {
    name,
    ...parts,
    plan: (database, values) => start(database, values).plan(),
    run: async (database, values) => (await start(database, values).page()).items,
  }
}

function partsOf(
  { partitionHoles, sortHoles }: PatternModel,
  fields: readonly AttributeField[],
): Pick<KnownPattern, 'required' | 'optional' | 'fields'> {
  const required = [...new Set(partitionHoles)]
  return { required, optional: sortHoles.filter((hole) => !required.includes(hole)), fields }
}

function placeOf(index: string | undefined, isGlobal: boolean): string {
  return index === undefined ? 'the table' : `${isGlobal ? 'global' : 'local'} index ${index}`
}

function planner(database: OpenDatabase, name: string): OpenDatabase['repositories'][string] {
  const found = database.repositories[name]
  if (found === undefined) throw new CommandError(`there is no repository ${name}`)
  return found
}

function calling<TResult>(
  functions: Readonly<Record<string, (values: Values) => TResult>>,
  name: string,
  values: Values,
): TResult {
  const found = functions[name]
  if (found === undefined) throw new CommandError(`there is no access pattern ${name}`)
  return found(values)
}
