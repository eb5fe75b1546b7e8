import { describe, expect, it } from 'vitest'
import { memory } from '../../../src/engine/index.js'
import type { ListStreamsInput } from '../../../src/protocol/streams.js'
import { hash, manualClock, refused } from '../support.js'
import { hour } from '../streams/streams.js'

const stream = (label: string, table: string) => ({
  StreamArn: `arn:aws:dynamodb:eu-west-1:000000000000:table/${table}/stream/${label}`,
  TableName: table,
  StreamLabel: label,
})
const label = '2026-01-01T00:00:00.000'

async function withTables(...names: string[]) {
  const clock = manualClock()
  const backend = memory({ clock, region: 'eu-west-1' })
  const create = (TableName: string, isWatched = true) =>
    backend.execute('CreateTable', {
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: hash('id'),
      StreamSpecification: isWatched
        ? { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' }
        : { StreamEnabled: false },
    })
  for (const name of names) await create(name)
  await create('unwatched', false)
  return {
    backend,
    clock,
    create,
    list: (input: ListStreamsInput = {}) => backend.execute('ListStreams', input),
  }
}

describe('ListStreams', () => {
  it('lists the streams of all tables that have one, page by page', async () => {
    const { list } = await withTables('orders', 'customers', 'carts')
    const all = ['carts', 'customers', 'orders'].map((table) => stream(label, table))
    expect(await list()).toEqual({ Streams: all })
    expect(await list({ Limit: 2 })).toEqual({
      Streams: all.slice(0, 2),
      LastEvaluatedStreamArn: all[1]?.StreamArn,
    })
    expect(await list({ Limit: 2, ExclusiveStartStreamArn: all[1]?.StreamArn })).toEqual({
      Streams: all.slice(2),
    })
    expect(await list({ ExclusiveStartStreamArn: all[2]?.StreamArn })).toEqual({ Streams: [] })
  })

  it('lists those of one table, none where there is no such table', async () => {
    const { list } = await withTables('orders', 'customers')
    expect(await list({ TableName: 'orders' })).toEqual({ Streams: [stream(label, 'orders')] })
    expect(await list({ TableName: 'unwatched' })).toEqual({ Streams: [] })
    expect(await list({ TableName: 'missing' })).toEqual({ Streams: [] })
  })

  it('lists the stream of a deleted table for a day, beside that of the next table by its name', async () => {
    const { backend, clock, create, list } = await withTables('orders')
    await backend.execute('DeleteTable', { TableName: 'orders' })
    expect(await list()).toEqual({ Streams: [stream(label, 'orders')] })
    // In the same millisecond: two streams have two labels all the same.
    await create('orders')
    const next = stream('2026-01-01T00:00:00.001', 'orders')
    expect(await list()).toEqual({ Streams: [stream(label, 'orders'), next] })
    const snapshot = backend.snapshot()
    clock.advance(24 * hour)
    expect(await list()).toEqual({ Streams: [next] })
    backend.restore(snapshot)
    expect(await list()).toEqual({ Streams: [next] })
  })

  it('refuses what is no request', async () => {
    const { list } = await withTables()
    expect(await refused(list({ Limit: 0 }))).toBe(
      "ValidationException: 1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
    )
    expect(await refused(list({ Limit: 101 }))).toBe(
      'ValidationException: One or more parameter values were invalid: Limit cannot be greater than the maximum allowed size: 100',
    )
    expect(await refused(list({ TableName: 'a$' }))).toBe(
      "ValidationException: 1 validation error detected: Value 'a$' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
    )
    expect(await refused(list({ ExclusiveStartStreamArn: 'x' }))).toBe(
      "ValidationException: 1 validation error detected: Value 'x' at 'exclusiveStartStreamArn' failed to satisfy constraint: Member must have length greater than or equal to 37",
    )
    expect(await refused(list({ ExclusiveStartStreamArn: 'x'.repeat(40) }))).toBe(
      'ValidationException: Invalid StreamArn',
    )
  })
})
