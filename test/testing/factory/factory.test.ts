import { defineEntity, defineTable } from 'monotable'
import { factory, sharedContainer, testDatabase } from 'monotable/testing'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import * as mini from 'zod/mini'
import { Customer, Order, shop } from '../schema.js'

describe('a factory', () => {
  it('makes items that create takes, each with a key of its own', async () => {
    await using db = await testDatabase({ entities: { orders: Order } }, { backend: 'memory' })
    const orders = factory(Order)
    for (const order of orders.makeMany(50)) await db.orders.create(order)
    expect(await db.orders.scan().all()).toHaveLength(50)
  })

  it('makes the same items in every run, and others for another seed', () => {
    const statuses = (seed?: number) =>
      factory(Order, { seed })
        .makeMany(20)
        .map(({ status }) => status)
    expect(statuses()).toEqual(statuses(1))
    expect(statuses(2)).not.toEqual(statuses(1))
    expect(new Set(statuses())).toEqual(new Set(['placed', 'paid', 'shipped']))
  })

  it('refuses options that there are not, and so does a container', async () => {
    const refusal = { code: 'testing.option', details: { option: 'sead', options: ['seed'], near: ['seed'] } }
    expect(() => factory(Order, { sead: 2 } as object)).toThrow(expect.objectContaining(refusal) as Error)
    await expect(sharedContainer({ imag: 'x' } as object)).rejects.toMatchObject({
      code: 'testing.option',
      message: 'container: there is no option imag; did you mean image? It takes image.',
    })
  })

  it('makes an item by its number, whatever was made before', () => {
    const some = factory(Order)
    some.make({ status: 'paid', totalCents: 5 })
    const [, , third] = factory(Order).makeMany(3)
    some.make()
    expect(some.make()).toEqual(third)
  })

  it('counts up, and leaves out what may be absent', () => {
    const customers = factory(Customer)
    expect(customers.make()).toEqual({ customerId: 'customerid1', name: 'name1' })
    expect(customers.make()).toEqual({ customerId: 'customerid2', name: 'name2' })
    expect(customers.makeMany(40).at(-1)).toEqual({ customerId: 'customerid42', name: 'name42' })
  })

  it('makes texts that differ where there is little room', () => {
    for (const code of [z.string().max(2), z.string().length(2), z.string().max(6), z.string().length(8)]) {
      const key = { partitionKey: 'COUNTRY#{code}', sortKey: 'COUNTRY' } as const
      const Country = defineEntity({ name: 'Country', table: shop, schema: z.object({ code }), key })
      const made = factory(Country).makeMany(1200)
      expect(new Set(made.map((country) => country.code)).size).toBe(1200)
    }
  })

  it('takes attributes in place of made ones, by the number of the item if need be', () => {
    const customers = factory(Customer)
    expect(customers.make({ name: 'Ada', points: 3 })).toMatchObject({ name: 'Ada', points: 3 })
    expect(customers.makeMany(2, (sequence) => ({ customerId: `c${sequence}` }))).toMatchObject([
      { customerId: 'c2' },
      { customerId: 'c3' },
    ])
    expect(customers.make({ points: undefined })).not.toHaveProperty('points')
  })

  it('makes no item that has expired', async () => {
    const Session = defineEntity({
      name: 'Session',
      table: shop,
      schema: z.object({ sessionId: z.string(), expiresAt: z.date() }),
      key: { partitionKey: 'SESSION#{sessionId}', sortKey: 'SESSION' },
    })
    await using db = await testDatabase({ entities: { sessions: Session } }, { backend: 'memory' })
    const session = await db.sessions.create(factory(Session).make())
    expect(await db.sessions.get(session)).toEqual(session)
  })

  it('leaves derived attributes to the entity', () => {
    const Person = defineEntity({
      name: 'Person',
      table: shop,
      schema: z.object({ personId: z.string(), name: z.string(), search: z.string() }),
      key: { partitionKey: 'PERSON#{personId}', sortKey: 'PERSON' },
      derived: { search: { from: ['name'], compute: ({ name }) => String(name).toLowerCase() } },
    })
    expect(factory(Person).make()).toEqual({ personId: 'personid1', name: 'name1' })
  })

  it('takes schemas of zod mini', () => {
    const Note = defineEntity({
      name: 'Note',
      table: shop,
      schema: mini.object({
        noteId: mini.string().check(mini.minLength(12)),
        text: mini.optional(mini.string()),
      }),
      key: { partitionKey: 'NOTE#{noteId}', sortKey: 'NOTE' },
    })
    expect(factory(Note).make()).toEqual({ noteId: 'xxxxxnoteid1' })
  })
})

describe('an item that a factory cannot make', () => {
  const table = defineTable({ name: 'things', partitionKey: 'pk' })
  const of = (value: z.ZodType) =>
    defineEntity({
      name: 'Thing',
      table,
      schema: z.object({ thingId: z.string(), value }),
      key: { partitionKey: '{thingId}' },
    })

  it.each([
    [z.string().regex(/^(a)\1$/), 'value cannot be made, since no text'],
    [z.custom<string>((value) => value === 'secret'), 'a function that lets no likely value pass'],
    [z.number().int().min(5).max(4), 'no number lies within its bounds'],
    [z.string().refine((text) => text === 'secret', 'no secret'), 'does not pass its schema'],
  ])('says which attribute to give: %#', (value, reason) => {
    const things = factory(of(value))
    const failure = expect.objectContaining({ code: 'testing.factory' }) as Error
    expect(() => things.make()).toThrow(failure)
    expect(() => things.make()).toThrow(reason)
    expect(() => things.make()).toThrow(/value/)
  })

  it('is made with the attribute given', () => {
    const secret = of(z.string().refine((text) => text === 'secret'))
    expect(factory(secret).make({ value: 'secret' })).toEqual({ thingId: 'thingid1', value: 'secret' })
  })

  it('is refused where what is given does not pass', () => {
    expect(() => factory(of(z.string())).make({ value: 1 })).toThrow('value')
  })

  it('is one of no entity', () => {
    expect(() => factory({} as never)).toThrow('factory: expected an entity')
  })
})
