import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { MemoryBackend } from '../../../src/engine/index.js'
import { parameters } from '../../property/runs.js'
import { S, backendWith, defined, hash, manualClock, plain } from '../support.js'

const transition = 1000
const names = ['one', 'two'] as const
type Name = (typeof names)[number]

/** A table as the documentation has it pass through its states: what it is in, since when, and its index if it has one. */
interface Modelled {
  state: 'CREATING' | 'DELETING' | 'UPDATING'
  until: number
  index: { state: 'CREATING' | 'DELETING'; until: number } | undefined
}

const step = fc.oneof(
  fc.record({
    kind: fc.constantFrom('create', 'createIndex', 'delete', 'deleteIndex', 'protect', 'put', 'restore'),
    name: fc.constantFrom(...names),
  }),
  fc.record({ kind: fc.constant('wait' as const), time: fc.integer({ min: 1, max: 1500 }) }),
)

class Model {
  readonly tables = new Map<Name, Modelled>()
  now = 0

  at(name: Name): Modelled | undefined {
    const table = this.tables.get(name)
    if (table?.state === 'DELETING' && this.now >= table.until) this.tables.delete(name)
    if (table?.index?.state === 'DELETING' && this.now >= table.index.until) table.index = undefined
    return this.tables.get(name)
  }

  isBusy(table: Modelled): boolean {
    return this.now < table.until
  }

  /** The name of the refusal of a call, undefined where it is carried out. */
  call(kind: string, name: Name): string | undefined {
    const table = this.at(name)
    if (kind === 'create') {
      if (table !== undefined) return 'ResourceInUseException'
      this.tables.set(name, { state: 'CREATING', until: this.now + transition, index: undefined })
      return undefined
    }
    if (table === undefined) return 'ResourceNotFoundException'
    if (kind === 'put') {
      return this.isBusy(table) && table.state !== 'UPDATING' ? 'ResourceNotFoundException' : undefined
    }
    if (kind === 'delete' && table.state === 'DELETING') return undefined
    if (this.isBusy(table)) return 'ResourceInUseException'
    return this.change(kind, table)
  }

  change(kind: string, table: Modelled): string | undefined {
    const { index } = table
    const isFilling = index?.state === 'CREATING' && this.now < index.until
    const until = this.now + transition
    if (kind === 'delete') {
      if (isFilling) return 'ResourceInUseException'
      Object.assign(table, { state: 'DELETING', until })
      return undefined
    }
    if (kind === 'createIndex') {
      if (isFilling) return 'LimitExceededException'
      if (index !== undefined) return 'ValidationException'
      table.index = { state: 'CREATING', until: until + transition }
    }
    if (kind === 'deleteIndex') {
      if (index?.state !== 'CREATING') return 'ResourceNotFoundException'
      table.index = { state: 'DELETING', until }
    }
    Object.assign(table, { state: 'UPDATING', until })
    return undefined
  }

  described(name: Name) {
    const table = this.at(name)
    if (table === undefined) return undefined
    const { index } = table
    const status = index && (this.now < index.until ? index.state : 'ACTIVE')
    return { table: this.isBusy(table) ? table.state : 'ACTIVE', index: status }
  }
}

function call(backend: MemoryBackend, kind: string, TableName: Name): Promise<unknown> {
  const create = {
    IndexName: 'byExtra',
    KeySchema: hash('extra'),
    Projection: { ProjectionType: 'ALL' },
  } as const
  switch (kind) {
    case 'create':
      return backend.execute('CreateTable', { ...plain, TableName })
    case 'delete':
      return backend.execute('DeleteTable', { TableName })
    case 'put':
      return backend.execute('PutItem', { TableName, Item: { id: S('a'), extra: S('x') } })
    case 'createIndex':
      return backend.execute('UpdateTable', {
        TableName,
        AttributeDefinitions: defined({ extra: 'S' }),
        GlobalSecondaryIndexUpdates: [{ Create: create }],
      })
    case 'deleteIndex':
      return backend.execute('UpdateTable', {
        TableName,
        GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'byExtra' } }],
      })
    default:
      return backend.execute('UpdateTable', { TableName, DeletionProtectionEnabled: false })
  }
}

const outcome = (sent: Promise<unknown>) =>
  sent.then(
    () => undefined,
    (error: Error) => error.name,
  )

async function described(backend: MemoryBackend, TableName: Name) {
  const { TableNames = [] } = await backend.execute('ListTables', {})
  if (!TableNames.includes(TableName)) return undefined
  const { Table } = await backend.execute('DescribeTable', { TableName })
  return { table: Table?.TableStatus, index: Table?.GlobalSecondaryIndexes?.[0]?.IndexStatus }
}

it('tables and indexes are in the states that the documentation gives them, whenever somebody looks', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
      const clock = manualClock()
      const backend = await backendWith([], { clock, tableTransition: transition })
      const model = new Model()
      for (const each of steps) {
        if (each.kind === 'wait') {
          clock.advance(each.time)
          model.now += each.time
        } else if (each.kind === 'restore') backend.restore(backend.snapshot())
        else {
          expect(await outcome(call(backend, each.kind, each.name))).toBe(model.call(each.kind, each.name))
        }
        for (const name of names) expect(await described(backend, name)).toEqual(model.described(name))
        backend.assertInvariants()
      }
    }),
    parameters(200),
  )
})
