import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { memory } from '../../../src/engine/index.js'
import {
  createDatabase,
  defineEntity,
  defineTable,
  ItemExistsError,
  NotUniqueError,
  VersionConflictError,
} from '../../../src/index.js'
import { inputOf, untyped } from '../fixtures.js'
import type { Accounts } from './unique-users.js'
import { ada, bob, openAccounts } from './unique-users.js'

let accounts: Accounts
let db: Accounts['db']
beforeEach(async () => {
  accounts = await openAccounts()
  db = accounts.db
})

const operations = () => accounts.sent.map(({ operation }) => operation)

describe('create', () => {
  test('writes the item and a sentinel for each constraint in one transaction', async () => {
    const user = await db.users.create({ ...ada, handle: 'h', team: 'x', seat: 3 })
    expect(user).toMatchObject({ ...ada, version: 1 })
    expect(operations()).toEqual(['TransactWriteItems'])
    expect(inputOf(accounts.sent, 'TransactWriteItems').ClientRequestToken).toMatch(/^[0-9a-f-]{36}$/)
    expect(await accounts.sentinels()).toEqual([
      'UNIQUE#EMAIL#ada@example.org',
      'UNIQUE#HANDLE#t#h',
      'UNIQUE#SEAT#x#03',
    ])
  })

  test('leaves out constraints of which an attribute is absent or null', async () => {
    await db.users.create({ ...ada, handle: null, seat: 3 })
    expect(await accounts.sentinels()).toEqual(['UNIQUE#EMAIL#ada@example.org'])
  })

  test('is refused for a value that another item has, and leaves nothing behind', async () => {
    await db.users.create(ada)
    const before = await accounts.scan()
    const attempt = await db.users.attempt.create({ ...bob, handle: 'b', email: 'ADA@EXAMPLE.org' })
    expect(attempt).toMatchObject({
      ok: false,
      error: {
        code: 'repository.not-unique',
        details: {
          entity: 'User',
          constraint: 'email',
          attributes: ['email'],
          key: { tenant: 't', id: 'bob' },
          holder: { tenant: 't', id: 'ada' },
        },
      },
    })
    expect(!attempt.ok && attempt.error).toBeInstanceOf(NotUniqueError)
    expect(await accounts.scan()).toEqual(before)
  })

  test('of an item that exists is told apart from a value that is taken', async () => {
    await db.users.create(ada)
    await expect(db.users.create(ada)).rejects.toThrow(ItemExistsError)
    await expect(db.users.create({ ...ada, email: 'new' })).rejects.toThrow(ItemExistsError)
    expect(await accounts.sentinels()).toHaveLength(1)
  })

  test('of one of many at once wins, and the others leave nothing', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, n) => db.users.attempt.create({ ...ada, id: `u${n}`, handle: `h${n}` })),
    )
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await accounts.sentinels()).toHaveLength(2)
    expect(await accounts.scan()).toHaveLength(3)
  })
})

describe('update', () => {
  test('of the item that was read hands the old value back and takes the new one', async () => {
    const user = await db.users.create({ ...ada, handle: 'h' })
    accounts.sent.length = 0
    const changed = await db.users.update(user, { set: { email: 'new', handle: null } })
    expect(operations()).toEqual(['TransactWriteItems'])
    expect(changed).toEqual({ ...user, email: 'new', handle: null, version: 2 })
    expect(await db.users.get(ada)).toEqual(changed)
    expect(await accounts.sentinels()).toEqual(['UNIQUE#EMAIL#new'])
    await db.users.create({ ...bob, email: ada.email, handle: 'h' })
  })

  test('of other attributes, or to a value with the same key, is one request', async () => {
    const user = await db.users.create(ada)
    accounts.sent.length = 0
    await db.users.update({ tenant: 't', id: 'ada' }, { add: { visits: 1 } })
    const now = await db.users.require(user, { consistent: true })
    accounts.sent.length = 0
    await db.users.update(now, { set: { email: 'ADA@example.org' } })
    expect(operations()).toEqual(['UpdateItem'])
    expect(await accounts.sentinels()).toEqual(['UNIQUE#EMAIL#ada@example.org'])
  })

  test('to a value that another item has is refused, and everything stays', async () => {
    const user = await db.users.create(ada)
    await db.users.create(bob)
    const before = await accounts.scan()
    await expect(db.users.update(user, { set: { email: bob.email } })).rejects.toThrow(NotUniqueError)
    expect(await accounts.scan()).toEqual(before)
  })

  test('of an item that was changed since is a conflict with what is stored', async () => {
    const user = await db.users.create(ada)
    const stored = await db.users.update(user, { set: { email: 'first' } })
    await expect(db.users.update(user, { set: { email: 'second' } })).rejects.toMatchObject({
      code: 'repository.version-conflict',
      details: { stored, expectedVersion: 1, differences: ['email', 'version'] },
    })
    expect(await accounts.sentinels()).toEqual(['UNIQUE#EMAIL#first'])
  })

  test('by key is refused, and reads where it is told to', async () => {
    await db.users.create({ ...ada, team: 'x', seat: 1 })
    accounts.sent.length = 0
    await expect(db.users.update(ada, untyped({ set: { handle: 'h' } }))).rejects.toMatchObject({
      code: 'repository.unique-unknown',
      details: { missing: ['handle', 'expiresAt'] },
    })
    await expect(
      db.users.update({ ...ada, handle: 'x' }, untyped({ add: { seat: 1 } })),
    ).rejects.toMatchObject({
      code: 'repository.change',
    })
    expect(accounts.sent).toEqual([])
    const changed = await db.users.update(ada, { add: { seat: 1 }, set: { email: 'e' } }, { reindex: 'read' })
    expect(operations()).toEqual(['GetItem', 'TransactWriteItems'])
    expect(changed).toMatchObject({ email: 'e', seat: 2, version: 2 })
    expect(await accounts.sentinels()).toEqual(['UNIQUE#EMAIL#e', 'UNIQUE#SEAT#x#02'])
  })

  test('whose result DynamoDB works out reads it back', async () => {
    const user = await db.users.create(ada)
    accounts.sent.length = 0
    const changes = { set: { email: 'e' }, add: { visits: 0.5 } }
    const plan = db.users.plan.update(user, changes)
    expect(plan.requests.map(({ operation, when }) => [operation, when])).toEqual([
      ['TransactWriteItems', 'always'],
      ['TransactWriteItems', 'dependent'],
      ['GetItem', 'dependent'],
    ])
    expect(await plan.run()).toMatchObject({ email: 'e', visits: 0.5, version: 2 })
    expect(operations()).toEqual(['TransactWriteItems', 'GetItem'])
  })

  test('of a derived attribute follows its source, also a hidden one that was read', async () => {
    const member = await db.members.create({ id: 'm', phone: '12-34', secret: 's' })
    await expect(db.members.create({ id: 'n', phone: '1-234' })).rejects.toThrow(NotUniqueError)
    expect(await db.members.update(member, { set: { phone: '1-234' } })).toMatchObject({ digits: '1234' })
    await expect(
      db.members.update(member, untyped({ set: { secret: 'z', note: 'n' } })),
    ).rejects.toMatchObject({ code: 'repository.unique-unknown', details: { missing: ['secret'] } })
    await db.members.update({ id: 'm' }, { set: { secret: 'z' } }, { reindex: 'read' })
    expect(await accounts.sentinels()).toEqual(['UNIQUE#PHONE#1234', 'UNIQUE#SECRET#z'])
  })
})

describe('put, replace and modify', () => {
  test('put of a new item creates its sentinels', async () => {
    await db.users.put(ada)
    expect(await accounts.sentinels()).toHaveLength(1)
    await expect(db.users.put({ ...bob, email: ada.email })).rejects.toThrow(NotUniqueError)
  })

  test('of the item that was read are one request where no unique value changes', async () => {
    const user = await db.users.create(ada)
    accounts.sent.length = 0
    const again = await db.users.put({ ...user, visits: 2 })
    await db.users.replace({ ...again, visits: 3 })
    expect(operations()).toEqual(['PutItem', 'PutItem'])
    await expect(db.members.create({ id: 'm', phone: '1' })).resolves.toBeDefined()
    await expect(db.members.replace({ id: 'm', phone: '1', secret: undefined })).resolves.toBeDefined()
  })

  test('with another unique value need to read the old one', async () => {
    const user = await db.users.create(ada)
    for (const verb of ['put', 'replace'] as const)
      await expect(db.users[verb]({ ...user, email: 'e' })).rejects.toMatchObject({
        code: 'repository.unique-unknown',
        details: { missing: ['email'] },
      })
    expect(await db.users.replace({ ...user, email: 'e' }, { reindex: 'read' })).toMatchObject({ version: 2 })
    expect(await accounts.sentinels()).toEqual(['UNIQUE#EMAIL#e'])
    await expect(db.users.put({ ...user, email: 'f' }, { reindex: 'read' })).rejects.toThrow(
      VersionConflictError,
    )
  })

  test('modify changes the sentinels with the item, after a conflict too', async () => {
    const user = await db.users.create(ada)
    let calls = 0
    const changed = await db.users.modify(user, (current) => {
      if (calls++ === 0) void db.users.update(user, { set: { email: 'theirs' } })
      return { ...current, email: `${current.email}+` }
    })
    expect(changed?.email).toBe('theirs+')
    expect(await accounts.sentinels()).toEqual(['UNIQUE#EMAIL#theirs+'])
  })

  test('what overwrites regardless is refused: upsert, put without a version, overwrite', async () => {
    await expect(untyped(db.users).upsert(ada)).rejects.toMatchObject({ code: 'repository.unique-unknown' })
    await expect(untyped(db.users).put(ada, { overwrite: true })).rejects.toMatchObject({
      code: 'repository.unique-unknown',
    })
    await expect(untyped(db.members).put({ id: 'm', phone: '1', secret: undefined })).rejects.toMatchObject({
      code: 'repository.unique-unknown',
    })
    expect(accounts.sent).toEqual([])
  })
})

describe('delete and move', () => {
  test('delete frees the values, and gives the item that was there', async () => {
    const user = await db.users.create({ ...ada, handle: 'h' })
    expect(await db.users.delete(user)).toEqual(user)
    expect(await accounts.scan()).toEqual([])
    await db.users.create({ ...bob, email: ada.email })
  })

  test('delete of what is gone is no error, and frees nothing that others hold', async () => {
    const user = await db.users.create(ada)
    await db.users.delete(user)
    expect(await db.users.delete(user)).toBeUndefined()
    const other = await db.users.create({ ...bob, email: ada.email })
    const before = await accounts.scan()
    expect(await db.users.delete(user)).toBeUndefined()
    expect(await accounts.scan()).toEqual(before)
    const done = await db.transact({
      gone: db.users.plan.delete(user),
      made: db.users.plan.create({ ...ada, id: 'eve', email: 'new' }),
    })
    expect(done.gone).toBeUndefined()
    expect(done.made).toMatchObject({ email: 'new' })
    expect(await db.users.get(other)).toEqual(other)
  })

  test('delete of a changed item is a conflict; by key it is refused, and reads where it is told to', async () => {
    const user = await db.users.create(ada)
    await db.users.update(user, { set: { email: 'e' } })
    await expect(db.users.delete(user)).rejects.toThrow(VersionConflictError)
    await expect(untyped(db.users).delete({ tenant: 't', id: 'ada' })).rejects.toMatchObject({
      code: 'repository.unique-unknown',
    })
    expect(await db.users.delete({ tenant: 't', id: 'ada' }, { reindex: 'read' })).toMatchObject({
      email: 'e',
    })
    expect(await db.users.delete({ tenant: 't', id: 'ada' }, { reindex: 'read' })).toBeUndefined()
    expect(await accounts.scan()).toEqual([])
  })

  test('move takes the sentinels along, with those whose keys change', async () => {
    const user = await db.users.create({ ...ada, handle: 'h' })
    const moved = await db.users.move(user, { tenant: 'u' })
    expect(await accounts.sentinels()).toEqual(['UNIQUE#EMAIL#ada@example.org', 'UNIQUE#HANDLE#u#h'])
    await db.users.delete(moved)
    expect(await accounts.scan()).toEqual([])
  })
})

describe('transactions', () => {
  test('carry the sentinels of all their actions, and name the label that is not unique', async () => {
    await db.users.create(ada)
    const attempt = await db.attemptTransaction({
      first: db.users.plan.create(bob),
      second: db.users.plan.create({ tenant: 't', id: 'eve', email: ada.email }),
    })
    expect(attempt).toMatchObject({
      ok: false,
      error: { details: { failures: { second: { error: { code: 'repository.not-unique' } } } } },
    })
    expect(await accounts.scan()).toHaveLength(2)
  })

  test('hand a value over from one item to another', async () => {
    const [one, two] = [await db.users.create(ada), await db.users.create(bob)]
    const done = await db.transact({
      one: db.users.plan.update(one, { set: { email: two.email } }),
      two: db.users.plan.update(two, { set: { email: one.email } }),
    })
    expect([done.one?.email, done.two?.email]).toEqual([bob.email, ada.email])
    expect(await accounts.sentinels()).toHaveLength(2)
    await db.users.delete(done.one!)
    await db.users.delete(done.two!)
    expect(await accounts.scan()).toEqual([])
  })

  test('are refused where two of their items would have one value, and where sentinels are too many', async () => {
    expect(() =>
      db.planTransaction({
        one: db.users.plan.create(ada),
        two: db.users.plan.create({ ...bob, email: ada.email }),
      }),
    ).toThrow(NotUniqueError)
    const plans = Object.fromEntries(
      Array.from({ length: 51 }, (_, n) => [
        `u${n}`,
        db.users.plan.create({ ...ada, id: `${n}`, email: `${n}` }),
      ]),
    )
    expect(() => db.planTransaction(plans)).toThrow(
      'The transaction has 102 actions, 51 of them for unique constraints, DynamoDB allows 100: split it',
    )
  })
})

describe('expiry', () => {
  test('a sentinel expires with its item, and follows its expiry', async () => {
    const expiresAt = new Date(accounts.clock.now() + 10_000)
    const user = await db.users.create({ ...ada, expiresAt })
    const later = new Date(accounts.clock.now() + 20_000)
    const kept = await db.users.update(user, { set: { expiresAt: later } })
    const stored = (await accounts.scan()).map((item) => item['expiresAt']?.N)
    expect(stored).toEqual([String(later.getTime() / 1000), String(later.getTime() / 1000)])
    accounts.clock.advance(20_000)
    const heir = await db.users.create({ ...bob, email: ada.email })
    expect(await db.users.delete(kept)).toBeUndefined()
    await expect(db.users.create(ada)).rejects.toThrow(NotUniqueError)
    expect(await db.users.get(heir)).toEqual(heir)
  })
})

test('queries, scans and counts do not see sentinels', async () => {
  const user = await db.users.create({ ...ada, handle: 'h', team: 'x', seat: 1 })
  expect(await db.users.scan().all()).toEqual([user])
  expect(await db.users.scan().count()).toBe(1)
  expect(await db.members.scan().all()).toEqual([])
  expect(await db.members.scan().count()).toBe(0)
  expect(await db.users.query.byTeam({ team: 'x' }).all()).toEqual([user])
})

test('counts do not see sentinels in a table whose items name no entity', async () => {
  const table = defineTable({ name: 'bare', partitionKey: 'pk', sortKey: 'sk', entityAttribute: false })
  const Plain = defineEntity({
    name: 'Plain',
    table,
    schema: z.object({ id: z.string(), code: z.string() }),
    key: { partitionKey: 'ALL', sortKey: 'ITEM#{id}' },
    unique: { code: { partitionKey: 'ALL', sortKey: 'CODE#{code}' } },
  })
  const bare = createDatabase({
    backend: memory(),
    entities: { plains: Plain },
    collections: { all: { entities: ['plains'] } },
  })
  await bare.createTables()
  const item = await bare.plains.create({ id: 'a', code: 'c' })
  expect(await bare.plains.scan().count()).toBe(1)
  expect(await bare.plains.scan().all()).toEqual([item])
  expect(await bare.plains.query.primary({}).count()).toBe(1)
  expect(await bare.plains.query.primary({}).all()).toEqual([item])
  expect(await bare.collections.all({}).all()).toEqual([{ entity: 'plains', item }])
})

describe('a constraint is refused when it is declared or joined', () => {
  const schema = z.object({ id: z.string(), code: z.string() })
  const table = defineTable({ name: 'bare', partitionKey: 'pk', sortKey: 'sk' })
  const key = { partitionKey: 'ITEM#{id}', sortKey: 'ITEM' } as const
  const define = (unique: unknown) =>
    defineEntity({ name: 'Plain', table, schema, key, unique: untyped(unique) })

  test.each([
    ['schema.unique', { code: { partitionKey: 'CODE', sortKey: 'CODE' } }],
    ['schema.unique', { code: { partitionKey: 'CODE#{code}' } }],
    ['keys.unknown-hole', { code: { partitionKey: 'CODE#{cod}', sortKey: 'CODE' } }],
    ['schema.definition', { code: { partition: 'CODE#{code}' } }],
  ])('with %s: %o', (code, unique) => {
    expect(() => define(unique)).toThrow(expect.objectContaining({ code }))
  })

  test('where its sentinels could have the keys of items, or of other sentinels', () => {
    const open = (unique: unknown) => () =>
      createDatabase({ backend: memory(), entities: { plains: define(unique) } })
    expect(open({ code: { partitionKey: '{code}', sortKey: 'ITEM' } })).toThrow(
      'Plain and unique constraint code of Plain are both in table bare',
    )
    const code = { partitionKey: 'UNIQUE#{code}', sortKey: 'UNIQUE' }
    expect(open({ code, id: { partitionKey: 'UNIQUE#{id}', sortKey: 'UNIQUE' } })).toThrow(
      'unique constraint code of Plain and unique constraint id of Plain',
    )
    expect(open({ code })).not.toThrow()
  })
})

test('plans show the whole transaction and what it costs', async () => {
  const plan = db.users.plan.create(ada)
  expect(plan.requests.map(({ operation, when }) => [operation, when])).toEqual([
    ['TransactWriteItems', 'always'],
  ])
  expect(plan.cost.writeUnits.minimum).toBe(4)
  expect(plan.cost.arithmetic.join('\n')).toContain('sentinel of unique constraint email')
  await plan.run()
  expect(inputOf(accounts.sent, 'TransactWriteItems')).toEqual(plan.requests[0]?.input)
})
