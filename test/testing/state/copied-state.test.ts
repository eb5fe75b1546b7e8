import { memory } from 'monotable/memory'
import { describe, expect, it } from 'vitest'
import type { Backend } from '../../../src/index.js'
import { copyItems, writeItems } from '../../../src/testing/state/copied-state.js'

const tables = ['shop', 'mall'].map((TableName) => ({
  TableName,
  BillingMode: 'PAY_PER_REQUEST' as const,
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' as const },
    { AttributeName: 'sk', AttributeType: 'N' as const },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' as const },
    { AttributeName: 'sk', KeyType: 'RANGE' as const },
  ],
}))

const item = (number: number, text = '') => ({ pk: { S: 'a' }, sk: { N: `${number}` }, text: { S: text } })

/** Two tables, of which one has items of 1.5 MB, more than a page. */
async function filled(): Promise<Backend> {
  const backend = memory()
  for (const table of tables) await backend.execute('CreateTable', structuredClone(table))
  for (let number = 0; number < 60; number++)
    await backend.execute('PutItem', { TableName: 'shop', Item: item(number, 'x'.repeat(25_000)) })
  await backend.execute('PutItem', { TableName: 'mall', Item: item(1, 'kept') })
  return backend
}

describe('a copy of tables', () => {
  it('has every item of every table, and brings each back', async () => {
    const backend = await filled()
    const copied = await copyItems(backend, tables)
    expect(copied.get('shop')).toHaveLength(60)

    for (let number = 0; number < 40; number++)
      await backend.execute('DeleteItem', {
        TableName: 'shop',
        Key: { pk: { S: 'a' }, sk: { N: `${number}` } },
      })
    for (let number = 100; number < 140; number++)
      await backend.execute('PutItem', { TableName: 'shop', Item: item(number) })
    await backend.execute('PutItem', { TableName: 'mall', Item: item(1, 'changed') })
    await writeItems(backend, tables, copied)
    expect(await copyItems(backend, tables)).toEqual(copied)
  })

  it('is written until nothing is left over', async () => {
    const backend = await filled()
    const copied = await copyItems(backend, tables)
    let isFirst = true
    const busy: Backend = {
      async execute(operation, input, options) {
        if (operation !== 'BatchWriteItem' || !isFirst) return backend.execute(operation, input, options)
        isFirst = false
        return { UnprocessedItems: (input as { RequestItems: object }).RequestItems }
      },
    }
    await backend.execute('PutItem', { TableName: 'mall', Item: item(1, 'changed') })
    await writeItems(busy, tables, copied)
    expect(await copyItems(backend, tables)).toEqual(copied)
  })

  it('fails where something is always left over', async () => {
    const backend = await filled()
    const copied = await copyItems(backend, tables)
    const stuck: Backend = {
      async execute(operation, input, options) {
        if (operation !== 'BatchWriteItem') return backend.execute(operation, input, options)
        return { UnprocessedItems: (input as { RequestItems: object }).RequestItems }
      },
    }
    await expect(writeItems(stuck, tables, copied)).rejects.toMatchObject({ code: 'testing.restore' })
  })
})
