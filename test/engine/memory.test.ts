import { describe, expect, it } from 'vitest'
import type { AttributeMap } from '../../src/protocol/attribute-value.js'
import type { Backend } from '../../src/protocol/backend.js'
import { memory } from '../../src/engine/index.js'
import { N, S, backendWith, plain, put, refusal, shop } from './support.js'

const key = { pk: S('a'), sk: S('1') }
const get = async (backend: Backend, Key: AttributeMap = key) =>
  (await backend.execute('GetItem', { TableName: 'shop', Key })).Item

describe('memory', () => {
  it('gives every instance a world of its own', async () => {
    const [first, second] = [memory(), memory()]
    await first.execute('CreateTable', plain)
    expect(await second.execute('ListTables', {})).toEqual({ TableNames: [] })
  })

  it('refuses operations that it does not know', async () => {
    const backend: { execute(name: never, input: object): Promise<unknown> } = memory()
    for (const name of ['Nonsense', 'toString', '__proto__']) {
      expect((await refusal(backend.execute(name as never, {}))).name).toBe('UnknownOperationException')
    }
  })

  it('does nothing when its signal has aborted, and rejects with the reason', async () => {
    const backend = await backendWith()
    const reason = new Error('changed my mind')
    const call = backend.execute(
      'PutItem',
      { TableName: 'shop', Item: key },
      { signal: AbortSignal.abort(reason) },
    )
    await expect(call).rejects.toBe(reason)
    expect(await get(backend)).toBeUndefined()
  })
})

describe('stored data', () => {
  const item = () => ({
    ...key,
    b: { B: new Uint8Array([1, 2]) },
    m: { M: { inner: { L: [S('x')] } } },
    set: { SS: ['p', 'q'] },
  })

  it('does not change with what a caller put in', async () => {
    const backend = await backendWith()
    const mine = item()
    await put(backend, mine)
    mine.b.B[0] = 99
    mine.m.M.inner.L.push(S('y'))
    mine.set.SS.push('r')
    expect(await get(backend)).toEqual(item())
  })

  it('does not change with values that an update took from the request', async () => {
    const backend = await backendWith()
    const value = { L: [{ B: new Uint8Array([1]) }] }
    await backend.execute('UpdateItem', {
      TableName: 'shop',
      Key: key,
      UpdateExpression: 'SET one = :v, two = :v',
      ExpressionAttributeValues: { ':v': value },
    })
    value.L[0]?.B.fill(9)
    const stored = { L: [{ B: new Uint8Array([1]) }] }
    expect(await get(backend)).toEqual({ ...key, one: stored, two: stored })
    await backend.execute('UpdateItem', {
      TableName: 'shop',
      Key: key,
      UpdateExpression: 'SET one[0] = :v',
      ExpressionAttributeValues: { ':v': S('changed') },
    })
    expect(await get(backend)).toEqual({ ...key, one: { L: [S('changed')] }, two: stored })
  })

  it('does not change with what a caller got out, by whichever way', async () => {
    const backend = await backendWith()
    await put(backend, item())
    const all = { TableName: 'shop' }
    const condition = { KeyConditionExpression: 'pk = :a', ExpressionAttributeValues: { ':a': S('a') } }
    const failing = {
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    }
    const ways: (() => Promise<AttributeMap | undefined>)[] = [
      () => get(backend),
      async () => (await backend.execute('Query', { ...all, ...condition })).Items?.[0],
      async () =>
        (
          await backend.execute('Scan', {
            ...all,
            ProjectionExpression: 'b, m, #s',
            ExpressionAttributeNames: { '#s': 'set' },
          })
        ).Items?.[0],
      async () =>
        (await backend.execute('UpdateItem', { ...all, Key: key, ReturnValues: 'ALL_NEW' })).Attributes,
      async () =>
        (await backend.execute('PutItem', { ...all, Item: item(), ReturnValues: 'ALL_OLD' })).Attributes,
      async () =>
        (await refusal(backend.execute('PutItem', { ...all, Item: key, ...failing } as never))).Item,
    ]
    for (const way of ways) {
      const theirs = await way()
      theirs?.['b']?.B?.fill(7)
      theirs?.['m']?.M?.['inner']?.L?.pop()
      theirs?.['set']?.SS?.push('r')
      if (theirs !== undefined) delete theirs['m']
      expect(await get(backend)).toEqual(item())
    }
    backend.assertInvariants()
  })

  it('takes any attribute name, __proto__ and constructor too', async () => {
    const backend = await backendWith()
    const odd = JSON.parse('{"__proto__":{"S":"p"},"constructor":{"S":"c"}}') as AttributeMap
    await put(backend, { ...odd, ...key })
    const stored = await get(backend)
    expect(Object.keys(stored ?? {}).sort()).toEqual(['__proto__', 'constructor', 'pk', 'sk'])
    expect(Object.getOwnPropertyDescriptor(stored, '__proto__')?.value).toEqual(S('p'))
  })
})

describe('concurrent callers', () => {
  it('see each write as a whole: increments are not lost and one creation of many wins', async () => {
    const backend = await backendWith()
    const increment = () =>
      backend.execute('UpdateItem', {
        TableName: 'shop',
        Key: key,
        UpdateExpression: 'ADD n :one',
        ExpressionAttributeValues: { ':one': N(1) },
      })
    await Promise.all(Array.from({ length: 100 }, increment))
    expect((await get(backend))?.['n']).toEqual(N(100))
    const creations = await Promise.allSettled(
      Array.from({ length: 20 }, (_, at) =>
        backend.execute('PutItem', {
          TableName: 'shop',
          Item: { pk: S('b'), sk: S('1'), winner: N(at) },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    )
    expect(creations.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('never see half of a transaction', async () => {
    const backend = await backendWith()
    const account = (sk: string, n: number) => ({ pk: S('a'), sk: S(sk), n: N(n) })
    await put(backend, account('1', 50), account('2', 50))
    const move = (amount: number) =>
      backend.execute('TransactWriteItems', {
        TransactItems: ['1', '2'].map((sk, at) => ({
          Update: {
            TableName: 'shop',
            Key: { pk: S('a'), sk: S(sk) },
            UpdateExpression: 'ADD n :n',
            ExpressionAttributeValues: { ':n': N(at === 0 ? -amount : amount) },
          },
        })),
      })
    const sum = async () => {
      const { Items } = await backend.execute('Scan', { TableName: 'shop' })
      return Items?.reduce((total, { n }) => total + Number(n?.N), 0)
    }
    const sums: Promise<number | undefined>[] = []
    const moves: Promise<unknown>[] = []
    for (let at = 0; at < 50; at += 1) {
      moves.push(Promise.resolve().then(() => move(at)))
      sums.push(Promise.resolve().then(sum))
    }
    await Promise.all(moves)
    expect(new Set(await Promise.all(sums))).toEqual(new Set([100]))
  })
})

describe('snapshots', () => {
  it('set everything back, again and again, and do not change with the backend', async () => {
    const backend = await backendWith()
    await put(backend, { ...key, g: S('x'), v: N(1) })
    const snapshot = backend.snapshot()
    for (let round = 0; round < 3; round += 1) {
      await put(backend, { ...key, g: S('y'), v: N(2) }, { pk: S('b'), sk: S('1') })
      await backend.execute('CreateTable', plain)
      await backend.execute('DeleteTable', { TableName: 'plain' })
      backend.assertInvariants()
      backend.restore(snapshot)
      backend.assertInvariants()
      expect((await backend.execute('Scan', { TableName: 'shop' })).Items).toEqual([
        { ...key, g: S('x'), v: N(1) },
      ])
      expect((await backend.execute('Scan', { TableName: 'shop', IndexName: 'keysOnly' })).Items).toEqual([
        { ...key, g: S('x') },
      ])
    }
  })

  it('bring deleted tables back and take new ones away', async () => {
    const backend = await backendWith([shop])
    const snapshot = backend.snapshot()
    await backend.execute('DeleteTable', { TableName: 'shop' })
    await backend.execute('CreateTable', plain)
    backend.restore(snapshot)
    expect(await backend.execute('ListTables', {})).toEqual({ TableNames: ['shop'] })
  })

  it('can be restored into another backend, which goes its own way', async () => {
    const [first, second] = [await backendWith(), memory()]
    await put(first, key)
    second.restore(first.snapshot())
    await put(second, { pk: S('b'), sk: S('1') })
    expect((await first.execute('Scan', { TableName: 'shop' })).Count).toBe(1)
    expect((await second.execute('Scan', { TableName: 'shop' })).Count).toBe(2)
  })

  it('cost the same whatever the tables hold', async () => {
    const backend = await backendWith()
    for (let at = 0; at < 20_000; at += 1) await put(backend, { pk: S(`p${at}`), sk: S('1') })
    const start = performance.now()
    for (let round = 0; round < 1000; round += 1) backend.snapshot()
    // A copy of twenty thousand items takes milliseconds; a thousand shared ones take a few in all.
    expect((performance.now() - start) / 1000).toBeLessThan(0.5)
  })
})
