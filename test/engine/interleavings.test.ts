import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AttributeMap } from '../../src/protocol/attribute-value.js'
import { ServiceError } from '../../src/protocol/service-errors.js'
import type { TransactWriteItem } from '../../src/protocol/transactions.js'
import type { MemoryBackend } from '../../src/engine/index.js'
import { parameters } from '../property/runs.js'
import type { Event, Values } from './history.js'
import { isSerializable } from './history.js'
import { N, S, backendWith, plain } from './support.js'
import { waitingClock } from './waiting-clock.js'

const TableName = 'plain'
const names = ['x', 'y', 'z']
const key = (name: string) => ({ id: S(name) })
const valueOf = (item: AttributeMap | undefined) => (item === undefined ? undefined : Number(item['n']?.N))

type Replay = Event['replay']

/** What a caller does: the call, and from its outcome what that means for a serial order. */
interface Action {
  readonly kind: 'add' | 'batch' | 'get' | 'move' | 'put' | 'read' | 'remove' | 'require'
  readonly name: string
  readonly other: string
  readonly amount: number
  /** Milliseconds before the call. */
  readonly pause: number
}

const action: fc.Arbitrary<Action> = fc.record({
  kind: fc.constantFrom('add', 'batch', 'get', 'move', 'move', 'put', 'read', 'remove', 'require'),
  name: fc.constantFrom(...names),
  other: fc.constantFrom(...names),
  amount: fc.integer({ min: 1, max: 3 }),
  pause: fc.integer({ min: 0, max: 4 }),
})

const nothing: Replay = (values) => values
const changed = (values: Values, ...changes: [string, number | undefined][]): Values => {
  const next = new Map(values)
  for (const [name, value] of changes) {
    if (value === undefined) next.delete(name)
    else next.set(name, value)
  }
  return next
}

const updateOf = (name: string, amount: number) => ({
  TableName,
  Key: key(name),
  UpdateExpression: 'ADD n :d',
  ExpressionAttributeValues: { ':d': N(amount) },
})

async function single(backend: MemoryBackend, { kind, name, amount }: Action): Promise<Replay> {
  switch (kind) {
    case 'add': {
      const { Attributes } = await backend.execute('UpdateItem', {
        ...updateOf(name, amount),
        ReturnValues: 'ALL_NEW',
      })
      const after = valueOf(Attributes)
      return (values) =>
        (values.get(name) ?? 0) + amount === after ? changed(values, [name, after]) : undefined
    }
    case 'put':
    case 'remove': {
      const input = { TableName, ReturnValues: 'ALL_OLD' } as const
      const { Attributes } =
        kind === 'put'
          ? await backend.execute('PutItem', { ...input, Item: { ...key(name), n: N(amount) } })
          : await backend.execute('DeleteItem', { ...input, Key: key(name) })
      const before = valueOf(Attributes)
      const after = kind === 'put' ? amount : undefined
      return (values) => (values.get(name) === before ? changed(values, [name, after]) : undefined)
    }
    default: {
      const { Item } = await backend.execute('GetItem', { TableName, Key: key(name) })
      return (values) => (values.get(name) === valueOf(Item) ? values : undefined)
    }
  }
}

/** Takes from one item, if it has enough, what another gets; or writes one if another is there. */
async function transaction(backend: MemoryBackend, { kind, name, other, amount }: Action): Promise<Replay> {
  const isMove = kind === 'move'
  const taken = updateOf(name, -amount)
  const first: TransactWriteItem = isMove
    ? {
        Update: {
          ...taken,
          ConditionExpression: 'n >= :least',
          ExpressionAttributeValues: { ...taken.ExpressionAttributeValues, ':least': N(amount) },
        },
      }
    : { ConditionCheck: { TableName, Key: key(name), ConditionExpression: 'attribute_exists(id)' } }
  const second: TransactWriteItem = isMove
    ? { Update: updateOf(other, amount) }
    : { Put: { TableName, Item: { ...key(other), n: N(amount) } } }
  const holds = (values: Values) => {
    const value = values.get(name)
    return value !== undefined && (!isMove || value >= amount)
  }
  try {
    await backend.execute('TransactWriteItems', { TransactItems: [first, second] })
  } catch (error) {
    const isCondition =
      error instanceof ServiceError &&
      error.CancellationReasons?.every(({ Code }) => Code === 'None' || Code === 'ConditionalCheckFailed')
    if (isCondition !== true) throw error
    return (values) => (holds(values) ? undefined : values)
  }
  return (values) => {
    if (!holds(values)) return undefined
    if (!isMove) return changed(values, [other, amount])
    const rest = (values.get(name) ?? 0) - amount
    return changed(values, [name, rest], [other, (values.get(other) ?? 0) + amount])
  }
}

async function readAll(backend: MemoryBackend): Promise<Replay> {
  const TransactItems = names.map((name) => ({ Get: { TableName, Key: key(name) } }))
  const { Responses = [] } = await backend.execute('TransactGetItems', { TransactItems })
  const found = Responses.map(({ Item }) => valueOf(Item))
  return (values) => (names.every((name, index) => values.get(name) === found[index]) ? values : undefined)
}

async function batch(backend: MemoryBackend, { name, other, amount }: Action): Promise<Replay> {
  const requests = [
    { PutRequest: { Item: { ...key(name), n: N(amount) } } },
    { DeleteRequest: { Key: key(other) } },
  ]
  const { UnprocessedItems } = await backend.execute('BatchWriteItem', {
    RequestItems: { [TableName]: requests },
  })
  const left = UnprocessedItems?.[TableName] ?? []
  return (values) =>
    changed(
      values,
      ...(left.some(({ PutRequest }) => PutRequest) ? [] : [[name, amount] satisfies [string, number]]),
      ...(left.some(({ DeleteRequest }) => DeleteRequest)
        ? []
        : [[other, undefined] satisfies [string, undefined]]),
    )
}

function perform(backend: MemoryBackend, each: Action): Promise<Replay> {
  switch (each.kind) {
    case 'move':
    case 'require':
      return each.name === each.other ? Promise.resolve(nothing) : transaction(backend, each)
    case 'batch':
      return each.name === each.other ? Promise.resolve(nothing) : batch(backend, each)
    case 'read':
      return readAll(backend)
    default:
      return single(backend, each)
  }
}

const isConflict = (error: unknown) =>
  error instanceof ServiceError &&
  (error.name === 'TransactionConflictException' ||
    error.CancellationReasons?.some(({ Code }) => Code === 'TransactionConflict') === true)

/** Lets the callers go, each through its own actions, and writes down what they did and saw. */
async function run(callers: readonly (readonly Action[])[], transactionTime: number) {
  const clock = waitingClock()
  const backend = await backendWith([plain], { clock, transactionTime })
  const events: Event[] = []
  let moment = 0
  let conflicts = 0
  const record = async (act: () => Promise<Replay>) => {
    const calledAt = (moment += 1)
    try {
      const replay = await act()
      events.push({ calledAt, answeredAt: (moment += 1), replay })
    } catch (error) {
      if (!isConflict(error)) throw error
      conflicts += 1
    }
  }
  let running = callers.length
  const all = Promise.all(
    callers.map(async (actions) => {
      for (const each of actions) {
        if (each.pause > 0) await clock.sleep(each.pause)
        await record(() => perform(backend, each))
      }
      running -= 1
    }),
  )
  for (let tick = 0; running > 0 && tick < 1000; tick += 1) await clock.advance(1)
  await all
  await record(() => readAll(backend))
  backend.assertInvariants()
  return { events, conflicts }
}

describe('callers that overlap', () => {
  it('see what some order of their calls explains, however long transactions take', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(action, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 6 }),
        async (callers, transactionTime) => {
          const { events, conflicts } = await run(callers, transactionTime)
          expect(isSerializable(events)).toBe(true)
          if (transactionTime === 0) expect(conflicts).toBe(0)
        },
      ),
      parameters(150),
    )
  })

  it('lose no write: what is not refused is counted', async () => {
    const adds = fc.array(fc.record({ transacted: fc.boolean(), pause: fc.integer({ min: 0, max: 5 }) }), {
      maxLength: 20,
    })
    await fc.assert(
      fc.asyncProperty(adds, fc.integer({ min: 0, max: 6 }), async (calls, transactionTime) => {
        const clock = waitingClock()
        const backend = await backendWith([plain], { clock, transactionTime })
        let counted = 0
        const all = Promise.all(
          calls.map(async ({ transacted, pause }) => {
            if (pause > 0) await clock.sleep(pause)
            const update = updateOf('x', 1)
            const call = transacted
              ? backend.execute('TransactWriteItems', { TransactItems: [{ Update: update }] })
              : backend.execute('UpdateItem', update)
            await call.then(
              () => (counted += 1),
              (error: unknown) => expect(isConflict(error)).toBe(true),
            )
          }),
        )
        for (let tick = 0; tick < 15; tick += 1) await clock.advance(1)
        await all
        const { Item } = await backend.execute('GetItem', { TableName, Key: key('x') })
        expect(valueOf(Item) ?? 0).toBe(counted)
      }),
      parameters(100),
    )
  })
})

describe('the search for an order', () => {
  const event = (calledAt: number, answeredAt: number, replay: Replay): Event => ({
    calledAt,
    answeredAt,
    replay,
  })
  const adds =
    (after: number): Replay =>
    (values) =>
      (values.get('x') ?? 0) + 1 === after ? changed(values, ['x', after]) : undefined
  const sees =
    (value: number | undefined): Replay =>
    (values) =>
      values.get('x') === value ? values : undefined

  it('finds one where calls overlap', () => {
    expect(isSerializable([event(1, 4, adds(2)), event(2, 3, adds(1)), event(5, 6, sees(2))])).toBe(true)
  })

  it('finds none when a write is lost, or seen before it was called', () => {
    expect(isSerializable([event(1, 3, adds(1)), event(2, 4, adds(1))])).toBe(false)
    expect(isSerializable([event(1, 2, sees(1)), event(3, 4, adds(1))])).toBe(false)
    expect(isSerializable([event(1, 2, adds(1)), event(3, 4, sees(undefined))])).toBe(false)
  })
})
