import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { parameters } from '../property/runs.js'
import { openFiles } from './schema.js'
import { anyName, awkwardTexts, brokenTexts, lookAlikes } from './values.js'

const base = { tenant: 't', user: 'u', tag: 'x', id: 'i' }
const places = ['tenant', 'user', 'tag', 'id'] as const

describe.each(places)('as %s', (place) => {
  it('every delimiter, escape, control character and prototype name is kept apart, and comes back as it went', async () => {
    const { db } = await openFiles()
    const items = awkwardTexts.map((text) => ({ ...base, [place]: text }))
    const distinct = new Map(items.map((item) => [item[place], item]))
    for (const item of distinct.values()) await db.files.create(item)
    for (const item of distinct.values()) {
      expect(await db.files.get(item)).toEqual(item)
      const { tenant, user, tag, id } = item
      expect(await db.files.query.primary({ tenant, user, tag, id }).all()).toEqual([item])
      expect(await db.files.query.byTag({ tenant, tag, user, id }).all()).toEqual([item])
      const found = await db.files.query.named({ tenant, tag, id }).all()
      expect(found).toEqual(place === 'user' ? expect.arrayContaining([item]) : [item])
    }
    expect(await db.files.scan().count()).toBe(distinct.size)
  })

  it('what looks alike is another, without a change of form or case', async () => {
    const { db } = await openFiles()
    for (const texts of lookAlikes)
      for (const text of texts) await db.files.create({ ...base, [place]: text })
    for (const texts of lookAlikes)
      for (const text of texts) expect((await db.files.require({ ...base, [place]: text }))[place]).toBe(text)
    expect(await db.files.scan().count()).toBe(lookAlikes.flat().length)
  })

  it.each(brokenTexts)('half a character is refused with a code, in writes and reads: %j', async (text) => {
    const { db } = await openFiles()
    const item = { ...base, [place]: text }
    const code = expect.stringMatching(/^(keys|marshalling)\.unpaired-surrogate$/) as unknown
    await expect(db.files.create(item)).rejects.toMatchObject({ code })
    await expect(db.files.put(item)).rejects.toMatchObject({ code })
    await expect(db.files.get(item)).rejects.toMatchObject({ code })
    await expect(db.files.delete(item)).rejects.toMatchObject({ code })
    await expect(async () => db.files.query.byTag(item).all()).rejects.toMatchObject({ code })
    expect(await db.files.scan().count()).toBe(0)
  })
})

const name = anyName.filter((text) => text !== '')
const file = fc.record({ tenant: name, user: name, tag: name, id: name })

const runs = parameters(100)

test(
  'whatever names four people choose, each finds what is his by every access pattern, and nothing else',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: 2, maxLength: 8 }), fc.nat(), async (files, mixed) => {
        const { db } = await openFiles()
        // Some share the names of others, so that what differs is beside what does not.
        const chosen = files.map((each, index) => {
          const other = files[(index + 1) % files.length] ?? each
          return Object.fromEntries(
            places.map((place, bit) => [place, (mixed >> (bit + index)) & 1 ? each[place] : other[place]]),
          ) as typeof each
        })
        const distinct = new Map(
          chosen.map((each) => [JSON.stringify(places.map((place) => each[place])), each]),
        )
        const all = [...distinct.values()]
        for (const each of all) await db.files.create(each)
        const having =
          (...names: (typeof places)[number][]) =>
          (each: typeof base) =>
            all
              .filter((other) => names.every((place) => other[place] === each[place]))
              .map((found) => JSON.stringify(places.map((place) => found[place])))
              .sort()
        const shown = (found: readonly (typeof base)[]) =>
          found.map((each) => JSON.stringify(places.map((place) => each[place]))).sort()
        for (const each of all) {
          const { tenant, user, tag, id } = each
          expect(await db.files.get(each)).toEqual(each)
          expect(shown(await db.files.query.primary({ tenant, user }).all())).toEqual(
            having('tenant', 'user')(each),
          )
          expect(shown(await db.files.query.primary({ tenant, user, tag }).all())).toEqual(
            having('tenant', 'user', 'tag')(each),
          )
          expect(shown(await db.files.query.byTag({ tenant, tag }).all())).toEqual(
            having('tenant', 'tag')(each),
          )
          expect(shown(await db.files.query.byTag({ tenant, tag, user }).all())).toEqual(
            having('tenant', 'tag', 'user')(each),
          )
          expect(shown(await db.files.query.named({ tenant, tag, id }).all())).toEqual(
            having('tenant', 'tag', 'id')(each),
          )
        }
        const [first] = all
        if (first === undefined) return
        await db.files.delete(first)
        expect(await db.files.scan().count()).toBe(all.length - 1)
      }),
      runs,
    )
  },
  60_000 + runs.numRuns * 500,
)
