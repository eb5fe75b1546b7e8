import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MonotableError } from '../../../src/index.js'
import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import { parameters } from '../../property/runs.js'
import { untyped } from '../fixtures.js'
import type { Accounts } from './unique-users.js'
import { openAccounts } from './unique-users.js'

type Row = Record<string, unknown>
interface Step {
  readonly way: (typeof ways)[number]
  readonly id: string
  readonly other: string
  readonly values: Row
  readonly isStale: boolean
}

const ways = [
  'create',
  'put',
  'put read',
  'replace',
  'replace read',
  'update item',
  'update read',
  'update key',
  'modify',
  'delete item',
  'delete read',
  'move',
  'hand over',
  'wait',
] as const

const id = fc.constantFrom('a', 'b', 'c')
const values = fc.record(
  {
    email: fc.constantFrom('x', 'X', 'y', 'z'),
    handle: fc.constantFrom('h', 'i', null),
    team: fc.constantFrom('t', 'u'),
    seat: fc.constantFrom(1, 2),
    visits: fc.integer({ min: 0, max: 3 }),
    expiresIn: fc.constantFrom(5, 10),
  },
  { requiredKeys: [] },
)
const step: fc.Arbitrary<Step> = fc.record({
  way: fc.constantFrom(...ways),
  id,
  other: id,
  values,
  isStale: fc.boolean(),
})

/** The sentinels that the stored items imply, worked out naively; those of expired items may still be there. */
function implied(items: readonly AttributeMap[]): string[] {
  const all: string[] = []
  const text = (item: AttributeMap, name: string) => item[name]?.S ?? item[name]?.N
  for (const item of items) {
    const [email, handle, team, seat] = ['email', 'handle', 'team', 'seat'].map((name) => text(item, name))
    const tail = ` of ${text(item, 'pk')} until ${text(item, 'expiresAt')}`
    all.push(`UNIQUE#EMAIL#${email?.toLowerCase()}${tail}`)
    if (handle !== undefined) all.push(`UNIQUE#HANDLE#${text(item, 'tenant')}#${handle}${tail}`)
    if (team !== undefined && seat !== undefined)
      all.push(`UNIQUE#SEAT#${team}#${seat.padStart(2, '0')}${tail}`)
  }
  return all.sort()
}

const nameOf = (sentinel: AttributeMap): string =>
  `${sentinel['pk']?.S} of ${sentinel['_holder']?.M?.['pk']?.S} until ${sentinel['expiresAt']?.N}`

/** The value without its holder: two items must not have one. */
const valueOf = (sentinel: string): string => sentinel.split(' of ')[0] ?? ''

class Run {
  readonly accounts: Accounts
  readonly done = new Map<string, number>()
  readonly #read = new Map<string, Row>()

  constructor(accounts: Accounts) {
    this.accounts = accounts
  }

  /** What a step does is decided here; what it fails for, if it does, must be expected. */
  async take(given: Step): Promise<void> {
    try {
      await this.#way(given)
      this.done.set(given.way, (this.done.get(given.way) ?? 0) + 1)
    } catch (error) {
      if (!(error instanceof MonotableError) || !/^repository\.(?!rejected)/.test(error.code)) throw error
    }
  }

  async #way({ way, id: each, other, values: given, isStale }: Step): Promise<void> {
    const { db, clock } = this.accounts
    const users = untyped(db.users)
    const { expiresIn, ...rest } = given
    const set: Row = { ...rest }
    if (typeof expiresIn === 'number') set['expiresAt'] = new Date(clock.now() + expiresIn * 1000)
    const key = { tenant: 't', id: each }
    const fresh = { ...key, email: each, ...set }
    const item = async () => (isStale ? this.#read.get(each) : await db.users.get(key)) ?? fresh
    const read = await db.users.get(key, { consistent: true })
    if (read !== undefined && !isStale) this.#read.set(each, read)
    switch (way) {
      case 'create':
        return users.create(fresh)
      case 'put':
        return users.put({ ...(await item()), visits: given['visits'] ?? 1 })
      case 'put read':
        return users.put({ ...(await item()), ...set }, { reindex: 'read' })
      case 'replace':
        return users.replace({ ...(await item()), visits: 1 })
      case 'replace read':
        return users.replace({ ...(await item()), ...set }, { reindex: 'read' })
      case 'update item':
        return users.update(await item(), { set, remove: 'handle' in set ? [] : ['handle'] })
      case 'update read':
        return users.update(key, 'visits' in set ? { set } : { set, add: { visits: 0.5 } }, {
          reindex: 'read',
        })
      case 'update key':
        return users.update(key, { set: { visits: 2 } })
      case 'modify':
        return users.modify(key, (current: Row) => ({ ...current, ...set }))
      case 'delete item':
        return users.delete(await item())
      case 'delete read':
        return users.delete(key, { reindex: 'read' })
      case 'move':
        return users.move(await item(), { id: other })
      case 'hand over': {
        const [one, two] = [await db.users.require(key), await db.users.require({ tenant: 't', id: other })]
        return untyped(db).transact({
          one: users.plan.update(one, { set: { email: two.email } }),
          two: users.plan.update(two, { set: { email: one.email } }),
        })
      }
      case 'wait':
        return clock.advance(3000)
    }
  }

  /** What is there at a moment, and what the live items imply: their sentinels, and their keys of the index. */
  async facts() {
    const stored = await this.accounts.scan()
    const now = this.accounts.clock.now() / 1000
    const live = stored.filter((item) => Number(item['expiresAt']?.N ?? Infinity) > now)
    const users = live.filter((item) => item['sk']?.S === 'USER')
    const sentinels = live.filter((item) => item['sk']?.S === 'UNIQUE')
    const teamOf = (user: AttributeMap) =>
      user['team'] && user['seat'] ? `TEAM#${user['team'].S}` : undefined
    this.accounts.engine.assertInvariants()
    return {
      actual: { sentinels: sentinels.map(nameOf).sort(), teams: users.map((user) => user['gsi1pk']?.S) },
      expected: { sentinels: implied(users), teams: users.map(teamOf) },
    }
  }
}

test('sentinels are what the live items imply, after every step of every way of writing', async () => {
  const done = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 30 }), async (steps) => {
      const run = new Run(await openAccounts())
      for (const each of steps) {
        run.accounts.clock.advance(1)
        await run.take(each)
        const { actual, expected } = await run.facts()
        expect(actual).toEqual(expected)
        expect(new Set(actual.sentinels.map(valueOf)).size).toBe(actual.sentinels.length)
      }
      for (const [way, times] of run.done) done.set(way, (done.get(way) ?? 0) + times)
    }),
    parameters(200),
  )
  // The property means something only where every way of writing succeeds often enough.
  expect(ways.filter((way) => (done.get(way) ?? 0) < 4)).toEqual([])
}, 60_000)

test('values stay unique among concurrent callers', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
      const run = new Run(await openAccounts())
      await Promise.all(steps.map((each) => run.take(each)))
      const { actual, expected } = await run.facts()
      expect(actual).toEqual(expected)
      expect(new Set(actual.sentinels.map(valueOf)).size).toBe(actual.sentinels.length)
    }),
    parameters(200),
  )
}, 60_000)
