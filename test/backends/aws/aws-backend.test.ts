import { aws } from 'monotable/aws'
import { describe, expect, it } from 'vitest'
import type { Fate } from '../support.js'
import { answered, atOnce, broken, clientOf, fated, hastyClock, shopEngine } from '../support.js'

const key = { pk: { S: 'a' } }
const get = { TableName: 'shop', Key: key }
const put = { TableName: 'shop', Item: { pk: { S: 'a' }, n: { N: '1' } } }
const create = { ...put, ConditionExpression: 'attribute_not_exists(pk)' }
const add = {
  TableName: 'shop',
  Key: key,
  UpdateExpression: 'ADD n :one',
  ExpressionAttributeValues: { ':one': { N: '1' } },
}

const throttled: Fate = { before: answered('ThrottlingException', 400) }
const failed: Fate = { before: answered('InternalServerError', 500) }
const lost: Fate = { after: broken('ECONNRESET') }
const refused: Fate = { before: broken('ECONNREFUSED') }
const times = (count: number, fate: Fate): Fate[] => Array.from({ length: count }, () => fate)

/** A backend whose requests meet their fates; the SDK repeats at once, as often as it is set up to. */
async function backendOf(fates: readonly Fate[], options: { attempts?: number; maxAttempts?: number } = {}) {
  const engine = await shopEngine()
  const { attempts, maxAttempts = 3 } = options
  const client = clientOf(engine, { maxAttempts, retryStrategy: atOnce(maxAttempts) })
  const counted = fated(client, fates)
  const clock = hastyClock()
  return { backend: aws(client, { clock, random: () => 0.5, attempts }), clock, counted, engine }
}

describe('what may go better later', () => {
  it.each([
    'ProvisionedThroughputExceededException',
    'ThrottlingException',
    'RequestLimitExceeded',
    'TransactionInProgressException',
    'InternalServerError',
  ])('is sent again, on top of what the SDK does: %s', async (name) => {
    const status = name === 'InternalServerError' ? 500 : 400
    const { backend, counted, clock } = await backendOf(times(7, { before: answered(name, status) }))
    await backend.execute('PutItem', put)
    expect(counted.sent).toBe(8)
    // Three requests of the SDK's at a time, and a pause after each three.
    expect(clock.sleeps).toEqual([25, 50])
  })

  it.each([
    ['a single write', answered('TransactionConflictException', 400)],
    [
      'a transaction',
      answered('TransactionCanceledException', 400, {
        CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }],
      }),
    ],
  ])(
    'is sent again by the backend, since the SDK does not, where a transaction is on an item of %s',
    async (_, before) => {
      const { backend, counted, clock } = await backendOf(times(3, { before }))
      await backend.execute('TransactWriteItems', { TransactItems: [{ Put: put }], ClientRequestToken: 't' })
      expect(counted.sent).toBe(4)
      expect(clock.sleeps).toEqual([25, 50, 100])
    },
  )

  it('is an unknown outcome where an earlier request may be the transaction that is on the item', async () => {
    const conflict: Fate = { before: answered('TransactionConflictException', 400) }
    const { backend, counted } = await backendOf([lost, ...times(20, conflict)])
    await expect(backend.execute('PutItem', put)).rejects.toMatchObject({ code: 'backends.outcome-unknown' })
    expect(counted.sent).toBe(10)
  })

  it('is sent again as often as it is allowed in all, and no request more', async () => {
    for (const attempts of [1, 2, 3, 4, 7, 10]) {
      const { backend, counted } = await backendOf(times(20, throttled), { attempts })
      await expect(backend.execute('GetItem', get)).rejects.toMatchObject({ name: 'ThrottlingException' })
      expect(counted.sent).toBe(attempts)
    }
  })

  it('is counted for whoever asks, with what the client repeats by itself', async () => {
    const { backend, counted } = await backendOf(times(4, throttled))
    const meter = { attempts: 0 }
    await backend.execute('GetItem', get, { meter })
    expect(meter.attempts).toBe(5)
    expect(counted.sent).toBe(5)
  })

  it('is sent ten times where nothing is said', async () => {
    const { backend, counted } = await backendOf(times(20, failed))
    await expect(backend.execute('Scan', { TableName: 'shop' })).rejects.toMatchObject({
      name: 'InternalServerError',
      $metadata: { requestId: 'REQUEST1' },
    })
    expect(counted.sent).toBe(10)
  })

  it('waits longer each time, to a bound, and a random part of that', async () => {
    const { backend, clock } = await backendOf(times(20, throttled), { attempts: 12, maxAttempts: 1 })
    await backend.execute('GetItem', get).catch(() => {})
    expect(clock.sleeps).toEqual([25, 50, 100, 200, 400, 800, 1600, 2500, 2500, 2500, 2500])
  })

  it('is not sent again by the backend where the network is what failed: the SDK has done that', async () => {
    const { backend, counted, clock } = await backendOf(times(20, { before: broken('ECONNRESET') }))
    await expect(backend.execute('GetItem', get)).rejects.toMatchObject({ code: 'backends.no-answer' })
    expect(counted.sent).toBe(3)
    expect(clock.sleeps).toEqual([])
  })

  it('no refusal is sent again', async () => {
    const { backend, counted } = await backendOf(
      times(20, { before: answered('AccessDeniedException', 400) }),
    )
    await expect(backend.execute('PutItem', put)).rejects.toMatchObject({ name: 'AccessDeniedException' })
    expect(counted.sent).toBe(1)
  })
})

describe('a write that must not happen twice', () => {
  it('is not sent again once it may have happened, by the SDK neither', async () => {
    const { backend, counted, engine } = await backendOf([lost])
    const call = backend.execute('UpdateItem', add, { sendOnce: true })
    await expect(call).rejects.toMatchObject({
      code: 'backends.outcome-unknown',
      message: expect.stringContaining('UpdateItem of table shop may or may not have been carried out'),
      details: { operation: 'UpdateItem', table: 'shop', attempts: 1, requestId: undefined },
      cause: { code: 'ECONNRESET' },
    })
    expect(counted.sent).toBe(1)
    expect((await engine.execute('GetItem', get)).Item?.['n']).toEqual({ N: '1' })
  })

  it('is not sent again either where the service itself failed', async () => {
    const { backend, counted } = await backendOf([failed])
    await expect(backend.execute('UpdateItem', add, { sendOnce: true })).rejects.toMatchObject({
      code: 'backends.outcome-unknown',
      details: { requestId: 'REQUEST1', attempts: 1 },
      cause: { name: 'InternalServerError' },
    })
    expect(counted.sent).toBe(1)
  })

  it('is sent again while it cannot have happened', async () => {
    const { backend, counted, engine } = await backendOf([throttled, refused, ...times(4, throttled)])
    await backend.execute('UpdateItem', add, { sendOnce: true })
    expect(counted.sent).toBe(7)
    expect((await engine.execute('GetItem', get)).Item?.['n']).toEqual({ N: '1' })
  })

  it('happens twice where nobody said that it must not', async () => {
    const { backend, engine } = await backendOf([lost])
    await backend.execute('UpdateItem', add)
    expect((await engine.execute('GetItem', get)).Item?.['n']).toEqual({ N: '2' })
  })
})

describe('a write whose answer was lost', () => {
  it('is marked as repeated where its own doing stands in its way', async () => {
    const { backend } = await backendOf([lost])
    const input = { ...create, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const
    await expect(backend.execute('PutItem', input)).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      isRepeated: true,
      Item: put.Item,
      $metadata: { attempts: 2 },
    })
  })

  it('is not marked where what went before was certainly refused', async () => {
    const { backend, engine } = await backendOf([...times(4, throttled), refused])
    await engine.execute('PutItem', put)
    const error: unknown = await backend.execute('PutItem', create).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ name: 'ConditionalCheckFailedException' })
    expect(error).not.toHaveProperty('isRepeated')
  })

  it('has an unknown outcome where what comes after says nothing of it', async () => {
    for (const fate of [throttled, refused, { before: answered('ExpiredTokenException', 400) }]) {
      const { backend } = await backendOf([lost, ...times(20, fate)])
      const error: unknown = await backend.execute('PutItem', put).catch((caught: unknown) => caught)
      expect(error).toMatchObject({ code: 'backends.outcome-unknown', cause: fate.before })
    }
  })

  it('happens once as a transaction with a token', async () => {
    const { backend, counted, engine } = await backendOf([lost])
    const { UpdateExpression, ExpressionAttributeValues } = add
    const Update = { ...get, UpdateExpression, ExpressionAttributeValues }
    await backend.execute('TransactWriteItems', { TransactItems: [{ Update }], ClientRequestToken: 't1' })
    expect(counted.sent).toBe(2)
    expect((await engine.execute('GetItem', get)).Item?.['n']).toEqual({ N: '1' })
  })
})

describe('what never left', () => {
  it('has not happened, and says so', async () => {
    const { backend } = await backendOf(times(3, refused))
    await expect(backend.execute('PutItem', put)).rejects.toMatchObject({
      code: 'backends.not-sent',
      details: { operation: 'PutItem', table: 'shop', attempts: 3 },
      cause: { code: 'ECONNREFUSED' },
    })
  })

  it('has not happened where the client could not even make the request', async () => {
    const credentials = () => Promise.reject(new Error('no credentials here'))
    const backend = aws(clientOf(await shopEngine(), { credentials }))
    await expect(backend.execute('PutItem', put)).rejects.toMatchObject({
      code: 'backends.not-sent',
      message: expect.stringContaining('no credentials here'),
      details: { attempts: 0 },
    })
  })
})

describe('a call that is abandoned', () => {
  it('rejects with the reason, before it is sent', async () => {
    const { backend, counted } = await backendOf([])
    const reason = new Error('enough')
    await expect(backend.execute('GetItem', get, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    expect(counted.sent).toBe(0)
  })

  it('rejects with the reason during a pause of the backend', async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    const client = clientOf(await shopEngine(), { maxAttempts: 1 })
    const counted = fated(client, times(9, throttled))
    const clock = {
      now: () => 0,
      sleep: (_: number, signal?: AbortSignal) => {
        controller.abort(reason)
        return Promise.reject(signal?.reason as Error)
      },
    }
    const call = aws(client, { clock }).execute('GetItem', get, { signal: controller.signal })
    await expect(call).rejects.toBe(reason)
    expect(counted.sent).toBe(1)
  })

  it('rejects with the reason during a pause of the SDK', async () => {
    const client = clientOf(await shopEngine())
    const counted = fated(client, times(9, throttled))
    const controller = new AbortController()
    const reason = new Error('enough')
    const call = aws(client).execute('GetItem', get, { signal: controller.signal })
    setTimeout(() => controller.abort(reason), 20)
    await expect(call).rejects.toBe(reason)
    expect(counted.sent).toBe(1)
  })

  it('rejects with the reason while a client waits for what does not listen', async () => {
    const credentials = () => new Promise<never>(() => {})
    const backend = aws(clientOf(await shopEngine(), { credentials }))
    const signal = AbortSignal.timeout(10)
    await expect(backend.execute('GetItem', get, { signal })).rejects.toMatchObject({ name: 'TimeoutError' })
  })

  it('leaves no listener behind when it is over', async () => {
    const { backend } = await backendOf([])
    const controller = new AbortController()
    let listeners = 0
    const { signal } = controller
    const [begin, end] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)]
    Object.assign(signal, {
      addEventListener: (...given: Parameters<typeof begin>) => (listeners++, begin(...given)),
      removeEventListener: (...given: Parameters<typeof end>) => (listeners--, end(...given)),
    })
    for (let call = 0; call < 3; call++) await backend.execute('GetItem', get, { signal })
    await new Promise((resolve) => setImmediate(resolve))
    expect(listeners).toBe(0)
  })
})

describe('what a batch left over', () => {
  it('stays in its output', async () => {
    const engine = await shopEngine()
    const leaving = {
      execute: async () => ({ UnprocessedItems: { shop: [{ PutRequest: { Item: put.Item } }] } }),
    }
    const output = await aws(clientOf({ ...engine, ...leaving } as never)).execute('BatchWriteItem', {
      RequestItems: { shop: [{ PutRequest: { Item: put.Item } }] },
    })
    expect(output.UnprocessedItems).toEqual({ shop: [{ PutRequest: { Item: put.Item } }] })
  })
})
