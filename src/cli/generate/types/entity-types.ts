import type { $ZodType } from 'zod/v4/core'
import { shardHole } from '../../../keys/index.js'
import type { EntityModel, PatternModel } from '../../../schema/index.js'
import type { EntityNames } from './entity-names.js'
import type { Side } from './type-text.js'
import {
  dataText,
  isAbsentable,
  presentPart,
  propertyName,
  stringText,
  typeText,
  union,
} from './type-text.js'

/** What the types of one entity are printed from. */
export interface PrintedEntity {
  readonly model: EntityModel
  readonly names: EntityNames
  /** The entity in the schema module, such as `typeof schema.Order`. */
  readonly inferred: string
  /** The name of the interface of its table. */
  readonly table: string
}

/** Attributes whose types are taken from the inferred ones, since their schemas do not tell them. */
export type Unprintable = Set<string>

/** The interfaces of an entity: what is read and written, and all that the library looks up. */
export function entityTypes(entity: PrintedEntity, unprintable: Unprintable): string {
  const { model, names } = entity
  const shape = shapeOf(model)
  const fixed = new Set([...model.primary.holes, ...model.readOnly, ...model.derived.map(({ name }) => name)])
  const derived = new Set(model.derived.map(({ name }) => name))
  const type = (name: string, side: Side): string => {
    const text = typeText(shape[name] as $ZodType, side)
    if (text === undefined) unprintable.add(name)
    return (
      text ?? `TypesOf<${entity.inferred}>['${side === 'item' ? 'stored' : 'newItem'}'][${stringText(name)}]`
    )
  }
  const attributes = Object.keys(shape)
  const member = (name: string, side: Side): string =>
    `${propertyName(name)}${isAbsentable(shape[name] as $ZodType, side) ? '?' : ''}: ${type(name, side)}`
  const kept = keptOf(model)
  const visible = [
    ...attributes.filter((name) => !model.hidden.has(name)).map((name) => member(name, 'item')),
    ...kept.map(([name, text]) => `${name}: ${text}`),
  ]
  const hidden = attributes.filter((name) => model.hidden.has(name)).map((name) => member(name, 'item'))
  const settable = (name: string): string => {
    const isRequired = !isAbsentable(shape[name] as $ZodType, 'new')
    const text = typeText(shape[name] as $ZodType, 'new')
    const looked = `TypesOf<${entity.inferred}>['settable'][${stringText(name)}]`
    return `${propertyName(name)}?: ${text ?? (isRequired ? `Exclude<${looked}, undefined>` : looked)}`
  }
  const sentence = (name: string): string =>
    `${propertyName(name)}?: ${stringText(`${name} is part of the key, read-only or derived: it cannot be set`)}`
  const { softDelete } = model.definition
  return [
    `/** What is read of ${model.name}, and what writes give back. */`,
    interfaceText(names.item, visible),
    ...(hidden.length === 0
      ? []
      : [
          `/** With what is hidden from results. */`,
          interfaceText(`${names.item}Stored`, hidden, names.item),
        ]),
    `/** What \`create\` takes. */`,
    interfaceText(
      names.newItem,
      attributes.filter((name) => !derived.has(name)).map((name) => member(name, 'new')),
    ),
    `/** What \`put\` and \`replace\` take: an item that was read, too. */`,
    interfaceText(
      names.put,
      kept.map(([name, text]) => `${name}?: ${text}`),
      names.newItem,
    ),
    `/** The primary key. */`,
    interfaceText(
      names.key,
      keyNames(model).map((name) => member(name, 'item')),
    ),
    `/** What an update may set. */`,
    interfaceText(names.patch, attributes.filter((name) => !fixed.has(name)).map(settable)),
    interfaceText(names.settable, attributes.filter((name) => fixed.has(name)).map(sentence), names.patch),
    ...(softDelete === undefined
      ? []
      : [
          `/** What is deleted and kept. */`,
          interfaceText(names.deleted, [`${propertyName(softDelete)}: Date`], names.item),
        ]),
    ...[model.primary, ...model.patterns].map((pattern) => ladder(entity, pattern, type)),
    `/** All that the compiler knows of ${model.name}. */`,
    lookedUp(entity, hidden.length === 0 ? names.item : `${names.item}Stored`),
  ].join('\n')
}

const shapeOf = (model: EntityModel): Readonly<Record<string, unknown>> =>
  model.definition.schema._zod.def.shape as Readonly<Record<string, unknown>>

function interfaceText(name: string, members: readonly string[], base?: string): string {
  const head = `export interface ${name}${base === undefined ? '' : ` extends ${base}`}`
  if (members.length === 0) return `${head} {}\n`
  return `${head} {\n${members.map((member) => `  ${member}\n`).join('')}}\n`
}

/** The attributes that the library keeps, with their types. */
function keptOf({ version, createdAt, updatedAt }: EntityModel): readonly (readonly [string, string])[] {
  const dates = [createdAt, updatedAt].filter((name) => name !== undefined)
  return [
    ...(version === undefined ? [] : [[propertyName(version), 'number'] as const]),
    ...dates.map((name) => [propertyName(name), 'Date'] as const),
  ]
}

/** The attributes of the primary key in the order of the schema. */
const keyNames = (model: EntityModel): readonly string[] =>
  [...model.schemaNames].filter((name) => model.primary.holes.has(name))

const literals = (names: Iterable<string>): string => union([...names].map(stringText)) ?? 'never'

/** What a query of an access pattern takes: of the sort key's attributes those from the left, the last as a range too. */
function ladder(
  { model, names }: PrintedEntity,
  pattern: PatternModel,
  type: (name: string, side: Side) => string,
): string {
  const shape = shapeOf(model)
  const present = (name: string): string => {
    const schema = shape[name] as $ZodType | undefined
    if (schema === undefined) return name === model.version ? 'number' : 'Date'
    return typeText(presentPart(schema), 'item') ?? `NonNullable<${type(name, 'item')}>`
  }
  const partition = pattern.partitionHoles.map((name) => `${propertyName(name)}: ${present(name)}`)
  const rungs = [partition]
  for (const [index, name] of pattern.sortHoles.entries()) {
    const before = pattern.sortHoles.slice(0, index).map((each) => `${propertyName(each)}: ${present(each)}`)
    const range = isUnordered(pattern, name) ? '{ readonly beginsWith: string }' : `Range<${present(name)}>`
    rungs.push([...partition, ...before, `${propertyName(name)}: ${present(name)} | ${range}`])
  }
  const name = `${names.item}${pattern.name.charAt(0).toUpperCase()}${pattern.name.slice(1).replace(/\W/g, '')}Query`
  return [
    `/** What \`query.${pattern.name}\` takes. */`,
    `export type ${name} =\n${rungs.map((rung) => `  | { ${rung.join('; ')} }\n`).join('')}`,
  ].join('\n')
}

/** Whether an attribute is an enum whose values have no order in the key. */
function isUnordered(pattern: PatternModel, name: string): boolean {
  return pattern.sort.some((key) => {
    const part = key.kind === 'template' ? key.parts.get(name) : undefined
    return part?.kind === 'enum' && part.ranked !== true
  })
}

/** The members of the library's own `EntityTypes`, each written out. */
function lookedUp({ model, names, table }: PrintedEntity, stored: string): string {
  const { definition, version, updatedAt } = model
  const { softDelete, access = {}, attributes = {} } = definition
  const uniques = model.uniques.map(({ name }) => name)
  const unread = (verb: string, fix: string): string =>
    union(
      uniques.map((name) =>
        stringText(`${verb} cannot tell the old values of unique constraint ${name}: ${fix}`),
      ),
    ) ?? 'never'
  const isUnique = uniques.length > 0
  const keepsNone = stringText(`${model.name} keeps no deleted items: give it softDelete: 'deletedAt'`)
  const deleted = softDelete === undefined ? names.item : names.deleted
  const touched = [version, updatedAt].filter((name) => name !== undefined)
  const members: Readonly<Record<string, string>> = {
    name: stringText(model.name),
    table,
    access: dataText(access, 1),
    attributes: definition.attributes === undefined ? 'unknown' : dataText(attributes, 1),
    stored,
    item: names.item,
    newItem: names.newItem,
    lock: version === undefined ? 'unknown' : `{ ${propertyName(version)}: number }`,
    kept: objectText(keptOf(model).map(([name, text]) => [`${name}?`, text])),
    puts: isUnique && version === undefined ? unread('put', 'use create, replace or update') : names.put,
    upserts: isUnique ? unread('upsert', 'use create or update') : names.newItem,
    deletes:
      isUnique && softDelete === undefined
        ? unread('delete', 'pass the item you read, or reindex')
        : names.key,
    softDelete: softDelete === undefined ? 'never' : stringText(softDelete),
    deleted,
    restores: softDelete === undefined ? keepsNone : `${names.key} | ${deleted}`,
    purges:
      softDelete === undefined
        ? keepsNone
        : `${isUnique ? unread('purge', 'pass the deleted item, or reindex') : names.key} | ${deleted}`,
    claims: isUnique
      ? names.item
      : stringText(`${model.name} has no unique constraint: there is nothing to claim`),
    overwrites: isUnique ? unread('overwrite', 'pass the item you read') : 'boolean',
    keyNames: literals(keyNames(model)),
    key: names.key,
    touched: literals(touched),
    derived:
      model.derived.length === 0
        ? 'unknown'
        : objectText(model.derived.map(({ name, from }) => [propertyName(name), literals(from)])),
    unique: objectText(model.uniques.map(({ name, holes }) => [propertyName(name), literals(holes)])),
    related: literals([...model.derived.map(({ name }) => name), ...uniques]),
    known: updatedAt === undefined ? 'never' : stringText(updatedAt),
    settable: names.settable,
    patterns: patternsText(model, table),
    indexed: objectText(
      model.patterns.map(({ name, holes }) => [
        propertyName(name),
        // Where the keys are attributes themselves, there is nothing to fill.
        access[name]?.partitionKey === undefined && access[name]?.sortKey === undefined
          ? 'never'
          : literals(holes),
      ]),
    ),
  }
  return interfaceText(
    names.types,
    Object.entries(members).map(([name, text]) => `${name}: ${text}`),
  )
}

function patternsText(model: EntityModel, table: string): string {
  const { indexes = {} } = model.table.definition
  const pattern = (
    { name, index: from, partitionHoles, sortHoles, holes, shards }: PatternModel,
    index: string,
  ): string => {
    // A list in the table's definition is a constant, where holes of a template are a list that the library makes.
    const isList =
      model.definition.access?.[name]?.sortKey === undefined && Array.isArray(indexes[from ?? '']?.sortKey)
    const sort = `${isList ? 'readonly ' : ''}[${sortHoles.map(stringText).join(', ')}]`
    const own = shards === undefined ? [] : [shardHole]
    return `{ partition: ${literals([...partitionHoles, ...own])}; sort: ${sort}; names: ${literals([...holes, ...own])}; index: ${index} }`
  }
  const lines = [
    ...model.patterns.map(
      (each) =>
        `${propertyName(each.name)}: ${pattern(each, `${table}['indexes'][${stringText(each.index ?? '')}]`)}`,
    ),
    `primary: ${pattern(model.primary, `${table}Primary`)}`,
  ]
  return `{\n${lines.map((line) => `    ${line}\n`).join('')}  }`
}

export function objectText(members: readonly (readonly [string, string])[], modifier = ''): string {
  if (members.length === 0) return '{}'
  return `{ ${members.map(([name, text]) => `${modifier}${name}: ${text}`).join('; ')} }`
}
