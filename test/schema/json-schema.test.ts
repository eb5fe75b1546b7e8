import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { createDatabase, defineEntity, defineTable } from 'monotable'
import { memory } from 'monotable/memory'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { compiledEntity } from '../../src/marshalling/index.js'
import { entityJsonSchemas } from '../../src/schema/index.js'

const table = defineTable({ name: 'notes', partitionKey: 'pk', sortKey: 'sk' })
const comment = z.object({
  text: z.string(),
  get replies() {
    return z.array(comment).optional()
  },
})
const Note = defineEntity({
  name: 'Note',
  table,
  schema: z.object({
    noteId: z.string(),
    title: z.string().min(1).max(20),
    slug: z.string(),
    at: z.date(),
    size: z.bigint(),
    tags: z.set(z.enum(['a', 'b'])).optional(),
    days: z.map(z.string(), z.date()).optional(),
    bytes: z.instanceof(Uint8Array).optional(),
    due: z.codec(z.number(), z.date(), { decode: (ms) => new Date(ms), encode: (date) => date.getTime() }),
    rank: z.number().int().min(0).default(0),
    parent: z.string().nullable(),
    comment: comment.optional(),
    secret: z.string(),
  }),
  key: { partitionKey: 'NOTE#{noteId}', sortKey: 'NOTE' },
  derived: { slug: { from: ['title'], compute: ({ title }) => title.toLowerCase() } },
  attributes: { secret: { hidden: true } },
  version: 'version',
  timestamps: { createdAt: 'createdAt' },
})

const { item, newItem } = entityJsonSchemas(compiledEntity(Note).model)
const ajv = addFormats.default(new Ajv2020({ strict: true, allErrors: true }))
const isItem = ajv.compile(item as object)
const isNewItem = ajv.compile(newItem as object)

/** A value as JSON has it. */
const json = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, each: unknown) => {
      if (typeof each === 'bigint') return Number(each)
      if (each instanceof Set || each instanceof Map) return [...(each as Iterable<unknown>)]
      return each instanceof Uint8Array ? Buffer.from(each).toString('base64') : each
    }),
  )

const full = {
  noteId: 'n1',
  title: 'A note',
  at: new Date(0),
  size: 5n,
  tags: new Set(['a'] as const),
  days: new Map([['first', new Date(0)]]),
  bytes: new Uint8Array([1]),
  due: new Date(0),
  rank: 1,
  parent: null,
  comment: { text: 'x', replies: [{ text: 'y' }] },
  secret: 's',
}

describe('the JSON Schema of an entity', () => {
  it('takes what create takes and what reads give', async () => {
    const db = createDatabase({ backend: memory(), entities: { notes: Note } })
    await db.createTables()
    const { tags: _, days: __, bytes: ___, comment: ____, rank: _____, ...required } = full
    for (const note of [full, { ...required, noteId: 'n2' }]) {
      isNewItem(json(note))
      expect(isNewItem.errors).toBeNull()
      isItem(json(await db.notes.create(note)))
      expect(isItem.errors).toBeNull()
      const { noteId } = note
      isItem(json(await db.notes.require({ noteId })))
      expect(isItem.errors).toBeNull()
    }
  })

  it.each([
    ['an attribute that is missing', { title: undefined }],
    ['text that is too long', { title: 'x'.repeat(21) }],
    ['a date that is none', { at: 'yesterday' }],
    ['the encoded side of a codec', { due: 0 }],
    ['an element that is none', { tags: ['c'] }],
    ['an element twice', { tags: ['a', 'a'] }],
    ['a pair that is none', { days: [['first']] }],
    ['a value within itself', { comment: { text: 'x', replies: [{ text: 1 }] } }],
    ['a number out of bounds', { rank: -1 }],
    ['null where there is none', { title: null }],
  ])('refuses %s', (_, change) => {
    expect(isNewItem({ ...(json(full) as object), ...change })).toBe(false)
  })

  it('has what the library keeps in items alone, and neither hidden nor derived attributes where they are not', () => {
    expect(isNewItem({ ...(json(full) as object), slug: 'x' })).toBe(
      isNewItem({ ...(json(full) as object), other: 'x' }),
    )
    const properties = (schema: unknown) => Object.keys((schema as { properties: object }).properties)
    expect(properties(item)).toEqual(expect.arrayContaining(['slug', 'version', 'createdAt']))
    expect(properties(item)).not.toContain('secret')
    expect(properties(newItem)).toContain('secret')
    expect(properties(newItem)).not.toContain('version')
    expect(properties(newItem)).not.toContain('slug')
  })
})
