import * as fc from 'fast-check'
import { aws } from 'monotable/aws'
import { memory } from 'monotable/memory'
import type { MemoryBackend } from 'monotable/memory'
import { expect, it } from 'vitest'
import * as z from 'zod'
import { seededRandom } from '../../src/core/random.js'
import type { Random } from '../../src/core/random.js'
import type { Backend } from '../../src/index.js'
import { createDatabase, defineEntity, defineTable, MonotableError } from '../../src/index.js'
import { parameters } from '../property/runs.js'
import { answered, atOnce, broken, clientOf } from './support.js'

const shop = defineTable({ name: 'shop', partitionKey: 'pk', sortKey: 'sk' })
const counter = z.object({ id: z.string(), count: z.number().int(), by: z.string().optional() })
const Dated = defineEntity({
  name: 'Dated',
  table: shop,
  schema: counter,
  key: { partitionKey: 'DATED#{id}', sortKey: 'DATED' },
  version: 'version',
  timestamps: { createdAt: 'createdAt', updatedAt: 'updatedAt' },
})
const Bare = defineEntity({
  name: 'Bare',
  table: shop,
  schema: counter,
  key: { partitionKey: 'BARE#{id}', sortKey: 'BARE' },
  version: 'version',
})

let time = Date.UTC(2026, 0, 1)
/** No two writes at one time; pauses let all others go first. */
const clock = {
  now: () => time++,
  sleep: () => new Promise<void>((resolve) => void setImmediate(resolve)),
}

const open = (backend: Backend) =>
  createDatabase({ backend, entities: { dated: Dated, bare: Bare }, clock, random: () => 0.5 })

/** The engine behind the SDK, behind a network that loses requests and answers. */
function unreliable(engine: MemoryBackend, random: Random): Backend {
  const client = clientOf(engine, { maxAttempts: 3, retryStrategy: atOnce(3) })
  const failing = (kind: number): Error => {
    if (kind === 0) return answered('ThrottlingException', 400)
    if (kind === 1) return answered('InternalServerError', 500)
    return broken(kind === 2 ? 'ECONNRESET' : 'ECONNREFUSED')
  }
  client.middlewareStack.add(
    (next) => async (args) => {
      for (let turns = Math.floor(random() * 3); turns > 0; turns--) await clock.sleep()
      const chance = random()
      if (chance < 0.2) throw failing(Math.floor(random() * 4))
      const result = await next(args)
      // What has arrived is neither throttled nor refused.
      if (chance > 0.85) throw failing(1 + Math.floor(random() * 2))
      return result
    },
    { step: 'deserialize', priority: 'high' },
  )
  return aws(client, { clock, random })
}

/** What a failure says of a write: that it has not happened, or nothing. */
function mayHaveHappened(error: unknown): boolean {
  if (!(error instanceof MonotableError)) {
    expect(error).toMatchObject({
      name: expect.stringMatching(/^(ThrottlingException|InternalServerError)$/),
    })
    return false
  }
  expect(error.code).toMatch(
    /^(repository\.(outcome-unknown|version-conflict)|backends\.(outcome-unknown|no-answer|not-sent))$/,
  )
  return error.code.endsWith('outcome-unknown')
}

async function runSeed(seed: number): Promise<void> {
  const random = seededRandom(seed)
  const engine = memory({ clock })
  const direct = open(engine)
  await direct.createTables()
  const db = open(unreliable(engine, random))
  const kinds = ['dated', 'bare'] as const
  for (const kind of kinds) await direct[kind].create({ id: 'shared', count: 0 })
  const tally = { dated: { done: 0, unknown: 0 }, bare: { done: 0, unknown: 0 } }
  const key = { id: 'shared' }
  const one = { add: { count: 1 } }
  const ways = {
    dated: [
      () => db.dated.modify(key, (now) => ({ ...now, count: now.count + 1 }), { attempts: 30 }),
      async () => db.dated.update(await direct.dated.require(key), one),
      () => db.dated.update(key, one),
      () => db.transact({ a: db.dated.plan.update(key, one) }),
    ],
    bare: [
      () => db.bare.modify(key, (now) => ({ ...now, count: now.count + 1 }), { attempts: 30 }),
      async () => db.bare.update(await direct.bare.require(key), one),
      () => db.bare.update(key, one),
      () => db.transact({ a: db.bare.plan.update(key, one) }),
    ],
  }
  const writer = async (): Promise<void> => {
    for (const kind of kinds) {
      const way = ways[kind][Math.floor(random() * 4)]
      try {
        await way?.()
        tally[kind].done++
      } catch (error) {
        if (mayHaveHappened(error)) tally[kind].unknown++
      }
    }
  }
  await Promise.all(Array.from({ length: 50 }, writer))
  for (const kind of kinds) {
    const { count } = await direct[kind].require(key)
    const { done, unknown } = tally[kind]
    expect({ count, done, unknown, isRight: count >= done && count <= done + unknown }).toMatchObject({
      isRight: true,
    })
    expect(done).toBeGreaterThan(0)
  }
  await createdOnce(db, direct)
  engine.assertInvariants()
}

/** Of writers that create one item each knows whether it was theirs, or that nobody knows. */
async function createdOnce(db: ReturnType<typeof open>, direct: ReturnType<typeof open>): Promise<void> {
  for (const id of ['x', 'y', 'z']) {
    const claims = await Promise.all(
      Array.from({ length: 8 }, async (_, writer) => {
        const by = `writer ${writer}`
        try {
          await db.dated.create({ id, count: 0, by })
          return { by, claim: 'mine' }
        } catch (error) {
          const isThere = error instanceof MonotableError && error.code === 'repository.exists'
          return { by, claim: !isThere && mayHaveHappened(error) ? 'unknown' : 'not mine' }
        }
      }),
    )
    const mine = claims.filter(({ claim }) => claim === 'mine')
    const stored = await direct.dated.get({ id })
    expect(mine.length).toBeLessThanOrEqual(1)
    for (const { by } of mine) expect(stored?.by).toBe(by)
    if (stored !== undefined)
      expect(claims.find(({ by }) => by === stored.by)?.claim).toMatch(/^(mine|unknown)$/)
  }
}

it('nothing is lost and nothing doubled, whatever becomes of requests and answers', async () => {
  await fc.assert(fc.asyncProperty(fc.nat(), runSeed), parameters(12))
}, 120_000)
