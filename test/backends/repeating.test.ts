import { ServiceError } from '../../src/protocol/service-errors.js'
import type { ServiceErrorName } from '../../src/protocol/service-errors.js'
import { aws } from 'monotable/aws'
import { describe, expect, it } from 'vitest'
import type { Backend, OperationName, RequestOptions } from '../../src/index.js'
import { repeating } from '../../src/backends/repeating.js'
import { answered, broken, clientOf, hastyClock, shopEngine } from './support.js'

/** A backend that fails as it is told, and then works. */
async function failing(...failures: readonly (Error | 'well')[]) {
  const engine = await shopEngine()
  const sent: OperationName[] = []
  const backend: Backend = {
    async execute(operation, input, options) {
      const failure = failures[sent.length] ?? 'well'
      sent.push(operation)
      if (failure !== 'well') throw failure
      return engine.execute(operation, input, options)
    },
  }
  return { backend, sent }
}

const refusal = (name: ServiceErrorName) => new ServiceError(name, 'was made up')
const put = { TableName: 'shop', Item: { pk: { S: 'a' } } }
const created = { ...put, ConditionExpression: 'attribute_not_exists(pk)' }

async function run(failures: readonly Error[], attempts?: number, options?: RequestOptions) {
  const { backend, sent } = await failing(...failures)
  const clock = hastyClock()
  const outcome = await repeating(backend, { clock, random: () => 0.5, attempts })
    .execute('PutItem', put, options)
    .catch((error: unknown) => error)
  return { outcome, sent, sleeps: clock.sleeps }
}

describe('a backend that repeats the requests of another', () => {
  it('does nothing of it where all goes well', async () => {
    expect(await run([])).toEqual({ outcome: {}, sent: ['PutItem'], sleeps: [] })
  })

  it('sends again what was throttled: three requests as the SDK does, and then more of its own', async () => {
    const throttled = Array.from({ length: 4 }, () => refusal('ProvisionedThroughputExceededException'))
    const { outcome, sent, sleeps } = await run(throttled)
    expect(outcome).toEqual({})
    expect(sent).toHaveLength(5)
    expect(sleeps).toEqual([50, 100, 25, 50])
  })

  it('sends again what met a transaction, which the SDK does not', async () => {
    const { outcome, sent, sleeps } = await run([
      refusal('TransactionConflictException'),
      refusal('TransactionConflictException'),
    ])
    expect(outcome).toEqual({})
    expect(sent).toHaveLength(3)
    expect(sleeps).toEqual([25, 50])
  })

  it('gives up after as many requests as there may be', async () => {
    const { outcome, sent } = await run(
      Array.from({ length: 20 }, () => refusal('ThrottlingException')),
      4,
    )
    expect(outcome).toMatchObject({ name: 'ThrottlingException' })
    expect(sent).toHaveLength(4)
  })

  it('passes on what the service refuses, at once', async () => {
    const { outcome, sent } = await run([refusal('ValidationException')])
    expect(outcome).toEqual(refusal('ValidationException'))
    expect(sent).toHaveLength(1)
  })

  it('says of a write without an answer that its outcome is unknown', async () => {
    const { outcome, sent } = await run([broken('ECONNRESET')], 10, { sendOnce: true })
    expect(outcome).toMatchObject({ code: 'backends.outcome-unknown', details: { attempts: 1 } })
    expect(sent).toHaveLength(1)
  })

  it('marks a refusal that an earlier request of the call may have caused', async () => {
    const engine = await shopEngine()
    let isFirst = true
    const backend: Backend = {
      async execute(operation, input, options) {
        const output = await engine.execute(operation, input, options)
        if (!isFirst) return output
        isFirst = false
        throw broken('ECONNRESET')
      },
    }
    const repeated = repeating(backend, { clock: hastyClock(), random: () => 0.5 })
    await expect(repeated.execute('PutItem', created)).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      isRepeated: true,
    })
  })

  it('sends again after a fault of the service, which may have done it all the same', async () => {
    const { outcome, sent } = await run([refusal('InternalServerError')])
    expect(outcome).toEqual({})
    expect(sent).toHaveLength(2)
    const once = await run([refusal('InternalServerError')], 10, { sendOnce: true })
    expect(once.outcome).toMatchObject({ code: 'backends.outcome-unknown' })
  })

  it('judges as the backend on AWS does, failure by failure', async () => {
    for (const failures of [
      [answered('ThrottlingException', 400)],
      [answered('InternalServerError', 500), answered('ValidationException', 400)],
      [broken('ECONNRESET'), broken('ECONNRESET'), broken('ECONNRESET')],
      [broken('ECONNREFUSED'), broken('ECONNREFUSED'), broken('ECONNREFUSED')],
    ]) {
      const ours = await run(failures)
      const client = clientOf(await shopEngine(), { maxAttempts: 3 })
      let sent = 0
      client.middlewareStack.add(
        (next) => async (args) => {
          const failure = failures[sent]
          sent += 1
          if (failure !== undefined) throw failure
          return next(args)
        },
        { step: 'deserialize', priority: 'high' },
      )
      const theirs = await aws(client, { clock: hastyClock() })
        .execute('PutItem', put)
        .then(
          () => ({}),
          (error: unknown) => error,
        )
      const shown = (outcome: unknown) => {
        const { name, code } = outcome as { readonly name?: unknown; readonly code?: unknown }
        return { name, code }
      }
      expect({ ...shown(ours.outcome), sent: ours.sent.length }).toEqual({ ...shown(theirs), sent })
    }
  })

  it('judges anew what another backend has judged', async () => {
    const { backend } = await failing(...Array.from({ length: 30 }, () => broken('ECONNRESET')))
    const surroundings = { clock: hastyClock(), random: () => 0.5 }
    const outer = repeating(repeating(backend, surroundings), surroundings)
    await expect(outer.execute('PutItem', put)).rejects.toMatchObject({
      code: 'backends.outcome-unknown',
      message: expect.stringMatching(
        /^PutItem of table shop may or may not have been carried out: the/,
      ) as string,
    })
  })
})
