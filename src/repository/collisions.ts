import { MonotableError } from '../core/errors.js'
import { intersects } from '../keys/index.js'
import type { KeyAttributeModel } from '../schema/index.js'
import type { EntityRuntime } from './entity-runtime.js'
import { sentinelMarker } from './writes/sentinels.js'

/** What has a primary key of its own: an entity, or a unique constraint of one, in its sentinels. */
interface Owner {
  readonly runtime: EntityRuntime
  /** How messages call it. */
  readonly title: string
  readonly keys: readonly KeyAttributeModel[]
}

/** Refuses entities of one table that could format the same primary key: one would overwrite the other. */
export function assertNoCollisions(runtimes: readonly EntityRuntime[]): void {
  for (const [one, other] of pairsOf(runtimes))
    if (one.tableName === other.tableName) assertSameTable(one, other)
  for (const [one, other] of pairsOf(runtimes.flatMap(ownersOf))) {
    const { tableName: table } = one.runtime
    const example = other.runtime.tableName === table ? collision(one, other) : undefined
    if (example === undefined) continue
    const entities = [one.runtime.model.name, other.runtime.model.name]
    throw new MonotableError(
      'repository.collision',
      `${one.title} and ${other.title} are both in table ${table} and can have the same primary key, such as ${JSON.stringify(example)}: begin their sort keys, or partition keys, with different literals`,
      { entities, table, example },
    )
  }
}

/** Every two of them, once. */
function* pairsOf<TOwner>(owners: readonly TOwner[]): Generator<readonly [TOwner, TOwner]> {
  for (const [index, one] of owners.entries()) for (const other of owners.slice(index + 1)) yield [one, other]
}

function ownersOf(runtime: EntityRuntime): readonly Owner[] {
  const { name: title, primary, uniques } = runtime.model
  return [
    { runtime, title, keys: [...primary.partition, ...primary.sort] },
    ...uniques.map(({ name, partition, sort }) => ({
      runtime,
      title: `unique constraint ${name} of ${title}`,
      keys: [...partition, ...sort],
    })),
  ]
}

function assertSameTable(one: EntityRuntime, other: EntityRuntime): void {
  if (one.model.name === other.model.name)
    throw new MonotableError(
      'repository.name',
      `Two entities of table ${one.tableName} are called ${one.model.name}: give each its own name`,
      {
        entity: one.model.name,
      },
    )
  const { marker } = one.model
  if (marker !== undefined && marker.value === other.model.marker?.value)
    throw new MonotableError(
      'repository.name',
      `${one.model.name} and ${other.model.name} of table ${one.tableName} both mark their items as ${marker.value}, so that neither could be told from the other: give each its own entityValue`,
      { entities: [one.model.name, other.model.name], value: marker.value },
    )
  for (const [owner, named] of [
    [one, other],
    [other, one],
  ] as const)
    for (const unique of owner.model.uniques)
      if (
        owner.model.marker &&
        sentinelMarker(owner.model.marker.value, unique) === named.model.marker?.value
      )
        throw new MonotableError(
          'repository.name',
          `${named.model.name} marks its items as ${named.model.marker.value}, which stands in the sentinels of ${owner.model.name}: give it another entityValue`,
          { entities: [named.model.name, owner.model.name], value: named.model.marker.value },
        )
  const [table, otherTable] = [one.model.table, other.model.table]
  if (table !== otherTable && JSON.stringify(table.definition) !== JSON.stringify(otherTable.definition))
    throw new MonotableError(
      'repository.table',
      `Tables ${table.name} of ${one.model.name} and ${otherTable.name} of ${other.model.name} differ, and are both called ${one.tableName} here: give each its own name, or both entities the same table`,
      { table: one.tableName, entities: [one.model.name, other.model.name] },
    )
}

/** An example of a key that both can have: every key attribute has a common value. */
function collision(one: Owner, other: Owner): Record<string, string> | undefined {
  const example: Record<string, string> = {}
  for (const [index, key] of one.keys.entries()) {
    const common = commonValue(key, other.keys[index])
    if (common === undefined) return undefined
    example[key.name] = common
  }
  return example
}

function commonValue(one: KeyAttributeModel, other: KeyAttributeModel | undefined): string | undefined {
  if (one.kind === 'template' && other?.kind === 'template') return intersects(one.template, other.template)
  // Attributes that stand for themselves can have any value of their type.
  const template = one.kind === 'template' ? one : other
  return template?.kind === 'template' ? template.template.text : `any ${one.type}`
}
