import { partitionKeySizeBytesMax, sortKeySizeBytesMax } from '../../src/protocol/limits.js'
import { createDatabase, defineEntity, defineTable } from 'monotable'
import type { Backend } from 'monotable'
import { memory } from 'monotable/memory'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'

const table = defineTable({
  name: 'long',
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: { gsi1: { partitionKey: 'p1', sortKey: 's1' } },
})

const Page = defineEntity({
  name: 'Page',
  table,
  schema: z.object({ site: z.string(), path: z.string(), owner: z.string(), title: z.string() }),
  key: { partitionKey: 'S#{site}#', sortKey: 'P#{path}' },
  access: { byOwner: { index: 'gsi1', partitionKey: 'O#{owner}', sortKey: '{title}#{path}' } },
})

async function open() {
  const engine = memory()
  let sent = 0
  const backend: Backend = {
    execute(operation, input, options) {
      sent += 1
      return engine.execute(operation, input, options)
    },
  }
  const db = createDatabase({ backend, entities: { pages: Page } })
  await db.createTables()
  sent = 0
  return { db, sent: () => sent }
}

const page = { site: 's', path: 'p', owner: 'o', title: 't' }

/** A text that takes so many bytes in a key: of one byte each, or of four, or of which every one is escaped. */
const texts: Readonly<Record<string, (sizeBytes: number) => string>> = {
  letters: (sizeBytes) => 'a'.repeat(sizeBytes),
  'characters of four bytes': (sizeBytes) => '😀'.repeat(sizeBytes / 4) + 'a'.repeat(sizeBytes % 4),
  'delimiters, which are escaped': (sizeBytes) => '#'.repeat(sizeBytes / 3) + 'a'.repeat(sizeBytes % 3),
}

const [partition, sort] = [partitionKeySizeBytesMax, sortKeySizeBytesMax]

describe.each(Object.entries(texts))('a key of %s', (_, text) => {
  const longest = {
    ...page,
    site: text(partition - 'S##'.length),
    // The last hole of a key has nothing behind it to escape.
    path: 'a'.repeat(sort / 2),
  }

  it('may have 2,048 bytes, or 1,024 as a sort key, and is found by all that reads', async () => {
    const { db } = await open()
    await db.pages.create(longest)
    expect(await db.pages.get(longest)).toEqual(longest)
    expect(await db.pages.query.primary({ site: longest.site }).all()).toEqual([longest])
    expect(await db.pages.query.primary({ site: longest.site, path: { beginsWith: 'aaa' } }).count()).toBe(1)
    const first = await db.pages.query.primary({ site: longest.site }).limit(1).page()
    expect((await db.pages.query.primary({ site: longest.site }).from(first.cursor).page()).items).toEqual([])
    expect(await db.pages.update(longest, { set: { title: text(sort / 2 - 1) } })).toMatchObject({
      owner: 'o',
    })
    expect(await db.pages.query.byOwner({ owner: 'o' }).all()).toHaveLength(1)
    expect(await db.pages.delete(longest)).toMatchObject({ site: longest.site })
  })

  it.each([
    ['partition key', { ...page, site: text(partition - 2) }],
    ['sort key', { ...page, path: 'a'.repeat(sort - 1) }],
    ['partition key of an index', { ...page, owner: 'a'.repeat(partition - 1) }],
    ['sort key of an index', { ...page, title: text(sort - 1) }],
  ])('with one byte more is refused as a %s, before anything is sent', async (place, long) => {
    const { db, sent } = await open()
    const refused = { code: 'keys.too-long' }
    await expect(db.pages.create(long)).rejects.toMatchObject(refused)
    await expect(db.pages.put(long)).rejects.toMatchObject(refused)
    const { site, path, owner } = long
    if (place.endsWith('of an index')) {
      if (owner !== 'o')
        await expect(async () => db.pages.query.byOwner({ owner }).all()).rejects.toMatchObject(refused)
    } else {
      await expect(db.pages.get(long)).rejects.toMatchObject(refused)
      await expect(async () => db.pages.query.primary({ site, path }).all()).rejects.toMatchObject(refused)
    }
    expect(sent()).toBe(0)
  })
})
