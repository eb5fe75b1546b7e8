import { MonotableError } from '../core/errors.js'
import { intersects } from '../keys/index.js'
import type { KeyAttributeModel } from '../schema/index.js'
import type { EntityRuntime } from './entity-runtime.js'

/** Refuses entities of one table that could format the same primary key: one would overwrite the other. */
export function assertNoCollisions(runtimes: readonly EntityRuntime[]): void {
  runtimes.forEach((runtime, index) => {
    for (const other of runtimes.slice(index + 1)) {
      if (other.tableName !== runtime.tableName) continue
      assertSameTable(runtime, other)
      const example = collision(runtime, other)
      if (example === undefined) continue
      throw new MonotableError(
        'repository.collision',
        `${runtime.model.name} and ${other.model.name} are both in table ${runtime.tableName} and can have the same primary key, such as ${JSON.stringify(example)}: begin their sort keys, or partition keys, with different literals`,
        { entities: [runtime.model.name, other.model.name], table: runtime.tableName, example },
      )
    }
  })
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
  const [table, otherTable] = [one.model.table, other.model.table]
  if (table !== otherTable && JSON.stringify(table.definition) !== JSON.stringify(otherTable.definition))
    throw new MonotableError(
      'repository.table',
      `Tables ${table.name} of ${one.model.name} and ${otherTable.name} of ${other.model.name} differ, and are both called ${one.tableName} here: give each its own name, or both entities the same table`,
      { table: one.tableName, entities: [one.model.name, other.model.name] },
    )
}

/** An example of a key that both can have: every key attribute has a common value. */
function collision(one: EntityRuntime, other: EntityRuntime): Record<string, string> | undefined {
  const example: Record<string, string> = {}
  const theirs = [...other.model.primary.partition, ...other.model.primary.sort]
  for (const [index, key] of [...one.model.primary.partition, ...one.model.primary.sort].entries()) {
    const common = commonValue(key, theirs[index])
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
