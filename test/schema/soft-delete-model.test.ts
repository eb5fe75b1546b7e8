import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { compileEntityModel, defineTable } from '../../src/schema/index.js'
import type { EntityDefinitionInput } from '../../src/schema/index.js'

const table = defineTable({
  name: 'things',
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLive: 'expiresAt',
  indexes: {
    filled: { partitionKey: 'g1', sortKey: 'sk' },
    own: { partitionKey: ['area'], sortKey: ['expiresAt', 'weight'] },
    stray: { partitionKey: 'area', sortKey: 'pk' },
    reverse: { partitionKey: 'sk', sortKey: 'pk', projection: ['deletedAt'] },
    narrow: { partitionKey: 'sk', sortKey: 'pk', projection: 'keys-only' },
    byChange: { partitionKey: ['sk'], sortKey: ['updatedAt'] },
  },
})
const definition = {
  name: 'Thing',
  table,
  schema: z.object({ id: z.string(), area: z.string(), weight: z.number(), expiresAt: z.date().optional() }),
  key: { partitionKey: 'T#{id}', sortKey: 'T' },
  softDelete: 'deletedAt',
} satisfies EntityDefinitionInput

const compiled = (more: Partial<EntityDefinitionInput> = {}) => compileEntityModel({ ...definition, ...more })
const timeless = z.object({ id: z.string(), area: z.string() })
const reverse = { partitionKey: 'T', sortKey: 'T#{id}' }

describe('a soft delete', () => {
  test('moves one attribute out of the way of the indexes that no template fills, used or not', () => {
    const { softDelete } = compiled({ access: { byArea: { index: 'own' } } })
    expect(softDelete?.parked.map(({ field, storedName }) => [field.name, storedName])).toEqual([
      ['area', 'deletedAt.area'],
    ])
    expect([...(softDelete?.remaining ?? [])].map(({ name }) => name)).toEqual(['primary'])
  })

  test('moves neither the expiry nor what the library keeps, and leaves keys that templates fill to themselves', () => {
    const { softDelete } = compiled({
      schema: z.object({ id: z.string(), expiresAt: z.date().optional(), g1: z.string().optional() }),
      access: { filled: { index: 'filled', sortKey: 'T' } },
      timestamps: { updatedAt: 'updatedAt' },
    })
    expect(softDelete?.parked.map(({ field }) => field.name)).toEqual(['g1'])
  })

  test('remains in an index of the primary key alone, if that projects the time of the deletion', () => {
    const { softDelete } = compiled({ schema: timeless, access: { back: { index: 'reverse', ...reverse } } })
    expect([...(softDelete?.remaining ?? [])].map(({ name }) => name)).toEqual(['primary', 'back'])
    expect(() => compiled({ schema: timeless, access: { back: { index: 'narrow', ...reverse } } })).toThrow(
      expect.objectContaining({
        code: 'schema.soft-delete',
        details: { entity: 'Thing', accessPattern: 'back', attribute: 'deletedAt' },
      }) as Error,
    )
  })

  test('is one of the attributes that the library keeps, and no part of any key', () => {
    const model = compiled()
    expect(model.byName.get('deletedAt')).toMatchObject({ storedName: 'deletedAt', isOptional: true })
    expect(model.schemaNames.has('deletedAt')).toBe(false)
    expect(() =>
      compiled({ access: { filled: { index: 'filled', partitionKey: 'X#{deletedAt}', sortKey: 'T' } } }),
    ).toThrow(expect.objectContaining({ code: 'keys.unknown-hole' }) as Error)
  })

  test.each(['area', 'pk', 'g1', 'expiresAt', '_entity', 'version', 'updatedAt'])(
    'refuses the name %s, which has another task',
    (softDelete) => {
      const { entityAttribute: _, ...rest } = { entityAttribute: '', ...table.definition }
      const named = defineTable({ ...rest, entityAttribute: '_entity' })
      expect(() =>
        compiled({ table: named, softDelete, version: 'version', timestamps: { updatedAt: 'updatedAt' } }),
      ).toThrow(expect.objectContaining({ code: 'schema.kept-attribute' }) as Error)
    },
  )

  test('refuses a schema that stores something where a key is moved to', () => {
    expect(() =>
      compiled({
        schema: z.object({ id: z.string(), area: z.string(), other: z.string() }),
        attributes: { other: { storedName: 'deletedAt.area' } },
        access: { byArea: { index: 'stray', sortKey: 'T#{id}' } },
      }),
    ).toThrow(expect.objectContaining({ code: 'schema.soft-delete' }) as Error)
  })

  test('refuses what is no name', () => {
    expect(() => compiled({ softDelete: true as never })).toThrow(
      expect.objectContaining({ code: 'schema.definition' }) as Error,
    )
  })
})
