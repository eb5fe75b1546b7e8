import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDatabase } from '../../../src/index.js'
import type { Backend } from '../../../src/protocol/backend.js'
import { parameters } from '../../property/runs.js'
import { Site, Thing, openDepot, thing } from '../reading.js'

const things = (count: number) =>
  Array.from({ length: count }, (_, index) => thing({ id: `t${index}`, site: `s${index}` }))
const idsUpTo = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `t${index}`).toSorted()

/** A database over the same table, with the number of requests that were under way at a time at most. */
function watched(engine: Backend, keys?: Uint8Array<ArrayBuffer>[]) {
  const seen = { most: 0, now: 0, signals: [] as (AbortSignal | undefined)[] }
  const backend: Backend = {
    async execute(operation, input, options) {
      seen.signals.push(options?.signal)
      seen.most = Math.max(seen.most, ++seen.now)
      await new Promise((done) => setTimeout(done, 1))
      try {
        return await engine.execute(operation, input, options)
      } finally {
        seen.now--
      }
    },
  }
  const cursors = keys === undefined ? {} : { cursors: { keys } }
  return { db: createDatabase({ backend, entities: { things: Thing, sites: Site }, ...cursors }), seen }
}

describe('a parallel scan', () => {
  it('gives every item once, a request for each segment, no more than asked for at a time', async () => {
    const { engine } = await openDepot({ things: things(40) })
    const { db, seen } = watched(engine)
    const found: string[] = []
    for await (const { id } of db.things.scan().parallel({ segments: 8, concurrency: 3 })) found.push(id)
    expect(found.toSorted()).toEqual(idsUpTo(40))
    expect(seen.most).toBe(3)
    expect(seen.signals).toHaveLength(8)
  })

  it('says in its plan what it sends to each segment', async () => {
    const { db } = await openDepot()
    const plan = db.things.scan().parallel({ segments: 3 }).plan()
    expect(plan.requests.map(({ input }) => input)).toMatchObject([
      { Segment: 0, TotalSegments: 3 },
      { Segment: 1, TotalSegments: 3 },
      { Segment: 2, TotalSegments: 3 },
    ])
    expect(plan.cost.readUnits).toEqual({ minimum: 1.5, maximum: undefined })
  })

  it('goes on from its cursor, wherever it was left: no item lost, none doubled', async () => {
    const { engine } = await openDepot({ things: things(25) })
    const { db } = watched(engine, [crypto.getRandomValues(new Uint8Array(16))])
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 9 }),
        async (segments, concurrency, readLimit, taken) => {
          const found: string[] = []
          let from: string | undefined
          do {
            const scan = db.things.scan().readLimit(readLimit).parallel({ segments, concurrency, from })
            let left = taken
            for await (const { id } of scan) {
              found.push(id)
              if (--left === 0) break
            }
            from = await scan.cursor()
          } while (from !== undefined)
          expect(found.toSorted()).toEqual(idsUpTo(25))
        },
      ),
      parameters(15),
    )
  })

  it('ends at its limit, and aborts what is under way where the loop ends', async () => {
    const { engine } = await openDepot({ things: things(20) })
    const { db, seen } = watched(engine)
    const found: unknown[] = []
    for await (const item of db.things.scan().limit(4).parallel({ segments: 4 })) found.push(item)
    expect(found).toHaveLength(4)
    expect(seen.signals.every((signal) => signal?.aborted)).toBe(true)
  })

  it('fails with a request of it, and goes on behind what it gave', async () => {
    const { engine } = await openDepot({ things: things(20) })
    let left = 3
    const failing: Backend = {
      execute: (operation, input, options) =>
        left-- > 0 ? engine.execute(operation, input, options) : Promise.reject(new Error('lost')),
    }
    const { db } = watched(failing)
    const scan = db.things.scan().readLimit(2).parallel({ segments: 2, concurrency: 2 })
    const found: string[] = []
    await expect(
      (async () => {
        for await (const { id } of scan) found.push(id)
      })(),
    ).rejects.toThrow('lost')
    left = Infinity
    const from = await scan.cursor()
    for await (const { id } of db.things.scan().readLimit(2).parallel({ segments: 2, from })) found.push(id)
    expect(found.toSorted()).toEqual(idsUpTo(20))
  })

  it('ends with the signal of its caller', async () => {
    const { engine } = await openDepot({ things: things(5) })
    const { db } = watched(engine)
    const signal = AbortSignal.abort()
    await expect(db.things.scan().parallel({ segments: 2, signal }).next()).rejects.toMatchObject({
      name: 'AbortError',
    })
  })

  it('refuses the cursor of another number of segments, of another scan, and a changed one', async () => {
    const { db, things: untyped } = await openDepot({ things: things(10) })
    const cursorOf = async (segments: number): Promise<string> => {
      const scan = db.things.scan().parallel({ segments })
      await scan.next()
      return (await scan.cursor()) ?? ''
    }
    const cursor = await cursorOf(4)
    const page = await db.things.scan().limit(1).page()
    for (const [segments, from] of [
      [3, cursor],
      [4, cursor.slice(0, -3)],
      [4, page.cursor],
      [4, ''],
    ] as const)
      await expect(db.things.scan().parallel({ segments, from }).next()).rejects.toMatchObject({
        code: 'repository.cursor',
      })
    await expect(db.sites.scan().parallel({ segments: 4, from: cursor }).next()).rejects.toMatchObject({
      code: 'repository.cursor',
    })
    await expect(db.things.scan().from(cursor).page()).rejects.toMatchObject({ code: 'repository.cursor' })
    for (const options of [
      undefined,
      null,
      {},
      { segments: 0 },
      { segments: 1.5 },
      { segments: 1001 },
      { segments: 2, concurrency: 0 },
    ])
      expect(() => untyped.scan().parallel(options)).toThrow(
        expect.objectContaining({ code: 'repository.parallel' }),
      )
    expect(() => untyped.scan().from('c').parallel({ segments: 2 })).toThrow(
      expect.objectContaining({ code: 'repository.parallel' }),
    )
    expect(() => untyped.query.primary({ site: 's' }).parallel({ segments: 2 })).toThrow(
      expect.objectContaining({ code: 'repository.parallel' }),
    )
  })
})
