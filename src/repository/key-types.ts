import { MonotableError } from '../core/errors.js'
import type { AttributeDefinition, ScalarAttributeType } from '../protocol/tables.js'
import type { KeyAttribute, TableDefinition } from '../schema/index.js'
import type { EntityRuntime } from './entity-runtime.js'

interface EntityType {
  readonly type: ScalarAttributeType
  readonly entity: string
}

/**
 * The types in which the entities of a table store its key attributes.
 *
 * @throws MonotableError `repository.key-type` where two disagree: DynamoDB would refuse the items of one.
 */
export function entityKeyTypes(
  table: TableDefinition,
  runtimes: readonly EntityRuntime[],
): ReadonlyMap<string, EntityType> {
  const types = new Map<string, EntityType>()
  for (const { model } of runtimes)
    for (const { partition, sort } of [model.primary, ...model.patterns, ...model.strays])
      for (const { name, type } of [...partition, ...sort]) {
        const known = types.get(name)
        if (known !== undefined && known.type !== type)
          refuse(
            table,
            name,
            `is ${known.type} in entity ${known.entity} and ${type} in ${model.name}: store it in one type, or under two names`,
          )
        types.set(name, known ?? { type, entity: model.name })
      }
  return types
}

/** The types of a table's key attributes: as the table states them, and as the entities store them. */
export class KeyTypes {
  readonly #table: TableDefinition
  readonly #ofEntities: ReadonlyMap<string, EntityType>
  readonly #types = new Map<string, ScalarAttributeType>()

  constructor(table: TableDefinition, runtimes: readonly EntityRuntime[]) {
    this.#table = table
    this.#ofEntities = entityKeyTypes(table, runtimes)
  }

  add({ name, type = this.#ofEntities.get(name)?.type }: KeyAttribute): void {
    if (type === undefined)
      refuse(
        this.#table,
        name,
        `has no type, since no entity fills it: write { name: '${name}', type: 'S' }, N or B`,
      )
    this.#types.set(name, type)
  }

  definitions(): AttributeDefinition[] {
    return [...this.#types].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }))
  }
}

function refuse(table: TableDefinition, attribute: string, problem: string): never {
  throw new MonotableError(
    'repository.key-type',
    `Table ${table.name}: key attribute ${attribute} ${problem}`,
    { table: table.name, attribute },
  )
}
