import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { memory } from '../../src/engine/index.js'
import type { HookedRequest } from '../../src/index.js'
import { createDatabase, defineEntity, defineTable, MonotableError } from '../../src/index.js'
import { recordingBackend, manualClock, untyped } from './fixtures.js'

const table = defineTable({
  name: 'shop',
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: { gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk', projection: 'keys-only' } },
})
const Note = defineEntity({
  name: 'Note',
  table,
  schema: z.object({ owner: z.string(), id: z.string(), text: z.string(), topic: z.string().optional() }),
  key: { partitionKey: 'OWNER#{owner}', sortKey: 'NOTE#{id}' },
  access: { byTopic: { index: 'gsi1', partitionKey: 'TOPIC#{topic}', sortKey: '{id}' } },
  unique: { text: { partitionKey: 'TEXT#{text}', sortKey: 'TEXT' } },
  version: 'version',
})
/** Kept when deleted, and fit for batches. */
const Draft = defineEntity({
  name: 'Draft',
  table,
  schema: z.object({ owner: z.string(), id: z.string(), text: z.string() }),
  key: { partitionKey: 'OWNER#{owner}', sortKey: 'DRAFT#{id}' },
  softDelete: 'deletedAt',
})
const Card = defineEntity({
  name: 'Card',
  table,
  schema: z.object({ owner: z.string(), id: z.string(), text: z.string() }),
  key: { partitionKey: 'OWNER#{owner}', sortKey: 'CARD#{id}' },
})

async function open() {
  const clock = manualClock()
  const { backend, sent } = recordingBackend(clock)
  const db = createDatabase({
    backend,
    clock,
    entities: { notes: Note, drafts: Draft, cards: Card },
    collections: { things: { entities: ['drafts', 'cards'] } },
  })
  await db.createTables()
  sent.length = 0
  return { db: untyped(db), sent }
}

let db: Awaited<ReturnType<typeof open>>['db']
let sent: Awaited<ReturnType<typeof open>>['sent']
beforeEach(async () => {
  ;({ db, sent } = await open())
})

const key = { owner: 'o', id: 'i' }
const item = { ...key, text: 't' }
const where = (o: { id: unknown }, { eq }: { eq(a: unknown, b: unknown): unknown }) => eq(o.id, 'i')
const change = { set: { topic: 'x' } }

/** A call as a JavaScript caller writes it: with options, which may be wrong. */
type Call = (options: unknown) => unknown

/** Whose call it is, what it takes, and the call in the mode that is asked for. */
interface Row {
  readonly entity: string
  readonly takes: readonly string[]
  /** `at` is the repository itself, its plans, or its attempts. */
  readonly call: (at: 'attempt' | 'plan' | 'run', options: unknown) => unknown
}

const on = (name: 'cards' | 'drafts' | 'notes', at: 'attempt' | 'plan' | 'run') =>
  at === 'run' ? db[name] : db[name][at]

const verbs: Readonly<Record<string, Row>> = {
  get: { entity: 'Note', takes: ['consistent', 'signal'], call: (at, o) => on('notes', at).get(key, o) },
  require: {
    entity: 'Note',
    takes: ['consistent', 'signal'],
    call: (at, o) => on('notes', at).require(key, o),
  },
  getMany: {
    entity: 'Note',
    takes: ['consistent', 'attempts', 'concurrency', 'signal'],
    call: (at, o) => on('notes', at).getMany([key], o),
  },
  create: { entity: 'Note', takes: ['where', 'signal'], call: (at, o) => on('notes', at).create(item, o) },
  put: {
    entity: 'Note',
    takes: ['overwrite', 'where', 'reindex', 'signal'],
    call: (at, o) => on('notes', at).put(item, o),
  },
  replace: {
    entity: 'Note',
    takes: ['overwrite', 'where', 'reindex', 'signal'],
    call: (at, o) => on('notes', at).replace({ ...item, version: 1 }, o),
  },
  update: {
    entity: 'Note',
    takes: ['drop', 'where', 'reindex', 'signal'],
    call: (at, o) => on('notes', at).update(key, change, o),
  },
  upsert: {
    entity: 'Card',
    takes: ['add', 'keep', 'where', 'signal'],
    call: (at, o) => on('cards', at).upsert(item, o),
  },
  delete: {
    entity: 'Card',
    takes: ['where', 'reindex', 'signal'],
    call: (at, o) => on('cards', at).delete(key, o),
  },
  restore: { entity: 'Draft', takes: ['where', 'signal'], call: (at, o) => on('drafts', at).restore(key, o) },
  purge: {
    entity: 'Draft',
    takes: ['where', 'reindex', 'signal'],
    call: (at, o) => on('drafts', at).purge(key, o),
  },
  move: { entity: 'Card', takes: ['signal'], call: (at, o) => on('cards', at).move(item, { id: 'j' }, o) },
  claim: {
    entity: 'Note',
    takes: ['signal'],
    call: (at, o) => on('notes', at).claim({ ...item, version: 1 }, o),
  },
  modify: {
    entity: 'Note',
    takes: ['attempts', 'signal'],
    call: (at, o) => on('notes', at).modify(key, (note: unknown) => note, o),
  },
  check: { entity: 'Note', takes: ['signal'], call: (at, o) => on('notes', at).check(key, where, o) },
  checkAbsent: { entity: 'Note', takes: ['signal'], call: (at, o) => on('notes', at).checkAbsent(key, o) },
  putMany: {
    entity: 'Card',
    takes: ['overwrite', 'attempts', 'concurrency', 'signal'],
    call: (at, o) => on('cards', at).putMany([item], o),
  },
  deleteMany: {
    entity: 'Card',
    takes: ['attempts', 'concurrency', 'signal'],
    call: (at, o) => on('cards', at).deleteMany([key], o),
  },
}

/** Names that only plans have, and those that have no plan, or no attempt. */
const onlyPlanned = new Set(['check', 'checkAbsent'])
const notPlanned = new Set(['require'])
const notAttempted = new Set(['get', ...onlyPlanned])

/** The names of all methods, those that are inherited too, without what only implementations call. */
function methodsOf(query: object): string[] {
  const names: string[] = []
  for (let type = Object.getPrototypeOf(query); type !== Object.prototype; type = Object.getPrototypeOf(type))
    names.push(...Object.getOwnPropertyNames(type))
  const internal = ['state', 'subject', 'consistentInstead', 'refusal', 'each', 'every', 'given', 'with']
  return names.filter((name) => !internal.includes(name))
}

async function refusalOf(call: Call, options: unknown): Promise<MonotableError> {
  try {
    await call(options)
  } catch (error) {
    if (error instanceof MonotableError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

/** Wrong options of every kind are refused in the name of the call, before anything is sent. */
async function expectGuarded(call: Call, takes: readonly string[], subject: object): Promise<void> {
  for (const options of [{ wher: where }, { limt: 5, signal: undefined }, { wher: undefined }]) {
    const { code, details } = await refusalOf(call, options)
    expect(code).toBe('repository.option')
    expect(details).toMatchObject({ ...subject, option: Object.keys(options)[0], options: takes })
  }
  // What takes no options may be given something by those who call functions for elements.
  const others = takes.length === 0 ? [] : [where, 'read', true]
  for (const options of [[], new AbortController().signal, ...others])
    expect(await refusalOf(call, options)).toMatchObject({ code: 'repository.option', details: subject })
  expect(sent).toEqual([])
}

const modes = Object.entries(verbs).flatMap(([verb, { entity, takes, call }]) =>
  (['run', 'plan', 'attempt'] as const)
    .filter(
      (at) =>
        !(at === 'run' && onlyPlanned.has(verb)) &&
        !(at === 'plan' && notPlanned.has(verb)) &&
        !(at === 'attempt' && notAttempted.has(verb)),
    )
    .map((at) => ({ verb, at, entity, takes, call: (options: unknown) => call(at, options) })),
)

describe('the calls of a repository', () => {
  test('are all known to these tests', () => {
    const members = Object.getOwnPropertyNames(Object.getPrototypeOf(db.notes))
    const run = members.filter((name) => name !== 'constructor' && name !== 'scan')
    const named = (at: string) => modes.filter((mode) => mode.at === at).map(({ verb }) => verb)
    expect(run.toSorted()).toEqual(named('run').toSorted())
    expect(Object.keys(db.notes.plan).toSorted()).toEqual(named('plan').toSorted())
    expect(Object.keys(db.notes.attempt).toSorted()).toEqual(named('attempt').toSorted())
  })

  test.each(modes)(
    '$at $verb refuse options that they do not take',
    async ({ verb, entity, takes, call }) => {
      await expectGuarded(call, takes, { entity, call: verb })
    },
  )

  test.each(modes.filter(({ at }) => at === 'plan'))(
    'plan.$verb takes its own options, undefined or absent, and null for none',
    ({ takes, call }) => {
      const none = Object.fromEntries(takes.map((name) => [name, undefined]))
      for (const options of [undefined, null, {}, none, { signal: new AbortController().signal }])
        expect(call(options)).toMatchObject({ canAppear: expect.any(Array) })
    },
  )

  test('say what was meant', async () => {
    const failure = await refusalOf((options) => db.notes.update(key, change, options), { wher: where })
    expect(failure.message).toBe(
      'Note, update: there is no option wher; did you mean where? It takes drop, where, reindex, signal.',
    )
    expect(failure.details).toMatchObject({ near: ['where'] })
  })

  test.each([
    ['consistent', 1, (o: unknown) => db.notes.get(key, o)],
    ['consistent', 'false', (o: unknown) => db.notes.getMany([key], o)],
    ['overwrite', 'yes', (o: unknown) => db.notes.put(item, o)],
    ['overwrite', null, (o: unknown) => db.cards.putMany([item], o)],
    ['reindex', true, (o: unknown) => db.notes.update(key, change, o)],
    ['reindex', true, (o: unknown) => db.notes.put(item, o)],
    ['reindex', true, (o: unknown) => db.notes.replace({ ...item, version: 1 }, o)],
    ['reindex', true, (o: unknown) => db.cards.delete(key, o)],
    ['reindex', 'write', (o: unknown) => db.drafts.purge(key, o)],
    ['signal', new AbortController(), (o: unknown) => db.cards.delete(key, o)],
    ['signal', null, (o: unknown) => db.cards.delete(key, o)],
  ])('refuse %s of %s', async (option, value, call) => {
    const failure = await refusalOf(call, { [option]: value })
    expect(failure).toMatchObject({ code: 'repository.option', details: { option } })
    expect(failure.message).toContain(option)
    expect(sent).toEqual([])
  })

  test('are written regardless of a condition by no misspelling', async () => {
    await db.cards.create(item)
    const not = (o: { text: unknown }, { eq }: { eq(a: unknown, b: unknown): unknown }) => eq(o.text, 'no')
    await expect(db.cards.delete(key, { were: not })).rejects.toMatchObject({ code: 'repository.option' })
    await expect(db.cards.delete(key, not)).rejects.toMatchObject({ code: 'repository.option' })
    await expect(db.cards.delete(key, { where: not })).rejects.toMatchObject({ code: 'repository.condition' })
    expect(await db.cards.get(key)).toEqual(item)
  })
})

describe('a plan', () => {
  test('runs without options: they are given when it is made', async () => {
    const subject = { call: 'run' }
    await expectGuarded((options) => db.cards.plan.get(key).run(options), [], subject)
    await expectGuarded((options) => db.cards.plan.put(item).run(options), [], subject)
    await expectGuarded((options) => db.cards.plan.putMany([item]).run(options), [], subject)
    const plan = db.cards.plan.put(item)
    await expect(plan.run({ signal: undefined })).rejects.toMatchObject({ code: 'repository.option' })
    expect(await plan.run()).toEqual(item)
  })
})

describe('the calls of a query', () => {
  const page = ['signal']
  const hydrated = ['attempts', 'concurrency', 'signal']
  const byTopic = { entity: 'Note', accessPattern: 'byTopic' }
  const topics = () => db.notes.query.byTopic({ topic: 'x' })
  const cases: readonly [string, Call, readonly string[], object][] = [
    ['page', (o) => topics().page(o), page, byTopic],
    ['items', async (o) => topics().items(o).next(), page, byTopic],
    ['all', (o) => topics().all(o), page, byTopic],
    ['first', (o) => topics().first(o), page, byTopic],
    ['only', (o) => topics().only(o), page, byTopic],
    ['count', (o) => topics().count(o), page, byTopic],
    ['exactly', (o) => topics().exactly(5, o), ['after', 'before', 'signal'], byTopic],
    ['hydrate', async (o) => topics().hydrate(o), ['consistent'], byTopic],
    ['page', (o) => topics().hydrate().page(o), hydrated, byTopic],
    ['items', async (o) => topics().hydrate().items(o).next(), hydrated, byTopic],
    ['all', (o) => topics().hydrate().all(o), hydrated, byTopic],
    ['first', (o) => topics().hydrate().first(o), hydrated, byTopic],
    ['only', (o) => topics().hydrate().only(o), hydrated, byTopic],
    [
      'parallel',
      async (o) => db.notes.scan().parallel(o),
      ['segments', 'concurrency', 'from', 'signal'],
      { entity: 'Note', accessPattern: 'primary' },
    ],
    ['query', async (o) => db.notes.query.byTopic({ topic: 'x' }, o), [], byTopic],
    ['scan', async (o) => db.notes.scan(o), [], { entity: 'Note', accessPattern: 'primary' }],
    ['get', (o) => db.drafts.deleted.get(key, o), ['consistent', 'signal'], { entity: 'Draft' }],
    ['query', async (o) => db.drafts.deleted.query({ owner: 'o' }, o), [], { entity: 'Draft' }],
    ['scan', async (o) => db.drafts.deleted.scan(o), [], { entity: 'Draft' }],
    ...(['page', 'all', 'grouped', 'first', 'count'] as const).map(
      (call): [string, Call, string[], object] => [
        call,
        (o) => db.collections.things({ owner: 'o' })[call](o),
        page,
        { collection: 'things' },
      ],
    ),
    [
      'items',
      async (o) => db.collections.things({ owner: 'o' }).items(o).next(),
      page,
      { collection: 'things' },
    ],
    [
      'exactly',
      (o) => db.collections.things({ owner: 'o' }).exactly(5, o),
      ['after', 'before', 'signal'],
      { collection: 'things' },
    ],
    ['query', async (o) => db.collections.things({ owner: 'o' }, o), [], { collection: 'things' }],
  ]

  test('are all known to these tests', () => {
    const without = new Set(['constructor', 'where', 'select', 'takeUntil', 'plan', 'ofDeleted'])
    for (const each of ['ascending', 'descending', 'limit', 'readLimit', 'consistent', 'from'])
      without.add(each)
    const called = new Set(cases.map(([call]) => call))
    for (const query of [topics(), topics().hydrate(), db.collections.things({ owner: 'o' })])
      expect(methodsOf(query).filter((name) => !without.has(name) && !called.has(name))).toEqual([])
  })

  test.each(cases)('%s refuses options that it does not take', async (call, given, takes, subject) => {
    await expectGuarded(given, takes, { ...subject, call })
  })

  test('may stand where functions are called with more than they take', async () => {
    const [first] = [{ topic: 'x' }].map(db.notes.query.byTopic)
    expect(await untyped(first).all()).toEqual([])
    const [second] = [{ owner: 'o' }].map(db.collections.things)
    expect(await untyped(second).all()).toEqual([])
    await Promise.resolve('anything').then(db.createTables)
    expect(db.createTables).toHaveLength(0)
  })

  test('name what they are of', async () => {
    const failure = await refusalOf((options) => topics().page(options), { limt: 5 })
    expect(failure.message).toBe(
      'Note, access pattern byTopic, page: there is no option limt. It takes signal.',
    )
    const other = await refusalOf((o) => db.collections.things({ owner: 'o' }).page(o), { limt: 5 })
    expect(other.message).toBe('Collection things, page: there is no option limt. It takes signal.')
  })

  test('take null for no options', async () => {
    expect(await topics().page(null)).toEqual({ items: [] })
    expect(await topics().hydrate(null).all(null)).toEqual([])
    expect(await topics().exactly(5, null)).toEqual({ items: [] })
    expect(await db.collections.things({ owner: 'o' }).all(null)).toEqual([])
  })

  test('plan what is asked for and nothing else', async () => {
    for (const query of [topics(), db.collections.things({ owner: 'o' })]) {
      expect(query.plan(null)).toEqual(query.plan())
      expect(await refusalOf(async (word) => query.plan(word), 'cuont')).toMatchObject({
        code: 'repository.option',
        details: { call: 'plan' },
      })
    }
  })
})

describe('the calls of a database', () => {
  const batch = ['attempts', 'concurrency', 'signal']
  const plans = {
    batchGet: () => ({ it: db.cards.plan.get(key) }),
    batchWrite: () => ({ it: db.cards.plan.putMany([item]) }),
    transactGet: () => ({ it: db.cards.plan.get(key) }),
    transact: () => ({ it: db.cards.plan.put(item) }),
  }
  const cases: readonly [string, Call, readonly string[], string][] = [
    ['transact', (o) => db.transact(plans.transact(), o), ['token', 'signal'], 'transact'],
    [
      'planTransaction',
      async (o) => db.planTransaction(plans.transact(), o),
      ['token', 'signal'],
      'transact',
    ],
    [
      'attemptTransaction',
      (o) => db.attemptTransaction(plans.transact(), o),
      ['token', 'signal'],
      'transact',
    ],
    ['batchGet', (o) => db.batchGet(plans.batchGet(), o), batch, 'batchGet'],
    ['planBatchGet', async (o) => db.planBatchGet(plans.batchGet(), o), batch, 'batchGet'],
    ['attemptBatchGet', (o) => db.attemptBatchGet(plans.batchGet(), o), batch, 'batchGet'],
    ['batchWrite', (o) => db.batchWrite(plans.batchWrite(), o), batch, 'batchWrite'],
    ['planBatchWrite', async (o) => db.planBatchWrite(plans.batchWrite(), o), batch, 'batchWrite'],
    ['attemptBatchWrite', (o) => db.attemptBatchWrite(plans.batchWrite(), o), batch, 'batchWrite'],
    ['transactGet', (o) => db.transactGet(plans.transactGet(), o), ['signal'], 'transactGet'],
    ['planTransactGet', async (o) => db.planTransactGet(plans.transactGet(), o), ['signal'], 'transactGet'],
    ['attemptTransactGet', (o) => db.attemptTransactGet(plans.transactGet(), o), ['signal'], 'transactGet'],
  ]

  test('are all known to these tests', () => {
    const others = ['cards', 'collections', 'createTables', 'drafts', 'notes', 'tableInputs']
    expect(Object.keys(db).toSorted()).toEqual([...others, ...cases.map(([name]) => name)].toSorted())
  })

  test.each(cases)('%s refuses options that it does not take', async (_name, call, takes, of) => {
    await expectGuarded(call, takes, { call: of })
  })

  test('leave a plan unused whose transaction was refused', async () => {
    const plan = db.cards.plan.put(item)
    await refusalOf((options) => db.transact({ plan }, options), { tokn: 'x' })
    expect(await db.transact({ plan }, { token: 'x' })).toEqual({ plan: item })
  })
})

describe('createDatabase', () => {
  const create: Call = async (options) => untyped(createDatabase)(options)
  const given = { backend: memory(), entities: { cards: Card } }

  test.each([
    ['entites', { backend: memory(), entites: { cards: Card } }, 'createDatabase: ', ['entities']],
    ['table', { ...given, table: {} }, 'createDatabase: ', ['tables']],
    ['befor', { ...given, hooks: { befor: () => undefined } }, 'createDatabase, hooks: ', ['before']],
    [
      'key',
      { ...given, cursors: { keys: [new Uint8Array(16)], key: 1 } },
      'createDatabase, cursors: ',
      ['keys'],
    ],
  ])('refuses %s', async (option, options, place, near) => {
    const failure = await refusalOf(create, options)
    expect(failure).toMatchObject({ code: 'repository.option', details: { option, near } })
    expect(failure.message).toMatch(new RegExp(`^${place}there is no option ${option}; did you mean `))
  })

  test('takes what it knows, undefined too', () => {
    const nothing = { collections: undefined, tables: undefined, cursors: undefined, hooks: undefined }
    expect(() => untyped(createDatabase)({ ...given, ...nothing, clock: undefined })).not.toThrow()
    expect(() => untyped(createDatabase)({ ...given, hooks: { capacity: true } })).not.toThrow()
  })

  test('takes hooks of a class, with what else they have', async () => {
    class Meter {
      readonly seen: string[] = []
      readonly after = (request: HookedRequest): void => void this.seen.push(request.operation)
    }
    const meter = new Meter()
    const db = createDatabase({ ...given, hooks: meter })
    await db.createTables()
    await db.cards.scan().all()
    expect(meter.seen).toEqual(['Scan'])
  })
})
