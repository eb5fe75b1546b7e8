import type { Clock } from 'monotable'
import { createDatabase, ItemExistsError, UnprocessedError } from 'monotable'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { entities } from '../../../examples/sessions/schema.js'
import { logIn, logOut, logOutEverywhere, whoIs } from '../../../examples/sessions/sessions.js'
import { describeScenario, openWorld } from '../world.js'
import { leavingOver } from './left-over.js'

describeScenario('S2, a store of sessions', () => {
  const world = openWorld('web')
  const { tables } = world
  // Ahead of the machine's, so that what has expired by it has not for the service, which keeps it.
  let now = Date.now() + 3_600_000
  const clock: Clock = { now: () => now, sleep: async () => {} }
  const db = createDatabase({ backend: world.backend, tables, entities, clock })
  let userName = ''
  let count = 0
  const token = (at: number) => `${userName}-${String(at).padStart(16, '0')}`
  const logInTimes = async (sessions: number) => {
    for (let at = 0; at < sessions; at++)
      await logIn(db, clock, { token: token(at), userName, device: `device ${at}` }, 30)
    world.sent()
  }

  beforeAll(() => db.createTables())
  beforeEach(() => {
    userName = `user${++count}`
    world.sent()
  })

  it('begins a session in one request, and refuses a token that is in use', async () => {
    const session = { token: token(0), userName, device: 'phone' }
    await logIn(db, clock, session, 30)
    expect(world.sent()).toEqual(['PutItem'])
    await expect(logIn(db, clock, { ...session, userName: 'mallory' }, 30)).rejects.toThrow(ItemExistsError)
    expect(world.sent()).toEqual(['PutItem'])
    expect(await whoIs(db, token(0))).toBe(userName)
    expect(world.sent()).toEqual(['GetItem'])
  })

  it('ends one session by its token', async () => {
    await logInTimes(2)
    await logOut(db, token(0))
    expect(world.sent()).toEqual(['DeleteItem'])
    expect(await whoIs(db, token(0))).toBeUndefined()
    expect(await whoIs(db, token(1))).toBe(userName)
  })

  it('never gives a session that has expired, although it is still stored', async () => {
    await logInTimes(1)
    now += 31 * 60_000
    const stored = await world.backend.execute('GetItem', {
      TableName: tables['web']!,
      Key: { pk: { S: `SESSION#${token(0)}` } },
      ConsistentRead: true,
    })
    expect(stored.Item?.['userName']).toEqual({ S: userName })

    const key = { token: token(0) }
    expect(await whoIs(db, token(0))).toBeUndefined()
    expect(await db.sessions.getMany([key], { consistent: true })).toEqual([undefined])
    expect(await db.transactGet({ session: db.sessions.plan.get(key) })).toEqual({ session: undefined })
    expect(await db.sessions.query.primary(key).consistent(true).all()).toEqual([])
    const scanned = await db.sessions.scan().consistent(true).all()
    expect(scanned.filter((session) => session.token === token(0))).toEqual([])
    // Its token may be given again.
    await logIn(db, clock, { token: token(0), userName, device: 'other' }, 30)
    expect(await whoIs(db, token(0))).toBe(userName)
  })

  it('ends every session of a user: one query of keys, and twenty-five deletes in a request', async () => {
    await logInTimes(60)
    const keys = await db.sessions.query.byUser({ userName }).all()
    expect(keys[0]).toEqual({ token: expect.any(String), userName })
    const plan = db.sessions.plan.deleteMany(keys)
    const batches = plan.requests.filter(({ when }) => when === 'always')
    expect(batches.map(({ operation }) => operation)).toEqual(Array(3).fill('BatchWriteItem'))
    // At least one unit each, where somebody was faster and there is no item.
    expect(plan.cost.writeUnits.minimum).toBe(60)

    world.sent()
    expect(await logOutEverywhere(db, userName)).toBe(60)
    expect(world.sent()).toEqual(['Query', ...batches.map(({ operation }) => operation)])
    expect(await db.sessions.getMany(keys, { consistent: true })).toEqual(Array(60).fill(undefined))
  })

  it('leaves the sessions of others alone', async () => {
    await logInTimes(1)
    expect(await logOutEverywhere(db, `${userName}0`)).toBe(0)
    expect(world.sent()).toEqual(['Query'])
    expect(await whoIs(db, token(0))).toBe(userName)
  })

  it('sends again what DynamoDB leaves over, until nothing is', async () => {
    await logInTimes(30)
    const backend = leavingOver(world.backend, 10)
    const patient = createDatabase({ backend, tables, entities, clock })
    expect(await logOutEverywhere(patient, userName)).toBe(30)
    // 25 sessions in portions of 10, and 5 in one.
    expect(world.sent()).toEqual(['Query', ...Array(4).fill('BatchWriteItem')])
    expect(await db.sessions.query.byUser({ userName }).count()).toBe(0)
  })

  it('says which sessions are left over after all attempts, and goes on from there', async () => {
    await logInTimes(25)
    const backend = leavingOver(world.backend, 10)
    const hasty = createDatabase({ backend, tables, entities, clock })
    const keys = await hasty.sessions.query.byUser({ userName }).all()
    const attempt = await hasty.sessions.attempt.deleteMany(keys, { attempts: 1 })
    const error = attempt.ok ? undefined : attempt.error
    expect(error).toBeInstanceOf(UnprocessedError)
    const left = error?.details.leftover.map(({ given }) => given) ?? []
    expect(left).toHaveLength(15)
    const stored = await db.sessions.getMany(keys, { consistent: true })
    expect(stored.filter((session) => session !== undefined)).toHaveLength(15)
    expect(await logOutEverywhere(hasty, userName)).toBe(15)
    expect(await db.sessions.query.byUser({ userName }).count()).toBe(0)
  })
})
