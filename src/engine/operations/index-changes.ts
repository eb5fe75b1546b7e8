import { indexOfRepeated } from '../../core/repeated.js'
import type {
  AttributeDefinition,
  GlobalSecondaryIndex,
  GlobalSecondaryIndexUpdate,
} from '../../protocol/tables.js'
import { globalIndexesPerTableMax, throughputUnitsMax } from '../../protocol/limits.js'
import { ServiceError } from '../../protocol/service-errors.js'
import { invalidRequest } from '../faults.js'
import { messages } from '../messages.js'
import type { CapacityMembers } from '../tables/settings.js'
import type { TableSchema } from '../tables/table-schema.js'
import type { Table } from '../tables/table.js'
import { assertGlobalIndex, assertProjectedCount, namesOf } from './create-table.declaration.js'
import { assertOnDemandThroughput, assertThroughputBounds } from './table-members.js'

/** What a request asks for of one global index. */
export type IndexChange =
  | { readonly kind: 'create'; readonly name: string; readonly index: GlobalSecondaryIndex }
  | { readonly kind: 'delete'; readonly name: string }
  | { readonly kind: 'update'; readonly name: string; readonly capacity: CapacityMembers }

/** Throws unless every update asks for something, and for one thing of each index. */
export function indexChangesOf(updates: readonly GlobalSecondaryIndexUpdate[]): IndexChange[] {
  const names = new Set<string>()
  const changes: IndexChange[] = []
  for (const update of updates) {
    const asked = changesOf(update)
    if (asked.length === 0) throw invalidRequest(messages.indexUpdateMissing)
    for (const { name } of asked) {
      if (names.has(name)) throw invalidRequest(messages.indexUpdatedTwice(name))
      names.add(name)
    }
    changes.push(...asked)
  }
  return changes
}

function changesOf({ Update, Create, Delete }: GlobalSecondaryIndexUpdate): IndexChange[] {
  const changes: IndexChange[] = []
  if (Update) {
    const name = Update.IndexName as string
    assertOnDemandThroughput(Update.OnDemandThroughput, false)
    changes.push({ kind: 'update', name, capacity: Update })
  }
  if (Create) {
    const name = Create.IndexName as string
    assertThroughputBounds(Create.ProvisionedThroughput, name)
    assertOnDemandThroughput(Create.OnDemandThroughput, true)
    changes.push({ kind: 'create', name, index: Create })
  }
  if (Delete) changes.push({ kind: 'delete', name: Delete.IndexName as string })
  return changes
}

/** Throws when more than one index would be created or deleted, counting one that is being created already. */
export function assertOneAtATime({ indexes }: Table, changes: readonly IndexChange[]): void {
  const starting = changes.filter(({ kind }) => kind !== 'update')
  const isCreating = ({ kind }: IndexChange) => kind === 'create'
  const isBackfilling = indexes.some(({ phase }) => phase?.status === 'CREATING')
  if (starting.length > 1 || (isBackfilling && starting.some(isCreating))) {
    throw new ServiceError('LimitExceededException', messages.tooManyIndexChanges)
  }
}

/** Throws when an index is to get more units than the service counts, which it words otherwise here. */
export function assertUpdatesWithinBounds(changes: readonly IndexChange[]): void {
  for (const change of changes) {
    if (change.kind !== 'update') continue
    const { ReadCapacityUnits = 0, WriteCapacityUnits = 0 } = change.capacity.ProvisionedThroughput ?? {}
    if (Math.max(ReadCapacityUnits, WriteCapacityUnits) <= throughputUnitsMax) continue
    throw invalidRequest(messages.indexUpdateBlocked)
  }
}

/** The schema of the table after the changes. Throws when they cannot be made. */
export function schemaAfter(
  table: Table,
  changes: readonly IndexChange[],
  given: readonly AttributeDefinition[],
): TableSchema {
  const { schema } = table
  for (const { kind, name } of changes) {
    if (kind === 'create' || schema.globalIndexes.some((index) => index.name === name)) continue
    throw new ServiceError('ResourceNotFoundException', messages.notFound)
  }
  const change = changes.find(({ kind }) => kind !== 'update')
  const definitions = definitionsAfter(schema, given)
  if (change?.kind === 'create') return schemaWith(table, change.index, { definitions, given })
  return change?.kind === 'delete' ? schema.withoutIndex(change.name) : schema
}

function schemaWith(
  table: Table,
  index: GlobalSecondaryIndex,
  { definitions, given }: Readonly<Record<'definitions' | 'given', readonly AttributeDefinition[]>>,
): TableSchema {
  const name = index.IndexName as string
  const { schema } = table
  const all = [...table.indexes, ...table.departingIndexes]
  if (all.some((each) => each.schema.name === name)) throw invalidRequest(messages.indexExists)
  // What the table has defined before does not count.
  assertGlobalIndex(index, namesOf(given))
  const limit = globalIndexesPerTableMax
  if (schema.globalIndexes.length >= limit) throw invalidRequest(messages.tooManyGlobalIndexes(limit))
  assertProjectedCount([...table.indexes.map((each) => each.schema.projection), index.Projection])
  const keys = namesOf(index.KeySchema)
  const used = definitions.filter(
    (each) => schema.definitions.includes(each) || keys.includes(each.AttributeName as string),
  )
  return schema.withIndex(index, used)
}

/** Definitions of the table and those that the request adds. A type that differs from that in the table is ignored. */
function definitionsAfter(
  { definitions }: TableSchema,
  given: readonly AttributeDefinition[],
): AttributeDefinition[] {
  const names = namesOf(given)
  const repeated = names[indexOfRepeated(names)]
  if (repeated !== undefined) throw invalidRequest(messages.duplicateDefinition(repeated))
  const present = new Set(namesOf(definitions))
  return [...definitions, ...given.filter((each) => !present.has(each.AttributeName as string))]
}
