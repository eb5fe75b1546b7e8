import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { compiledEntity, defineEntity } from '../../src/marshalling/index.js'
import { defineTable } from '../../src/schema/index.js'
import { refused, told } from '../schema/refused.js'

const shop = defineTable({ name: 'shop', partitionKey: 'pk', sortKey: 'sk' })
const schema = z.object({
  customer: z.string(),
  id: z.string(),
  cents: z.number(),
  secret: z.string().optional(),
})
const key = { partitionKey: 'CUSTOMER#{customer}', sortKey: 'ORDER#{id}' } as const

const Order = defineEntity({
  name: 'Order',
  table: shop,
  schema,
  key,
  attributes: { secret: { hidden: true } },
})
const Versioned = defineEntity({ name: 'Order', table: shop, schema, key, version: 'version' })

const stored = {
  pk: { S: 'CUSTOMER#c1' },
  sk: { S: 'ORDER#o1' },
  customer: { S: 'c1' },
  id: { S: 'o1' },
  cents: { N: '5' },
  secret: { S: 's' },
}
const order = { customer: 'c1', id: 'o1', cents: 5 }

describe('formatKey', () => {
  it('gives the stored primary key', () => {
    expect(Order.formatKey({ customer: 'c1', id: 'o1' })).toEqual({
      pk: { S: 'CUSTOMER#c1' },
      sk: { S: 'ORDER#o1' },
    })
  })

  it('keeps what users write from reaching another key', () => {
    const Pair = defineEntity({
      name: 'Pair',
      table: shop,
      schema: z.object({ a: z.string(), b: z.string() }),
      key: { partitionKey: '{a}#{b}', sortKey: 'PAIR' },
    })
    expect(Pair.formatKey({ a: 'x#y', b: 'z' })).not.toEqual(Pair.formatKey({ a: 'x', b: 'y#z' }))
  })

  it('names what is missing, and what no key can hold', () => {
    const error = refused(() => Order.formatKey({ customer: 'c1' } as never))
    expect(error.code).toBe('keys.missing-value')
    expect(error.message).toBe(
      "Order, primary key: Key template 'ORDER#{id}', hole {id}: needs a value, not undefined",
    )
    expect(error.details).toMatchObject({ entity: 'Order', attribute: 'id', place: 'primary key' })
    for (const key of [null, undefined, 'c1'])
      expect(refused(() => Order.formatKey(key as never))).toMatchObject({
        code: 'marshalling.kind',
        message: expect.stringMatching(/^Order: expected an object with customer, id, and found/) as string,
      })
    expect(refused(() => Order.formatKey({ customer: '\ud800', id: 'a' })).code).toBe(
      'keys.unpaired-surrogate',
    )
    expect(refused(() => Order.formatKey({ customer: 'c', id: 'a'.repeat(1100) })).code).toBe('keys.too-long')
  })

  it('checks attributes that are keys themselves', () => {
    const Plain = defineEntity({
      name: 'Plain',
      table: defineTable({ name: 'plain', partitionKey: 'id', sortKey: { name: 'count', type: 'N' } }),
      schema: z.object({ id: z.string(), count: z.number() }),
      key: { partitionKey: '{id}', sortKey: '{count}' },
    })
    expect(Plain.formatKey({ id: 'a', count: 2 })).toEqual({ id: { S: 'a' }, count: { N: '2' } })
    expect(told(refused(() => Plain.formatKey({ id: '', count: 2 })))).toBe(
      'keys.empty: Plain.id: key attribute id is empty, which DynamoDB refuses',
    )
    expect(told(refused(() => Plain.formatKey({ id: 'é'.repeat(1025), count: 2 })))).toBe(
      'keys.too-long: Plain.id: key attribute id has 2050 bytes, and a key may have 2048',
    )
    expect(told(refused(() => Plain.formatKey({ id: 'a' } as never)))).toBe(
      'keys.missing-value: Plain.count: key attribute count needs a value',
    )
  })
})

describe('parse', () => {
  it('checks against the whole schema where the entity is validated on read', () => {
    const shelf = defineTable({ name: 'shelves', partitionKey: 'pk' })
    const schema = z.object({ id: z.string(), size: z.number().min(3) })
    const key = { partitionKey: 'SHELF#{id}' } as const
    const stored = { pk: { S: 'SHELF#1' }, id: { S: '1' }, size: { N: '1' } }
    const lenient = defineEntity({ name: 'Shelf', table: shelf, schema, key })
    expect(lenient.parse(stored)).toEqual({ id: '1', size: 1 })
    const strict = defineEntity({ name: 'Shelf', table: shelf, schema, key, validateOnRead: true })
    expect(() => strict.parse(stored)).toThrow(expect.objectContaining({ code: 'schema.invalid' }))
    expect(strict.parse({ ...stored, size: { N: '3' } })).toEqual({ id: '1', size: 3 })
  })

  it('gives the item without keys, hidden attributes and the name of the entity', () => {
    expect(Order.parse({ ...stored, _entity: { S: 'Order' } })).toEqual(order)
  })

  it('refuses an item that names another entity', () => {
    const error = refused(() => Order.parse({ ...stored, _entity: { S: 'Customer' } }))
    expect(told(error)).toBe(
      'marshalling.other-entity: The item is of entity Customer, not Order: read it with that one',
    )
    expect(error.details).toEqual({ entity: 'Order', found: 'Customer' })
  })

  it('takes an item that names none, as others write it, where its keys fit (rule M6)', () => {
    expect(Order.parse(stored)).toEqual(order)
    const error = refused(() => Order.parse({ ...stored, sk: { S: 'INVOICE#1' } }))
    expect(told(error)).toBe(
      'marshalling.other-entity: The item is not of entity Order: its sk is "INVOICE#1", not \'ORDER#{id}\'',
    )
    expect(refused(() => Order.parse({ ...stored, sk: { N: '1' } })).code).toBe('marshalling.other-entity')
  })

  it('takes attributes without keys, as a projection leaves them', () => {
    const { pk: _pk, sk: _sk, ...attributes } = stored
    expect(Order.parse(attributes)).toEqual(order)
  })

  it('tells entities apart by their keys where items name none', () => {
    const nameless = defineTable({
      name: 'nameless',
      partitionKey: 'pk',
      entityAttribute: false,
    })
    const User = defineEntity({
      name: 'User',
      table: nameless,
      schema: z.object({ id: z.string() }),
      key: { partitionKey: 'USER#{id}' },
    })
    expect(User.parse({ pk: { S: 'USER#1' }, id: { S: '1' }, _entity: { S: 'whatever' } })).toEqual({
      id: '1',
    })
    expect(refused(() => User.parse({ pk: { S: 'TEAM#1' }, id: { S: '1' } })).code).toBe(
      'marshalling.other-entity',
    )
  })

  it('knows the entity by the name and value that a table has already', () => {
    const Adopted = defineEntity({
      name: 'Order',
      table: defineTable({ name: 'old', partitionKey: 'pk', sortKey: 'sk', entityAttribute: '__edb_e__' }),
      schema,
      key,
      entityValue: 'order',
    })
    expect(Adopted.parse({ ...stored, __edb_e__: { S: 'order' } })).toMatchObject(order)
    expect(refused(() => Adopted.parse({ ...stored, __edb_e__: { S: 'Order' } })).code).toBe(
      'marshalling.other-entity',
    )
  })

  it('gives items from before the entity had versions version 0', () => {
    expect(Versioned.parse(stored)).toMatchObject({ version: 0 })
    expect(Versioned.parse({ ...stored, version: { N: '3' } })).toMatchObject({ version: 3 })
  })

  it.each([undefined, null, 'text'])('refuses %j, which is no item', (value) => {
    const error = refused(() => Order.parse(value as never))
    expect(error.code).toBe('marshalling.not-an-item')
    expect(error.message).toContain('Order: expected a stored item')
  })

  it('names what does not fit, with the key', () => {
    const error = refused(() => Order.parse({ ...stored, cents: { S: 'five' } }))
    expect(error.code).toBe('marshalling.unexpected-type')
    expect(error.details).toMatchObject({
      entity: 'Order',
      attribute: 'cents',
      key: { pk: 'CUSTOMER#c1', sk: 'ORDER#o1' },
    })
  })

  it('keeps keys out of a schema that takes any attribute', () => {
    const Loose = defineEntity({
      name: 'Loose',
      table: defineTable({
        name: 'loose',
        partitionKey: 'pk',
        indexes: { gsi1: { partitionKey: 'gsi1pk' } },
      }),
      schema: z.looseObject({ id: z.string() }),
      key: { partitionKey: 'LOOSE#{id}' },
      access: { byId: { index: 'gsi1', partitionKey: 'ID#{id}' } },
    })
    const item = { pk: { S: 'LOOSE#1' }, gsi1pk: { S: 'ID#1' }, id: { S: '1' }, more: { N: '2' } }
    expect(Loose.parse({ ...item, _entity: { S: 'Loose' } })).toEqual({ id: '1', more: 2 })
  })
})

describe('compiledEntity', () => {
  it('refuses what defineEntity did not make', () => {
    expect(refused(() => compiledEntity({ name: 'Order', '~types': {} })).code).toBe(
      'marshalling.not-an-entity',
    )
    expect(compiledEntity(Order).model.name).toBe('Order')
  })
})
