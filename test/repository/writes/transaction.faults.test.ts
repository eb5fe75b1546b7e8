import { beforeEach, describe, expect, test } from 'vitest'
import { createDatabase, MonotableError } from '../../../src/index.js'
import type { Backend } from '../../../src/protocol/backend.js'
import { Order, orderKey, openShop, Parcel, placed, type Shop } from '../fixtures.js'
import { openThings } from './kept-things.js'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const parcel = { tenant: 't', id: 'p', weight: 1 }
const lost = new MonotableError(
  'backends.outcome-unknown',
  'TransactWriteItems may have been carried out',
  {},
)

/** Carries transactions out, and loses the answer for good. */
const losing = (backend: Backend): Backend => ({
  async execute(operation, input, options) {
    const output = await backend.execute(operation, input, options)
    if (operation === 'TransactWriteItems') throw lost
    return output
  },
})

describe('a transaction whose answer is lost for good', () => {
  test('says so with its labels, its items and its token', async () => {
    const db = createDatabase({ backend: losing(shop.engine), entities: { orders: Order, parcels: Parcel } })
    const plans = { order: db.orders.plan.create(placed), parcel: db.parcels.plan.create(parcel) }
    await expect(db.transact(plans, { token: 'mine' })).rejects.toMatchObject({
      code: 'repository.outcome-unknown',
      message:
        'The answer to the transaction was lost, and all of it may have been carried out or nothing: order (Order, customer c1, id o1); parcel (Parcel, tenant t, id p). Read the items before they are written again.',
      details: { labels: ['order', 'parcel'], token: 'mine' },
      cause: lost,
    })
    expect(await db.orders.get(orderKey)).toBeDefined()
  })

  test('says so of the entity and key, where it is a single write of whatever verb', async () => {
    const { others } = await openThings()
    const { db } = await openThings(losing)
    const unknown = { code: 'repository.outcome-unknown', details: { entity: 'Member', key: { id: 'm' } } }
    await expect(db.members.create({ id: 'm', area: 'x' })).rejects.toMatchObject({
      ...unknown,
      message: expect.stringContaining('the answer to the create was lost') as unknown,
    })
    await db.members.delete({ id: 'm' })
    await expect(db.members.purge({ id: 'm' }, { reindex: 'read' })).rejects.toMatchObject(unknown)
    await expect(db.notes.plan.checkAbsent({ tenant: 't', id: 'n' }).run()).rejects.toMatchObject({
      code: 'repository.outcome-unknown',
    })
    const note = await others.notes.create({ tenant: 't', id: 'n', text: 'x' })
    const moving = await openThings(losing)
    await moving.others.notes.create(note)
    await expect(moving.db.notes.move(note, { id: 'o' })).rejects.toMatchObject({
      code: 'repository.outcome-unknown',
      details: { entity: 'Note', key: { tenant: 't', id: 'n' } },
      message: expect.stringContaining('the answer to the move was lost') as unknown,
    })
  })
})

describe('a move as part of a transaction', () => {
  test('happens with the rest, and gives the item at its new key', async () => {
    const { db } = shop
    const order = await db.orders.create(placed)
    const done = await db.transact({
      moved: db.orders.plan.move(order, { customer: 'c2' }),
      parcel: db.parcels.plan.create(parcel),
    })
    expect(done.moved).toMatchObject({ ...placed, customer: 'c2', version: 2 })
    expect(await db.orders.get(orderKey)).toBeUndefined()
    expect(await db.orders.get({ ...orderKey, customer: 'c2' })).toEqual(done.moved)
  })

  test('fails under its one label, for the item that was read or for the place', async () => {
    const { db } = shop
    const order = await db.orders.create(placed)
    await db.orders.create({ ...placed, customer: 'c2' })
    const move = async () => {
      const result = await db.attemptTransaction({
        moved: db.orders.plan.move(order, { customer: 'c2' }),
        parcel: db.parcels.plan.create(parcel),
      })
      expect(await db.parcels.get(parcel)).toBeUndefined()
      return result
    }
    const failing = (code: string) => ({
      ok: false,
      error: { details: { failures: { moved: { error: { code } } } } },
    })
    expect(await move()).toMatchObject(failing('repository.exists'))
    await db.orders.update(order, { set: { cents: 5 } })
    expect(await move()).toMatchObject(failing('repository.version-conflict'))
  })

  test('counts as two actions, and as one for each of its items', async () => {
    const { db } = shop
    const order = await db.orders.create(placed)
    const clash = {
      moved: db.orders.plan.move(order, { customer: 'c2' }),
      gone: db.orders.plan.delete(orderKey),
    }
    await expect(db.transact(clash)).rejects.toMatchObject({ code: 'repository.transaction-item-twice' })
    const many = Object.fromEntries(
      Array.from({ length: 51 }, (_, id) => [
        `m${id}`,
        db.orders.plan.move({ ...order, id: `${id}` }, { customer: 'c2' }),
      ]),
    )
    await expect(db.transact(many)).rejects.toMatchObject({
      code: 'repository.transaction-size',
      details: { actions: 102 },
    })
  })

  test('of an item with unique values hands them over', async () => {
    const { db, scan } = await openThings()
    const member = await db.members.create({ id: 'm', area: 'x' })
    const whole = { ...member, secret: undefined }
    await db.transact({
      moved: db.members.plan.move(whole, { id: 'o' }),
      note: db.notes.plan.create({ tenant: 't', id: 'n', text: 'moved' }),
    })
    expect(await db.members.get({ id: 'o' })).toEqual({ ...member, id: 'o' })
    expect(await scan()).toHaveLength(3)
    await expect(db.members.create({ id: 'p', area: 'x' })).rejects.toMatchObject({
      details: { holder: { id: 'o' } },
    })
  })
})
