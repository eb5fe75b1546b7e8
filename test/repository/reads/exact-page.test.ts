import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parameters } from '../../property/runs.js'
import { inputOf } from '../fixtures.js'
import { idsOf, openDepot, thing } from '../reading.js'

const things = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    thing({ id: `t${index}`, kind: index % 2 === 0 ? 'box' : 'bag' }),
  )
const site = { site: 's1' }

describe('a page of exactly so many items', () => {
  it('asks for one more, which tells that it is the last', async () => {
    const { db, sent } = await openDepot({ things: things(4) })
    const first = await db.things.query.primary(site).exactly(2)
    expect(idsOf(first.items)).toEqual(['t0', 't1'])
    expect(first.before).toBeUndefined()
    const second = await db.things.query.primary(site).exactly(2, { after: first.after })
    expect(idsOf(second.items)).toEqual(['t2', 't3'])
    expect(second.after).toBeUndefined()
    expect(inputOf(sent, 'Query')).toMatchObject({ ExclusiveStartKey: { sk: { S: 'THING#t1' } } })
  })

  it('is filled over as many requests as a filter takes', async () => {
    const { db, sent } = await openDepot({ things: things(9) })
    const query = db.things.query
      .primary(site)
      .where((o, { eq }) => eq(o.kind, 'box'))
      .readLimit(2)
    expect(idsOf((await query.exactly(3)).items)).toEqual(['t0', 't2', 't4'])
    expect(sent).toHaveLength(4)
  })

  it('joins to all items both ways, whatever is in between', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        fc.boolean(),
        async (count, size, isDescending, isFiltered) => {
          const { db } = await openDepot({ things: things(count) })
          const all = isDescending
            ? db.things.query.primary(site).descending()
            : db.things.query.primary(site)
          const query = isFiltered ? all.where((o, { eq }) => eq(o.kind, 'box')) : all
          const expected = idsOf(await query.all())
          const pages = [await query.exactly(size)]
          for (let after = pages[0]?.after; after !== undefined; after = pages.at(-1)?.after)
            pages.push(await query.exactly(size, { after }))
          expect(pages.flatMap(({ items }) => idsOf(items))).toEqual(expected)
          expect(pages.slice(0, -1).every(({ items }) => items.length === size)).toBe(true)
          const back = [pages.at(-1)!]
          for (let before = back[0]?.before; before !== undefined; before = back[0]?.before)
            back.unshift(await query.exactly(size, { before }))
          expect(back.flatMap(({ items }) => idsOf(items))).toEqual(expected)
          expect(back.slice(1).every(({ before }) => before !== undefined)).toBe(true)
        },
      ),
      parameters(30),
    )
  })

  it('takes the cursors of pages, and they take its own', async () => {
    const { db } = await openDepot({ things: things(4) })
    const query = db.things.query.primary(site)
    const { cursor } = await query.limit(2).page()
    const page = await query.exactly(1, { after: cursor })
    expect(idsOf(page.items)).toEqual(['t2'])
    expect(idsOf((await query.from(page.after).page()).items)).toEqual(['t3'])
    await expect(query.descending().exactly(1, { after: cursor })).rejects.toMatchObject({
      code: 'repository.cursor',
    })
  })

  it('refuses two cursors, a limit, from, a size that is none, and a scan backwards', async () => {
    const { things: untyped } = await openDepot({ things: things(2) })
    const query = untyped.query.primary(site)
    for (const call of [
      () => query.exactly(1, { after: 'a', before: 'b' }),
      () => query.limit(1).exactly(1),
      () => query.from('c').exactly(1),
      () => untyped.scan().exactly(1, { before: 'c' }),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'repository.exactly' })
    for (const size of [0, 1.5, '2', undefined])
      await expect(query.exactly(size)).rejects.toMatchObject({ code: 'repository.limit' })
    const scanned = await untyped.scan().exactly(1)
    expect(await untyped.scan().exactly(1, { after: scanned.after })).not.toHaveProperty('before')
  })
})

describe('the only item', () => {
  it('is given, or undefined where there is none', async () => {
    const { db } = await openDepot({ things: things(1) })
    expect(await db.things.query.primary(site).only()).toMatchObject({ id: 't0' })
    expect(await db.things.query.primary({ site: 'none' }).only()).toBeUndefined()
  })

  it('is an error where there are more', async () => {
    const { db, sent } = await openDepot({ things: things(3) })
    await expect(db.things.query.byAmount(site).only()).rejects.toMatchObject({
      code: 'repository.not-only',
      details: { entity: 'Thing', accessPattern: 'byAmount' },
    })
    expect(sent).toHaveLength(1)
  })
})
