import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { createDatabase, defineEntity, defineTable } from '../../../src/index.js'
import { inputOf, manualClock, recordingBackend, untyped } from '../fixtures.js'

const open = async (schema: z.ZodObject<{ id: z.ZodString; a: z.ZodType; b: z.ZodType }>) => {
  const { backend, sent } = recordingBackend(manualClock())
  const Note = defineEntity({
    name: 'Note',
    table: defineTable({ name: 'notes', partitionKey: 'pk' }),
    schema,
    key: { partitionKey: '{id}' },
  })
  const db = createDatabase({ backend, entities: { notes: Note } })
  await db.createTables()
  await db.notes.put({ id: 'n', a: 'x', b: 'y' })
  const update = async (set: object) => {
    await db.notes.update({ id: 'n' }, { set })
    return inputOf(sent, 'UpdateItem')
  }
  return { db, update }
}
const plain = z.object({ id: z.string(), a: z.string(), b: z.string() })

describe('an update of known form', () => {
  test('sends its own values', async () => {
    const { update } = await open(plain)
    const first = await update({ a: '1', b: '2' })
    expect(await update({ a: '3', b: '4' })).toEqual({
      ...first,
      ExpressionAttributeValues: { ':0': { S: '3' }, ':1': { S: '4' } },
    })
  })

  test('has one placeholder for equal values, before and after others that differ', async () => {
    const { update } = await open(plain)
    for (const [a, b, text] of [
      ['1', '1', 'SET a = :0, b = :0'],
      ['1', '2', 'SET a = :0, b = :1'],
      ['3', '3', 'SET a = :0, b = :0'],
      ['4', '5', 'SET a = :0, b = :1'],
    ])
      expect(await update({ a, b })).toMatchObject({ UpdateExpression: text })
  })

  test('sends its values through the schema once, also where they turn out not to fit', async () => {
    const seen: string[] = []
    const counted = z.string().transform((value) => {
      seen.push(value)
      return value
    })
    const { update } = await open(z.object({ id: z.string(), a: counted, b: counted }))
    for (const [a, b] of [
      ['1', '2'],
      ['3', '3'],
      ['5', '6'],
    ]) {
      seen.length = 0
      await update({ a, b })
      expect(seen).toEqual([a, b])
    }
  })

  test('counts the operators of its condition and of the own one of the caller together', async () => {
    const { db, update } = await open(plain)
    // With the 150 comparisons stand 149 times OR, the test whether the item is there, and AND.
    const where = (o: { a: string }, { or, eq }: Record<string, (...values: unknown[]) => unknown>) =>
      or?.(...Array.from({ length: 150 }, (_, index) => eq?.(o.a, String(index))))
    const refused = () => untyped(db.notes).update({ id: 'n' }, { set: { a: '1' } }, { where })
    const first: unknown = await refused().catch((error: unknown) => error)
    expect(first).toMatchObject({ code: 'expressions.too-many-operators', details: { operators: 301 } })
    await update({ a: '1' })
    await expect(refused()).rejects.toEqual(first)
  })
})
