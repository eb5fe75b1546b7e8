import * as z from 'zod'
import { expectTypeOf, test } from 'vitest'
import { defineEntity, type Item, type NewItem, type NotUniqueError } from '../../src/index.js'
import { shop } from './fixtures.js'
import { type Account, type Badge, createAccounts } from './unique-fixtures.js'

const { accounts, badges } = createAccounts()
declare const account: Item<typeof Account>
declare const newAccount: NewItem<typeof Account>
declare const badge: Item<typeof Badge>
declare const newBadge: NewItem<typeof Badge>
const key = { accountId: 'a' }

test('a constraint is declared by templates over attributes of the schema', () => {
  const schema = z.object({ id: z.string(), email: z.string() })
  const rest = { name: 'X', table: shop, schema, key: { partitionKey: 'X#{id}', sortKey: 'X' } } as const
  defineEntity({
    ...rest,
    unique: { email: { partitionKey: { template: 'E#{email}', casing: 'lower' }, sortKey: 'E' } },
  })
  const hole = { email: { partitionKey: 'E#{mail}', sortKey: 'E' } } as const
  const word = { email: { partition: 'E#{email}', sortKey: 'E' } } as const
  // @ts-expect-error -- no such attribute
  const mistaken = () => defineEntity({ ...rest, unique: hole })
  // @ts-expect-error -- no such word
  const misspelt = () => defineEntity({ ...rest, unique: word })
  void [mistaken, misspelt]
})

test('unique attributes are updated with their old values: the item that was read, or an extra read', () => {
  void accounts.update(account, { set: { email: 'e' } })
  void accounts.update(account, { set: { seat: 1 }, remove: ['team'] })
  void accounts.update(key, { set: { email: 'e' } }, { reindex: 'read' })
  void accounts.update({ ...key, team: 't', seat: 1 }, { set: { seat: 2 } })
  // @ts-expect-error -- the old e-mail is not known
  void accounts.update(key, { set: { email: 'e' } })
  // @ts-expect-error -- setting all of it tells nothing of what was there
  void accounts.update(key, { set: { team: 't', seat: 1 } })
  // @ts-expect-error -- the other part is not known
  void accounts.update({ ...key, seat: 1 }, { set: { seat: 2 } })
  // @ts-expect-error -- nor for what is removed
  void accounts.update(key, { remove: ['seat'] })
  // @ts-expect-error -- nor for what is added to
  void accounts.update(key, { add: { seat: 1 } })
  // @ts-expect-error -- the plan and the attempt are checked as well
  void accounts.plan.update(key, { set: { email: 'e' } })
})

test('other attributes change by key', () => {
  void accounts.update(key, { add: { visits: 1 } })
  void badges.update({ badgeId: 'b' }, { set: { note: 'n' } })
})

test('delete takes the item that was read, or reads', () => {
  expectTypeOf(accounts.delete(account)).resolves.toEqualTypeOf<Item<typeof Account> | undefined>()
  void accounts.delete(key, { reindex: 'read' })
  void badges.delete(badge)
  // @ts-expect-error -- a key tells no old values
  void accounts.delete(key)
  // @ts-expect-error -- a key tells no old values
  void accounts.delete(key, { where: (o, { eq }) => eq(o.visits, 1) })
  // @ts-expect-error -- no key even so
  void accounts.delete({}, { reindex: 'read' })
})

test('whole items are written where what is there is known', () => {
  void accounts.create(newAccount)
  void accounts.put(account)
  void accounts.put(newAccount)
  void accounts.put(account, { reindex: 'read' })
  void accounts.replace(account, { reindex: 'read' })
  void badges.create(newBadge)
  void badges.replace(newBadge)
  void badges.replace(newBadge, { reindex: 'read' })
  // @ts-expect-error -- what is overwritten regardless is not known
  void accounts.put(newAccount, { overwrite: true })
  // @ts-expect-error -- what is overwritten regardless is not known
  void accounts.replace(account, { overwrite: true })
  // @ts-expect-error -- without a version, put overwrites what is there
  void badges.put(newBadge)
  // @ts-expect-error -- an upsert does not know what is there
  void accounts.upsert(newAccount)
})

test('batches write no items with unique values', () => {
  // @ts-expect-error -- nobody would keep the sentinels
  void accounts.putMany([newAccount], { overwrite: true })
  // @ts-expect-error -- nobody would keep the sentinels
  void badges.putMany([newBadge])
  // @ts-expect-error -- nobody would keep the sentinels
  void badges.deleteMany([{ badgeId: 'b' }])
})

test('a value that is taken is an expected failure', async () => {
  const attempt = await accounts.attempt.create(newAccount)
  if (attempt.ok) return
  if (attempt.error.code === 'repository.not-unique') {
    expectTypeOf(attempt.error).toEqualTypeOf<NotUniqueError>()
    expectTypeOf(attempt.error.details.attributes).toEqualTypeOf<readonly string[]>()
  }
})
