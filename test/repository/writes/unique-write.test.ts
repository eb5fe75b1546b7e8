import { beforeEach, describe, expect, test } from 'vitest'
import type { Plan } from '../../../src/index.js'
import type { Accounts } from './unique-users.js'
import { ada, openAccounts } from './unique-users.js'

let accounts: Accounts
let db: Accounts['db']
beforeEach(async () => {
  accounts = await openAccounts()
  db = accounts.db
})

const key = { tenant: ada.tenant, id: ada.id }

/** What was sent that the plan has no place for. */
async function unplanned(plan: Plan & { run(): Promise<unknown> }): Promise<string[]> {
  accounts.sent.length = 0
  await plan.run()
  const places = plan.requests.map(({ operation, when, ...rest }) => {
    const atMost = 'atMost' in rest ? rest.atMost : undefined
    return { operation, left: when === 'always' ? 1 : (atMost ?? 1) }
  })
  return accounts.sent
    .map(({ operation }) => operation)
    .filter((operation) => {
      const place = places.find((each) => each.operation === operation && each.left > 0)
      return place === undefined || place.left-- < 1
    })
}

describe('the plan of a write with unique values names every request that is sent', () => {
  test('update that reads first, of unique attributes, of others, and of what DynamoDB works out', async () => {
    await db.users.create(ada)
    const { plan } = db.users
    const first = { reindex: 'read' } as const
    expect(await unplanned(plan.update(key, { set: { team: 'x', seat: 1 } }, first))).toEqual([])
    expect(await unplanned(plan.update(key, { set: { email: 'e' } }, first))).toEqual([])
    const added = plan.update(key, { set: { email: 'f' }, add: { visits: 0.5 } }, first)
    expect(await unplanned(added)).toEqual([])
    expect(await db.users.get(key)).toMatchObject({ team: 'x', email: 'f', visits: 0.5 })
  })

  test('put and replace that read first, whether or not a unique value changes', async () => {
    for (const email of ['a', 'a', 'b']) {
      const before = await db.users.get(key)
      const plan = db.users.plan.put({ ...before, ...ada, email }, { reindex: 'read' })
      expect(await unplanned(plan)).toEqual([])
    }
    for (const email of ['b', 'c']) {
      const before = await db.users.require(key)
      expect(await unplanned(db.users.plan.replace({ ...before, email }, { reindex: 'read' }))).toEqual([])
    }
  })

  test('modify', async () => {
    await db.users.create(ada)
    for (const email of ['a', 'a', 'b'])
      expect(await unplanned(db.users.plan.modify(key, (user) => ({ ...user, email })))).toEqual([])
  })

  test('delete that reads first, also of an item whose value another one holds', async () => {
    const input = { TableName: 'accounts' }
    for (const id of ['ada', 'bob']) {
      await db.users.create({ ...ada, id, email: id })
      const { Item } = await accounts.engine.execute('GetItem', {
        ...input,
        Key: { pk: { S: `USER#t#${id}` }, sk: { S: 'USER' } },
      })
      await accounts.engine.execute('PutItem', { ...input, Item: { ...Item, email: { S: 'same' } } })
    }
    await db.users.claim(await db.users.require({ tenant: 't', id: 'bob' }))
    expect(await unplanned(db.users.plan.delete(key, { reindex: 'read' }))).toEqual([])
    expect(accounts.sent.map(({ operation }) => operation)).toEqual([
      'GetItem',
      'TransactWriteItems',
      'TransactWriteItems',
    ])
    expect(await accounts.sentinels()).toContain('UNIQUE#EMAIL#same')
  })
})

describe('the cost of a write with unique values', () => {
  test('counts the read of what DynamoDB worked out', async () => {
    const user = await db.users.create(ada)
    const read = db.users.plan.update(user, { set: { email: 'e' }, add: { visits: 0.5 } })
    expect(read.cost.readUnits).toEqual({ minimum: 1, maximum: 100 })
    expect(db.users.plan.update(user, { set: { email: 'e' } }).cost.readUnits.maximum).toBe(0)
    const first = db.users.plan.update(key, { set: { email: 'e' } }, { reindex: 'read' })
    expect(first.cost.readUnits).toEqual({ minimum: 1, maximum: 200 })
  })

  test('counts that a transaction is sent again which would take away what is not there', async () => {
    const user = await db.users.create(ada)
    const { cost } = db.users.plan.delete(user)
    expect(cost.writeUnits.minimum).toBe(4)
    expect(cost.arithmetic.at(-1)).toContain('up to 5 times')
    expect(db.users.plan.create({ ...ada, id: 'other' }).cost.arithmetic.join()).not.toContain('times')
  })
})
