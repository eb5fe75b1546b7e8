import * as z from 'zod'
import { expect, test } from 'vitest'
import { defineEntity, defineTable } from '../../../src/index.js'
import { testDatabase } from '../../../src/testing/index.js'

const table = defineTable({ name: 'notes', partitionKey: 'pk' })
const schema = z.object({ id: z.string(), text: z.string() })
const Note = defineEntity({
  name: 'Note',
  table,
  schema,
  key: { partitionKey: 'NOTE#{id}' },
  version: 'version',
})
const Scrap = defineEntity({ name: 'Scrap', table, schema, key: { partitionKey: 'SCRAP#{id}' } })

const lost = { kind: 'lost-response', operation: 'PutItem', nth: 1 } as const
const open = () =>
  testDatabase({ entities: { notes: Note, scraps: Scrap } }, { backend: 'memory', faults: [lost], seed: 1 })

const unknown = { code: 'repository.outcome-unknown' }

test('an overwrite whose answer is lost is not done again, since others may count on from its version', async () => {
  await using db = await open()
  await expect(db.notes.put({ id: 'a', text: 'mine' }, { overwrite: true })).rejects.toMatchObject(unknown)
  expect(db.test.requests).toHaveLength(1)
  expect(await db.notes.require({ id: 'a' })).toMatchObject({ text: 'mine' })
  db.test.setFaults(lost)
  await expect(db.notes.replace({ id: 'a', text: 'x' }, { overwrite: true })).rejects.toMatchObject(unknown)
})

test('a put without a version, or under a lock, comes to the same the second time, and is sent again', async () => {
  await using db = await open()
  await db.scraps.put({ id: 'a', text: 'mine' })
  expect(db.test.requests).toHaveLength(2)
  const note = await db.notes.create({ id: 'a', text: 'mine' })
  db.test.setFaults(lost)
  expect(await db.notes.put({ ...note, text: 'new' })).toEqual({ id: 'a', text: 'new', version: 2 })
})
