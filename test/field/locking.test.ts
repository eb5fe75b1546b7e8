/* Locks, transactions and unique values, where other mappers had none or had holes. Links are to where users asked for them. */
import { createDatabase, defineEntity, defineTable, NotUniqueError, VersionConflictError } from 'monotable'
import { memory } from 'monotable/memory'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'

const table = defineTable({ name: 'accounts', partitionKey: 'pk', sortKey: 'sk' })

const Account = defineEntity({
  name: 'Account',
  table,
  schema: z.object({ accountId: z.string(), cents: z.number().int() }),
  key: { partitionKey: 'ACCOUNT#{accountId}', sortKey: 'ACCOUNT' },
  version: 'version',
})

const User = defineEntity({
  name: 'User',
  table,
  schema: z.object({
    userId: z.string(),
    email: z.string(),
    handle: z.string().optional(),
    visits: z.number().default(0),
  }),
  key: { partitionKey: 'USER#{userId}', sortKey: 'USER' },
  unique: {
    email: { partitionKey: 'EMAIL#{email}', sortKey: 'UNIQUE' },
    handle: { partitionKey: 'HANDLE#{handle}', sortKey: 'UNIQUE' },
  },
  version: 'version',
})

const backend = memory()
const operations: string[] = []
const db = createDatabase({
  backend: {
    execute(operation, input, options) {
      operations.push(operation)
      return backend.execute(operation, input, options)
    },
  },
  entities: { accounts: Account, users: User },
})
let empty: ReturnType<typeof backend.snapshot>
beforeAll(async () => {
  await db.createTables()
  empty = backend.snapshot()
})
beforeEach(() => {
  backend.restore(empty)
  operations.length = 0
})

describe('an optimistic lock', () => {
  // https://github.com/dynamoose/dynamoose/issues/16
  // https://github.com/awslabs/dynamodb-document-js-sdk/issues/51
  // https://github.com/aws/aws-sdk-java-v2/issues/2358
  it('holds for update, put, replace and delete', async () => {
    const stale = await db.accounts.create({ accountId: 'a', cents: 100 })
    const fresh = await db.accounts.update(stale, { add: { cents: 1 } })
    const writes = [
      () => db.accounts.update(stale, { set: { cents: 0 } }),
      () => db.accounts.put({ ...stale, cents: 0 }),
      () => db.accounts.replace({ ...stale, cents: 0 }),
      () => db.accounts.delete(stale),
    ]
    for (const write of writes) await expect(write()).rejects.toThrow(VersionConflictError)
    expect(await db.accounts.require(stale)).toEqual(fresh)
  })

  // https://github.com/aws/aws-sdk-java/issues/1992
  // https://github.com/aws/aws-sdk-java-v2/issues/3612
  // https://github.com/aws/aws-sdk-java-v2/issues/5511
  it('holds within transactions, of deletes too', async () => {
    const stale = await db.accounts.create({ accountId: 'a', cents: 100 })
    const other = await db.accounts.create({ accountId: 'b', cents: 100 })
    const fresh = await db.accounts.update(stale, { add: { cents: 1 } })
    for (const late of [
      () => db.accounts.plan.update(stale, { set: { cents: 0 } }),
      () => db.accounts.plan.put({ ...stale, cents: 0 }),
      () => db.accounts.plan.delete(stale),
    ]) {
      const attempt = db.transact({ other: db.accounts.plan.delete(other), late: late() })
      await expect(attempt).rejects.toMatchObject({
        details: { failures: { late: { error: { code: 'repository.version-conflict' } } } },
      })
    }
    expect(await db.accounts.getMany([stale, other])).toEqual([fresh, other])
    await db.transact({
      one: db.accounts.plan.delete(fresh),
      two: db.accounts.plan.update(other, { set: { cents: 0 } }),
    })
    expect(await db.accounts.scan().all()).toEqual([{ accountId: 'b', cents: 0, version: 2 }])
  })

  // https://github.com/aws/aws-sdk-java-v2/issues/2489
  // https://github.com/aws/aws-sdk-java-v2/issues/2742
  it('goes on from what a write gave back, the first put included', async () => {
    const first = await db.accounts.put({ accountId: 'a', cents: 1 })
    expect(first.version).toBe(1)
    const second = await db.accounts.put({ ...first, cents: 2 })
    const third = await db.accounts.update(second, { add: { cents: 1 } })
    const { done } = await db.transact({ done: db.accounts.plan.update(third, { set: { cents: 4 } }) })
    expect(done).toEqual({ accountId: 'a', cents: 4, version: 4 })
    expect(await db.accounts.delete(done!)).toEqual(done)
  })
})

describe('a cancelled transaction', () => {
  // https://github.com/dynamoose/dynamoose/issues/1195
  // https://github.com/sensedeep/dynamodb-onetable/issues/275
  it('says which of its parts failed, why, and what is stored', async () => {
    const stored = await db.accounts.create({ accountId: 'a', cents: 10 })
    const attempt = await db.attemptTransaction({
      debit: db.accounts.plan.update(
        { accountId: 'a' },
        { add: { cents: -50 } },
        { where: (a, { gte }) => gte(a.cents, 50) },
      ),
      credit: db.accounts.plan.create({ accountId: 'b', cents: 50 }),
    })
    const error = attempt.ok ? undefined : attempt.error
    expect(error).toMatchObject({
      code: 'repository.transaction-cancelled',
      details: {
        failures: {
          debit: { entity: 'Account', reason: 'ConditionalCheckFailed', error: { details: { stored } } },
        },
      },
    })
    expect(error?.message).toContain('debit (Account, ConditionalCheckFailed)')
  })
})

describe('a unique value', () => {
  const ada = { userId: 'u1', email: 'ada@example.org', handle: 'ada' }

  // https://github.com/sensedeep/dynamodb-onetable/issues/528
  it('is not given twice, by create or by update', async () => {
    const first = await db.users.create(ada)
    await expect(db.users.create({ ...ada, userId: 'u2' })).rejects.toThrow(NotUniqueError)
    const second = await db.users.create({ userId: 'u2', email: 'bob@example.org' })
    await expect(db.users.update(second, { set: { email: ada.email } })).rejects.toThrow(NotUniqueError)
    await expect(
      db.users.update({ userId: 'u2' }, { set: { handle: 'ada' } }, { reindex: 'read' }),
    ).rejects.toMatchObject({ details: { constraint: 'handle', holder: { userId: 'u1' } } })
    expect(await db.users.getMany([first, second])).toEqual([first, second])
  })

  // https://github.com/sensedeep/dynamodb-onetable/issues/129
  it('costs no read and no transaction where it does not change', async () => {
    const user = await db.users.create(ada)
    operations.length = 0
    const visited = await db.users.update(user, { add: { visits: 1 } })
    await db.users.update(visited, { set: { email: ada.email } })
    await db.users.update({ userId: 'u1' }, { add: { visits: 1 } })
    expect(operations.filter((operation) => operation !== 'UpdateItem')).toEqual([])
  })

  // https://github.com/sensedeep/dynamodb-onetable/issues/134
  // https://github.com/sensedeep/dynamodb-onetable/issues/317
  // https://github.com/typedorm/typedorm/issues/345
  it('is free again once it is changed, removed, or gone with its item', async () => {
    const user = await db.users.create(ada)
    const renamed = await db.users.update(user, { set: { email: 'new@example.org' }, remove: ['handle'] })
    const other = await db.users.create({ ...ada, userId: 'u2' })
    await db.users.delete(renamed)
    await db.users.create({ userId: 'u3', email: 'new@example.org' })
    await db.users.delete({ userId: 'u2' }, { reindex: 'read' })
    await expect(db.users.create({ ...ada, userId: 'u4' })).resolves.toMatchObject({ email: other.email })
  })

  // https://github.com/sensedeep/dynamodb-onetable/issues/323
  it('does not compile to be given up unread', async () => {
    await db.users.create(ada)
    await expect(
      // @ts-expect-error -- delete cannot tell the old values of unique constraint email
      db.users.delete({ userId: 'u1' }),
    ).rejects.toMatchObject({ code: 'repository.unique-unknown' })
    await expect(
      // @ts-expect-error -- unique constraint email needs the old email
      db.users.update({ userId: 'u1' }, { set: { email: 'x@example.org' } }),
    ).rejects.toMatchObject({ code: 'repository.unique-unknown' })
  })

  // https://github.com/sensedeep/dynamodb-onetable/issues/245
  it('is part of the transaction that it is planned for, and does nothing before', async () => {
    const user = await db.users.create(ada)
    const plans = {
      user: db.users.plan.update(user, { set: { email: 'late@example.org' } }),
      account: db.accounts.plan.create({ accountId: 'a', cents: 0 }),
    }
    await expect(db.users.create({ userId: 'u2', email: ada.email })).rejects.toThrow(NotUniqueError)
    await db.transact(plans)
    await db.users.create({ userId: 'u2', email: ada.email })
  })

  // https://github.com/typedorm/typedorm/issues/345
  it('can stay as it is, and be handed over, in one transaction', async () => {
    const user = await db.users.create(ada)
    const same = await db.users.replace({ ...user, visits: 7 })
    const other = await db.users.create({ userId: 'u2', email: 'bob@example.org' })
    await db.transact({
      from: db.users.plan.update(same, { set: { email: 'old@example.org' } }),
      to: db.users.plan.update(other, { set: { email: ada.email } }),
    })
    expect(await db.users.scan().select('userId', 'email').all()).toEqual(
      expect.arrayContaining([
        { userId: 'u1', email: 'old@example.org' },
        { userId: 'u2', email: ada.email },
      ]),
    )
  })
})
