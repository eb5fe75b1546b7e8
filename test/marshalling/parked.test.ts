import { expect, test } from 'vitest'
import * as z from 'zod'
import { defineEntity, defineTable } from '../../src/index.js'
import { compiledEntity, unparked } from '../../src/marshalling/index.js'

const table = defineTable({
  name: 'things',
  partitionKey: 'pk',
  indexes: { native: { partitionKey: ['area'] }, other: { partitionKey: ['team'] } },
})
const Thing = defineEntity({
  name: 'Thing',
  table,
  schema: z.looseObject({ id: z.string(), area: z.string(), team: z.string().optional() }),
  key: { partitionKey: 'T#{id}' },
  access: { byArea: { index: 'native' }, byTeam: { index: 'other' } },
  softDelete: 'deletedAt',
})
const { softDelete } = compiledEntity(Thing).model

const live = { pk: { S: 'T#1' }, id: { S: '1' }, area: { S: 'n' } }
const deleted = {
  pk: { S: 'T#1' },
  id: { S: '1' },
  deletedAt: { S: '2026-01-01T00:00:00.000Z' },
  'deletedAt.area': { S: 'n' },
  'deletedAt.team': { NULL: true },
}

test('what a deletion has moved is put back, and what was absent stays absent', () => {
  if (softDelete === undefined) throw new Error('it keeps deleted items')
  expect(unparked(softDelete, deleted)).toEqual({ ...live, deletedAt: deleted.deletedAt })
  expect(unparked(softDelete, live)).toBe(live)
})

test('a loose schema takes nothing of it for the item', () => {
  expect(Thing.parse(deleted)).toEqual({ id: '1', area: 'n', deletedAt: new Date('2026-01-01') })
})
