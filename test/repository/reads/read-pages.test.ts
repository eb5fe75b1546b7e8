import * as z from 'zod'
import { beforeEach, describe, expect, test } from 'vitest'
import { createDatabase, defineEntity, defineTable } from '../../../src/index.js'
import { memory } from '../../../src/engine/index.js'

const shop = defineTable({ name: 'shop', partitionKey: 'pk', sortKey: 'sk' })
const Note = defineEntity({
  name: 'Note',
  table: shop,
  schema: z.object({ owner: z.string(), rank: z.number().int().min(0).max(99), isOdd: z.boolean() }),
  key: { partitionKey: 'OWNER#{owner}', sortKey: 'NOTE#{rank}' },
})

const numbers = (items: readonly { readonly rank: number }[]): readonly number[] =>
  items.map(({ rank }) => rank)

describe('reading in pages', () => {
  const { notes, createTables } = createDatabase({ backend: memory(), entities: { notes: Note } })
  const query = () => notes.query.primary({ owner: 'o' })
  const odd = () => query().where((note, { eq }) => eq(note.isOdd, true))
  beforeEach(async () => {
    await createTables()
    for (let rank = 0; rank < 20; rank++) await notes.put({ owner: 'o', rank, isOdd: rank % 2 === 1 })
  })

  test('gives the same items at once, one by one and page by page, whatever a request reads', async () => {
    for (const readLimit of [1, 3, 7, 20, 30]) {
      const all = await odd().readLimit(readLimit).all()
      const single: typeof all = []
      for await (const note of odd().readLimit(readLimit).items()) single.push(note)
      const paged: typeof all = []
      let cursor: string | undefined
      do {
        const page = await odd().readLimit(readLimit).from(cursor).page()
        paged.push(...page.items)
        cursor = page.cursor
      } while (cursor !== undefined)
      expect(numbers(all)).toEqual([1, 3, 5, 7, 9, 11, 13, 15, 17, 19])
      expect(single).toEqual(all)
      expect(paged).toEqual(all)
    }
  })

  test('returns as many items as the limit says, and no more', async () => {
    expect(numbers(await query().limit(3).all())).toEqual([0, 1, 2])
    expect(numbers(await odd().limit(3).all())).toEqual([1, 3, 5])
    expect(numbers(await odd().limit(3).readLimit(2).all())).toEqual([1, 3, 5])
    expect(numbers(await odd().limit(99).all())).toHaveLength(10)
  })

  test('goes on after the last item of a page that the limit has cut', async () => {
    const first = await odd().limit(4).page()
    expect(numbers(first.items)).toEqual([1, 3, 5, 7])
    const second = await odd().limit(4).from(first.cursor).page()
    expect(numbers(second.items)).toEqual([9, 11, 13, 15])
    const third = await odd().limit(4).from(second.cursor).page()
    expect(numbers(third.items)).toEqual([17, 19])
    expect(third.cursor).toBeUndefined()
  })
})
