import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../src/core/random.js'
import { UnprocessedError } from '../../../src/repository/batches/unprocessed-error.js'
import { parameters } from '../../property/runs.js'
import { note, openBatch, parcel, parcelKey } from './fixtures.js'

const ids = fc.array(fc.nat(40), { maxLength: 150 })
const marks = fc.array(fc.tuple(fc.constantFrom(0, 1, -1.5, 1e21, 100, 1e-9), fc.nat(3)), { maxLength: 60 })
const bounds = fc.record({
  attempts: fc.integer({ min: 1, max: 12 }),
  concurrency: fc.integer({ min: 1, max: 5 }),
})
/** How many of the entries DynamoDB leaves unprocessed, by chance from a seed. */
const faults = fc.record({ seed: fc.nat(), share: fc.constantFrom(0, 0.2, 0.6, 0.9) })

const open = async ({ seed, share }: { readonly seed: number; readonly share: number }) => {
  const shop = await openBatch()
  const random = seededRandom(seed)
  const start = () => {
    shop.state.leaves = () => random() < share
  }
  const stop = () => {
    shop.state.leaves = () => false
  }
  return { ...shop, start, stop }
}

type Engine = Awaited<ReturnType<typeof openBatch>>['engine']

/** Everything that is stored, in the order of the keys within each partition. */
const itemsOf = async (engine: Engine) => (await engine.execute('Scan', { TableName: 'shop' })).Items

describe('a batch', () => {
  it('of reads gives what each read alone gives, or says which it could not', async () => {
    await fc.assert(
      fc.asyncProperty(ids, ids, marks, bounds, faults, async (stored, asked, noted, options, fault) => {
        const { db, start, stop } = await open(fault)
        for (const id of stored) await db.parcels.put(parcel(id))
        for (const [id, mark] of noted.slice(0, 30)) await db.notes.put(note(id, mark))
        const alone = {
          parcels: await Promise.all(asked.map((id) => db.parcels.get(parcelKey(id)))),
          notes: await Promise.all(noted.map(([id, mark]) => db.notes.get(note(id, mark)))),
        }
        start()
        const outcome = await db.attemptBatchGet(
          {
            parcels: db.parcels.plan.getMany(asked.map((id) => parcelKey(id))),
            notes: db.notes.plan.getMany(noted.map(([id, mark]) => note(id, mark))),
          },
          options,
        )
        stop()
        if (outcome.ok) {
          expect(outcome.value).toEqual(alone)
          return
        }
        const { leftover, found } = outcome.error.details
        const left = new Set(leftover.map(({ given }) => JSON.stringify(given)))
        expect(left.size).toBeGreaterThan(0)
        expect(found).toEqual({
          parcels: alone.parcels.map((each, index) =>
            left.has(JSON.stringify(parcelKey(asked[index] ?? -1))) ? undefined : each,
          ),
          notes: alone.notes.map((each, index) => {
            const [id = 0, mark = 0] = noted[index] ?? []
            const { text: _, ...key } = note(id, mark)
            return left.has(JSON.stringify(key)) ? undefined : each
          }),
        })
      }),
      parameters(25),
    )
  }, 60_000)

  it('of writes leaves what each write alone leaves, once what was left over is written too', async () => {
    const writes = fc.uniqueArray(fc.tuple(fc.nat(60), fc.boolean(), fc.nat(9)), {
      selector: ([id]) => id,
      maxLength: 60,
    })
    await fc.assert(
      fc.asyncProperty(ids, writes, bounds, faults, async (stored, changes, options, fault) => {
        const { db, engine, start, stop } = await open(fault)
        const alone = await openBatch()
        for (const id of stored) {
          await db.parcels.put(parcel(id))
          await alone.db.parcels.put(parcel(id))
        }
        for (const [id, isPut, rank] of changes)
          if (isPut) await alone.db.parcels.put({ ...parcel(id), rank })
          else await alone.db.parcels.delete(parcelKey(id))
        let puts = changes.filter(([, isPut]) => isPut).map(([id, , rank]) => ({ ...parcel(id), rank }))
        let deletes = changes.filter(([, isPut]) => !isPut).map(([id]) => parcelKey(id))
        start()
        for (let round = 0; ; round++) {
          const plans = { puts: db.parcels.plan.putMany(puts), deletes: db.parcels.plan.deleteMany(deletes) }
          const outcome = await db.attemptBatchWrite(plans, options)
          if (outcome.ok) break
          expect(outcome.error).toBeInstanceOf(UnprocessedError)
          const left = new Set(outcome.error.details.leftover.map(({ given }) => given))
          const isLeft = (key: object) => left.has(key)
          const keys = new Set([...left].map((key) => JSON.stringify(key)))
          puts = puts.filter(isLeft)
          deletes = deletes.filter((key) => keys.has(JSON.stringify(key)))
          expect(puts.length + deletes.length).toBe(left.size)
          if (round === 3) stop()
        }
        stop()
        expect(await itemsOf(engine)).toEqual(await itemsOf(alone.engine))
      }),
      parameters(25),
    )
  }, 60_000)

  it('of a transaction gives what each read alone gives', async () => {
    await fc.assert(
      fc.asyncProperty(ids, fc.array(fc.nat(45), { minLength: 1, maxLength: 120 }), async (stored, asked) => {
        const { db } = await openBatch()
        for (const id of stored) await db.parcels.put(parcel(id))
        const alone = await Promise.all(asked.map((id) => db.parcels.get(parcelKey(id))))
        const { all } = await db.transactGet({
          all: db.parcels.plan.getMany(asked.map((id) => parcelKey(id))),
        })
        expect(all).toEqual(alone)
      }),
      parameters(20),
    )
  }, 60_000)
})
