import { describe, expect, test } from 'vitest'
import { answerWireRequest } from '../../../src/engine/index.js'
import type { MemoryBackend } from '../../../src/engine/index.js'
import { S, backendWith, shop } from '../support.js'

const item = (sk: string, extra: string) => ({
  pk: S('a'),
  sk: S(sk),
  extra: S(extra),
  bytes: { B: Uint8Array.of(1) },
})

async function ask(backend: MemoryBackend, operation: string, input: object): Promise<unknown> {
  const body = JSON.stringify({ TableName: 'shop', ...input })
  const answer = await answerWireRequest(backend, { target: `DynamoDB_20120810.${operation}`, body })
  return JSON.parse(answer.body)
}

const written = (sk: string, extra: string) => ({ ...item(sk, extra), bytes: { B: 'AQ==' } })

describe('items of a read are written by their texts', () => {
  const key = { Key: { pk: S('a'), sk: S('1') } }
  const all = {
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': S('a') },
    ReturnConsumedCapacity: 'TOTAL',
  }

  test('a page has its items, its counts and its capacity', async () => {
    const backend = await backendWith([shop])
    expect(await ask(backend, 'Query', all)).toMatchObject({ Items: [], Count: 0 })
    for (const sk of ['1', '2']) await backend.execute('PutItem', { TableName: 'shop', Item: item(sk, 'x') })
    const page = { Items: [written('1', 'x'), written('2', 'x')], Count: 2, ScannedCount: 2 }
    const ConsumedCapacity = { TableName: 'shop', CapacityUnits: 0.5 }
    for (const _ of ['written', 'kept'])
      expect(await ask(backend, 'Query', all)).toEqual({ ...page, ConsumedCapacity })
    expect(await ask(backend, 'Scan', {})).toEqual(page)
    expect(await ask(backend, 'Scan', { Limit: 1 })).toMatchObject({ Count: 1, LastEvaluatedKey: key.Key })
  })

  test('an item that was written anew is read anew', async () => {
    const backend = await backendWith([shop])
    expect(await ask(backend, 'GetItem', key)).toEqual({})
    for (const extra of ['x', 'y']) {
      await backend.execute('PutItem', { TableName: 'shop', Item: item('1', extra) })
      expect(await ask(backend, 'GetItem', key)).toEqual({ Item: written('1', extra) })
    }
  })

  test('parts of items are not taken for the whole', async () => {
    const backend = await backendWith([shop])
    await backend.execute('PutItem', { TableName: 'shop', Item: item('1', 'x') })
    await ask(backend, 'GetItem', key)
    expect(await ask(backend, 'GetItem', { ...key, ProjectionExpression: 'extra' })).toEqual({
      Item: { extra: S('x') },
    })
    expect(await ask(backend, 'GetItem', { ...key, AttributesToGet: ['sk'] })).toEqual({
      Item: { sk: S('1') },
    })
  })

  test('no items are written where they were counted only', async () => {
    const backend = await backendWith([shop])
    expect(await ask(backend, 'Query', { ...all, Select: 'COUNT', ReturnConsumedCapacity: 'NONE' })).toEqual({
      Count: 0,
      ScannedCount: 0,
    })
  })
})

describe('an answer that is long', () => {
  const sks = Array.from({ length: 40 }, (_, index) => String(100 + index))
  const keys = sks.map((sk) => ({ pk: S('a'), sk: S(sk) }))
  const extra = '"é"'.repeat(20_000)

  test.each([
    ['Query', { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': S('a') } }],
    ['Scan', { ProjectionExpression: 'pk, sk, extra, bytes' }],
    ['BatchGetItem', { RequestItems: { shop: { Keys: keys } } }],
    ['TransactGetItems', { TransactItems: keys.map((Key) => ({ Get: { TableName: 'shop', Key } })) }],
    ['ExecuteStatement', { Statement: 'SELECT * FROM shop' }],
    [
      'BatchExecuteStatement',
      {
        Statements: sks
          .slice(0, 25)
          .map((sk) => ({ Statement: `SELECT * FROM shop WHERE pk = 'a' AND sk = '${sk}'` })),
      },
    ],
  ])('is written in parts: %s', async (operation, input) => {
    const backend = await backendWith([shop])
    for (const sk of sks) await backend.execute('PutItem', { TableName: 'shop', Item: item(sk, extra) })
    let turns = 0
    const others = setInterval(() => (turns += 1), 0)
    const answer = await ask(backend, operation, input)
    clearInterval(others)
    expect(turns).toBeGreaterThan(0)
    const items: unknown[] = []
    JSON.stringify(answer, (name, value: unknown) => {
      if (name === 'extra') items.push(value)
      return value
    })
    expect(items.length).toBeGreaterThanOrEqual(13)
    expect(items.every((each) => JSON.stringify(each) === JSON.stringify(S(extra)))).toBe(true)
    expect(JSON.stringify(answer)).toContain('"bytes":{"B":"AQ=="}')
  })
})
