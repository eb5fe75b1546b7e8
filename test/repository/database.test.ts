import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { createDatabase, defineEntity, defineTable } from '../../src/index.js'
import { memory } from '../../src/engine/index.js'
import { openShop, Order, orderKey, Parcel, placed, shop as shopTable, untyped } from './fixtures.js'

const coded = (code: string) => expect.objectContaining({ code })

describe('a database', () => {
  test('has a repository for each entity by the name that it is given', async () => {
    const { db } = await openShop()
    expect(db.orders.entity).toBe(Order)
    expect(db.parcels.entity).toBe(Parcel)
    expect(Object.isFrozen(db)).toBe(true)
  })

  test('refuses entities of one table that mark their items alike', () => {
    const table = defineTable({ name: 'marked', partitionKey: 'pk' })
    const schema = z.object({ id: z.string() })
    const One = defineEntity({
      name: 'One',
      table,
      schema,
      key: { partitionKey: 'ONE#{id}' },
      entityValue: 'thing',
    })
    const Two = defineEntity({
      name: 'Two',
      table,
      schema,
      key: { partitionKey: 'TWO#{id}' },
      entityValue: 'thing',
    })
    expect(() => createDatabase({ backend: memory(), entities: { one: One, two: Two } })).toThrow(
      expect.objectContaining({ code: 'repository.name', message: expect.stringContaining('entityValue') }),
    )
  })

  test('gives tables other names in a deployment', async () => {
    const backend = memory()
    const db = createDatabase({
      backend,
      entities: { orders: Order, parcels: Parcel },
      tables: { shop: 'prod-shop' },
    })
    await db.createTables()
    expect(await backend.execute('ListTables', {})).toMatchObject({ TableNames: ['prod-shop'] })
    await db.orders.create(placed)
    expect(await db.orders.get(orderKey)).toMatchObject(placed)
    expect(() => createDatabase({ backend, entities: { orders: Order }, tables: { store: 'x' } })).toThrow(
      coded('repository.table'),
    )
  })

  test.each(['transact', 'createTables', 'planTransaction', 'constructor', 'toString', '__proto__'])(
    'refuses %s as the name of a repository',
    (name) => {
      const entities = Object.defineProperty({}, name, { value: Order, enumerable: true })
      expect(() => createDatabase({ backend: memory(), entities })).toThrow(coded('repository.name'))
    },
  )

  test('refuses what is no entity', () => {
    for (const wrong of [{}, { name: 'Order' }])
      expect(() => createDatabase({ backend: memory(), entities: untyped({ wrong }) })).toThrow(
        coded('marshalling.not-an-entity'),
      )
  })

  test('creates each table once, with its time to live', async () => {
    const { db, engine } = await openShop()
    await db.createTables()
    expect(db.tableInputs()).toHaveLength(1)
    expect(await engine.execute('ListTables', {})).toMatchObject({ TableNames: ['shop'] })
  })
})

describe('options that JavaScript callers get wrong', () => {
  const create = untyped(createDatabase) as (options: unknown) => unknown
  const Note = defineEntity({
    name: 'Note',
    table: shopTable,
    schema: z.object({ id: z.string() }),
    key: { partitionKey: 'NOTE#{id}', sortKey: 'NOTE' },
  })

  test.each<[string, unknown, string]>([
    ['no options', undefined, 'give options, such as { backend: memory()'],
    ['no backend', { entities: {} }, 'backend is what executes the operations'],
    ['a backend that is none', { backend: {}, entities: {} }, 'backend is what executes'],
    ['no entities', { backend: memory() }, 'entities are an object'],
    ['tables that are none', { backend: memory(), entities: {}, tables: 'shop' }, 'tables are an object'],
  ])('such as %s, are refused by name', (_what, options, text) => {
    expect(() => create(options)).toThrow(coded('repository.database'))
    expect(() => create(options)).toThrow(text)
  })

  test('an entity that is none is refused in the name that it has', () => {
    for (const entity of [null, undefined, {}, 'Note'])
      expect(() => create({ backend: memory(), entities: { notes: entity } })).toThrow(
        /^entities\.notes: expected an entity, made by defineEntity$/,
      )
  })

  test('a table without a name is refused', () => {
    for (const shop of ['', 5])
      expect(() => create({ backend: memory(), entities: { notes: Note }, tables: { shop } })).toThrow(
        coded('repository.table'),
      )
  })
})

describe('two entities of a table', () => {
  const entity = (name: string, partitionKey: string, sortKey: string, table = shopTable) =>
    untyped(defineEntity)({
      name,
      table,
      schema: z.object({ a: z.string(), b: z.string(), n: z.number().int().min(0).max(99) }),
      key: { partitionKey, sortKey },
    })
  const open = (...entities: object[]) =>
    createDatabase({ backend: memory(), entities: untyped(Object.fromEntries(entities.entries())) })

  test.each([
    ['A#{a}', 'X', 'A#{b}', 'X'],
    ['A#{a}', 'X#{b}', 'A#{b}', 'X#{a}'],
    ['{a}', 'X', 'B#{b}', 'X'],
    ['A#{a}', '{b}', 'A#{a}', 'ITEM#{b}'],
    ['A#{a}', '{n}', 'A#{a}', '{b}'],
  ])('are refused where their keys can be equal: %s %s and %s %s', (pk, sk, otherPk, otherSk) => {
    expect(() => open(entity('One', pk, sk), entity('Two', otherPk, otherSk))).toThrow(
      coded('repository.collision'),
    )
    expect(() => open(entity('One', pk, sk), entity('Two', otherPk, otherSk))).toThrow(
      /One and Two are both in table shop .* such as \{"pk":/,
    )
  })

  test.each([
    ['A#{a}', 'X', 'A#{b}', 'Y'],
    ['A#{a}', 'X', 'B#{b}', 'X'],
    ['A#{a}', 'X#{b}', 'A#{b}', 'X'],
    ['A#{a}', '{n}', 'A#{a}', 'n{b}'],
  ])('stand beside each other where they cannot: %s %s and %s %s', (pk, sk, otherPk, otherSk) => {
    expect(() => open(entity('One', pk, sk), entity('Two', otherPk, otherSk))).not.toThrow()
  })

  test('need names of their own, and one table under one name', () => {
    expect(() => open(entity('One', 'A#{a}', 'X'), entity('One', 'B#{a}', 'X'))).toThrow(
      coded('repository.name'),
    )
    const other = defineTable({ name: 'shop', partitionKey: 'pk', sortKey: 'sk' })
    expect(() => open(entity('One', 'A#{a}', 'X'), entity('Two', 'B#{a}', 'X', untyped(other)))).toThrow(
      coded('repository.table'),
    )
    const same = defineTable(structuredClone(shopTable.definition))
    expect(() => open(entity('One', 'A#{a}', 'X'), entity('Two', 'B#{a}', 'X', same))).not.toThrow()
  })

  test('do not see each other’s tables', () => {
    const other = defineTable({ name: 'store', partitionKey: 'pk', sortKey: 'sk' })
    const [one, two] = [entity('One', 'A#{a}', 'X'), entity('Two', 'A#{a}', 'X', untyped(other))]
    expect(() => open(one, two)).not.toThrow()
    expect(() =>
      createDatabase({ backend: memory(), entities: untyped({ one, two }), tables: { store: 'shop' } }),
    ).toThrow(coded('repository.table'))
  })
})
