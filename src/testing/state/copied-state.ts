import { MonotableError } from '../../core/errors.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { Backend } from '../../protocol/backend.js'
import type { WriteRequest } from '../../protocol/batches.js'
import { batchWriteItemsMax } from '../../protocol/limits.js'
import type { CreateTableInput } from '../../protocol/tables.js'

/** The items of tables at one moment, by the names of the tables. */
export type CopiedItems = ReadonlyMap<string, readonly AttributeMap[]>

/** Reads everything: for backends that have no snapshots of their own. */
export async function copyItems(backend: Backend, tables: readonly CreateTableInput[]): Promise<CopiedItems> {
  const copied = new Map<string, readonly AttributeMap[]>()
  for (const { TableName = '' } of tables) copied.set(TableName, await itemsOf(backend, TableName))
  return copied
}

/** Makes the tables hold these items and no others. */
export async function writeItems(
  backend: Backend,
  tables: readonly CreateTableInput[],
  items: CopiedItems,
): Promise<void> {
  for (const { TableName = '', KeySchema = [] } of tables) {
    const names = KeySchema.flatMap(({ AttributeName }) => AttributeName ?? [])
    const keyOf = (item: AttributeMap): AttributeMap =>
      Object.fromEntries(names.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])))
    const kept = items.get(TableName) ?? []
    const keys = new Set(kept.map((item) => JSON.stringify(keyOf(item))))
    const strangers = (await itemsOf(backend, TableName))
      .map(keyOf)
      .filter((key) => !keys.has(JSON.stringify(key)))
    await writeAll(backend, TableName, [
      ...strangers.map((Key) => ({ DeleteRequest: { Key } })),
      ...kept.map((Item) => ({ PutRequest: { Item } })),
    ])
  }
}

async function itemsOf(backend: Backend, TableName: string): Promise<AttributeMap[]> {
  const items: AttributeMap[] = []
  let ExclusiveStartKey: AttributeMap | undefined
  do {
    const page = await backend.execute('Scan', { TableName, ConsistentRead: true, ExclusiveStartKey })
    items.push(...(page.Items ?? []))
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey !== undefined)
  return items
}

const roundsMax = 100

async function writeAll(backend: Backend, table: string, requests: readonly WriteRequest[]): Promise<void> {
  for (let start = 0; start < requests.length; start += batchWriteItemsMax) {
    let pending: WriteRequest[] = requests.slice(start, start + batchWriteItemsMax)
    for (let round = 0; pending.length > 0; round++) {
      if (round === roundsMax)
        throw new MonotableError(
          'testing.restore',
          `Table ${table}: the backend leaves writes undone, however often they are sent`,
          { table, left: pending.length },
        )
      const { UnprocessedItems = {} } = await backend.execute('BatchWriteItem', {
        RequestItems: { [table]: pending },
      })
      pending = UnprocessedItems[table] ?? []
    }
  }
}
