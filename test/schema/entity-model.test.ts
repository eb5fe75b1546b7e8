import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { modelOf, refusalOf, schema, tableOf } from './definitions.js'

describe('compileEntityModel', () => {
  it('lists the attributes of the schema, then those that the library keeps', () => {
    const model = modelOf({ version: 'version', timestamps: { createdAt: 'made', updatedAt: 'changed' } })
    expect(model.fields.slice(-3).map(({ name }) => name)).toEqual(['version', 'made', 'changed'])
    expect(model.schemaNames.has('version')).toBe(false)
    expect([...model.schemaNames]).toEqual(Object.keys(schema.shape))
    expect(model.marker).toEqual({ attribute: '_entity', value: 'Order' })
  })

  it('refuses an entity without a name', () => {
    expect(refusalOf({ name: '' })).toMatchObject({ code: 'schema.entity' })
  })

  it.each([
    ['version', { version: 'count' }],
    ['timestamp', { timestamps: { createdAt: 'at' } }],
  ])('refuses a %s that stands in the schema', (_what, change) => {
    const { code, message } = refusalOf(change)
    expect(code).toBe('schema.kept-attribute')
    expect(message).toMatch(/^Entity Order: (count|at) is kept by the library and stands in the schema too/)
  })

  it('refuses a version under the stored name of another attribute, and one name for two', () => {
    expect(refusalOf({ version: 'v', attributes: { count: { storedName: 'v' } } }).code).toBe(
      'schema.kept-attribute',
    )
    expect(refusalOf({ timestamps: { createdAt: 't', updatedAt: 't' } }).code).toBe('schema.kept-attribute')
  })

  it('refuses options for a name that the schema does not have', () => {
    const { code, message } = refusalOf({ attributes: { staus: { hidden: true } } })
    expect(code).toBe('schema.unknown-attribute')
    expect(message).toContain('staus')
    expect(message).toContain('status')
  })

  it('refuses two attributes under one stored name', () => {
    const { code, message } = refusalOf({ attributes: { nick: { storedName: 'id' } } })
    expect(code).toBe('schema.stored-name')
    expect(message).toContain('nick')
  })
})

describe('the attribute that names the entity', () => {
  it('has the name and the value that are declared, or none', () => {
    const table = tableOf({ entityAttribute: 'type' })
    expect(modelOf({ table, entityValue: 'order' }).marker).toEqual({ attribute: 'type', value: 'order' })
    expect(modelOf({ table: tableOf({ entityAttribute: false }) }).marker).toBeUndefined()
  })

  it('is refused where the entity stores something else', () => {
    const { code, message } = refusalOf({ table: tableOf({ entityAttribute: 'status' }) })
    expect(code).toBe('schema.entity-attribute')
    expect(message).toBe(
      'Entity Order: status is where table shop names the entity of an item, and an attribute of the entity too: set entityAttribute of the table to another name',
    )
    expect(refusalOf({ version: '_entity' }).code).toBe('schema.entity-attribute')
  })
})

describe('derived attributes', () => {
  const compute = () => 'x'

  it('keep their declared order', () => {
    const derived = {
      nick: { from: ['id'], compute },
      maybe: { from: ['nick'], compute },
    }
    expect(modelOf({ derived }).derived.map(({ name }) => name)).toEqual(['nick', 'maybe'])
  })

  it.each([
    ['an unknown attribute', { nack: { from: ['id'], compute } }, 'nack'],
    ['an unknown source', { nick: { from: ['idd'], compute } }, 'idd'],
    ['an attribute that the library keeps', { version: { from: ['id'], compute } }, 'version'],
  ])('are refused for %s', (_what, derived, attribute) => {
    const { code, message, details } = refusalOf({ derived, version: 'version' })
    expect(code).toBe('schema.unknown-attribute')
    expect(details).toMatchObject({ entity: 'Order', attribute })
    expect(message).toContain(`the schema has no attribute ${attribute}; it has tenant, id`)
  })

  it('are refused where they come from themselves or from one that follows', () => {
    expect(refusalOf({ derived: { nick: { from: ['nick'], compute } } }).message).toContain('which is itself')
    const derived = { maybe: { from: ['nick'], compute }, nick: { from: ['id'], compute } }
    expect(refusalOf({ derived })).toMatchObject({ code: 'schema.derived' })
    expect(refusalOf({ derived }).message).toContain(
      'nick, which is derived after it: declare that one first',
    )
  })
})

describe('the expiry', () => {
  const expiring = (expiresAt: z.ZodType) => schema.extend({ expiresAt })

  it.each([
    ['a date', z.date()],
    ['an optional date', z.date().optional()],
    ['a nullable date', z.date().nullable()],
  ])('is stored in seconds where it is %s', (_what, expiresAt) => {
    const { expiry } = modelOf({ schema: expiring(expiresAt) })
    const model = expiry?.model.kind === 'nullable' ? expiry.model.inner : expiry?.model
    expect(model).toEqual({ kind: 'date', store: 'epoch-seconds' })
  })

  it('leaves other dates as they are', () => {
    const one = z.date()
    const { byName } = modelOf({ schema: schema.extend({ at: one, expiresAt: one }) })
    expect(byName.get('at')?.model).toEqual({ kind: 'date', store: 'iso' })
    expect(byName.get('expiresAt')?.model).toEqual({ kind: 'date', store: 'epoch-seconds' })
  })

  it('is found by its stored name, and through a codec', () => {
    const seconds = z.codec(z.number().int(), z.string(), { decode: String, encode: Number })
    const attributes = { until: { storedName: 'expiresAt' } }
    expect(modelOf({ schema: schema.extend({ until: seconds }), attributes }).expiry?.name).toBe('until')
  })

  it.each([
    ['a string', z.string()],
    ['a fraction', z.number()],
    ['a set', z.set(z.string())],
  ])('is refused where it is %s', (_what, expiresAt) => {
    const { code, message } = refusalOf({ schema: expiring(expiresAt) })
    expect(code).toBe('schema.expiry')
    expect(message).toContain('Entity Order: expiresAt is stored in the time-to-live attribute of table shop')
  })

  it('is refused where it is stored otherwise, in milliseconds or as text', () => {
    for (const store of ['iso', 'epoch-milliseconds'] as const)
      expect(refusalOf({ schema: expiring(z.date()), attributes: { expiresAt: { store } } }).code).toBe(
        'schema.expiry',
      )
    expect(
      refusalOf({ table: tableOf({ timeToLive: 'changed' }), timestamps: { updatedAt: 'changed' } }).code,
    ).toBe('schema.expiry')
  })

  it('has to be projected by the index of every access pattern that does not opt out (rule R7)', () => {
    const byNick = { index: 'narrow', partitionKey: 'NICK#{nick}' }
    const { code, message } = refusalOf({ schema: expiring(z.date()), access: { byNick } })
    expect(code).toBe('schema.expiry-not-projected')
    expect(message).toBe(
      'Entity Order, access pattern byNick: index narrow does not project expiresAt, so expired items would be returned: project it, or say includeExpired: true',
    )
    const access = { byNick: { ...byNick, includeExpired: true as const } }
    expect(modelOf({ schema: expiring(z.date()), access }).patterns[0]?.includeExpired).toBe(true)
    expect(modelOf({ access: { byNick } }).patterns).toHaveLength(1)
  })
})

describe('keyOrder', () => {
  it('is refused where no template of a sort key keeps it', () => {
    const access = { byRegion: { index: 'native' } }
    const { code, message } = refusalOf({ access, attributes: { at: { keyOrder: 'descending' } } })
    expect(code).toBe('schema.key-order')
    expect(message).toContain("keyOrder: 'descending' of at has no effect")
  })

  it('is taken where one does', () => {
    const access = { byAt: { index: 'gsi1', partitionKey: 'ALL', sortKey: '{at}' } }
    expect(() => modelOf({ access, attributes: { at: { keyOrder: 'descending' } } })).not.toThrow()
  })
})
