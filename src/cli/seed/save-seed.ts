import { Buffer } from 'node:buffer'
import { appendFileSync, writeFileSync } from 'node:fs'
import type { Backend } from '../../protocol/backend.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import { compiledEntity } from '../../marshalling/index.js'
import type { OpenDatabase, SchemaModule } from '../schema-module/index.js'

/** Writes tables and items of a backend as a seed file, which a server takes for each of its accounts and regions. */
export async function saveSeed(
  file: string,
  { schema, database, backend }: { schema: SchemaModule; database: OpenDatabase; backend: Backend },
): Promise<void> {
  const lives = new Map(
    Object.values(schema.entities).map((entity) => {
      const { table } = compiledEntity(entity).model
      return [table.name, table.definition.timeToLive]
    }),
  )
  writeFileSync(file, '')
  for (const input of database.tableInputs()) {
    const { TableName } = input
    const AttributeName = TableName === undefined ? undefined : lives.get(TableName)
    const live =
      AttributeName === undefined ? {} : { TimeToLiveSpecification: { AttributeName, Enabled: true } }
    appendFileSync(file, `${JSON.stringify({ Table: { ...input, ...live } })}\n`)
    for await (const items of pagesOf(TableName, backend))
      appendFileSync(file, items.map((Item) => `${JSON.stringify({ Item }, asBase64)}\n`).join(''))
  }
}

async function* pagesOf(TableName: string | undefined, backend: Backend): AsyncGenerator<AttributeMap[]> {
  let ExclusiveStartKey: AttributeMap | undefined
  do {
    const page = await backend.execute('Scan', {
      TableName,
      ...(ExclusiveStartKey === undefined ? {} : { ExclusiveStartKey }),
    })
    yield page.Items ?? []
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey !== undefined)
}

function asBase64(_: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value
}
