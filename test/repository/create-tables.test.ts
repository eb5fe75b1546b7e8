import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { createDatabase, defineEntity, defineTable } from '../../src/index.js'
import { memory } from '../../src/engine/index.js'
import type { Backend } from '../../src/protocol/backend.js'
import { ServiceError } from '../../src/protocol/service-errors.js'
import { refused, refusedLater, told } from '../schema/refused.js'
import { manualClock, recordingBackend } from './fixtures.js'
import { depot, Site, Thing } from './reading.js'

const open = (backend: Backend, tables?: Record<string, string>) =>
  createDatabase({
    backend,
    clock: manualClock(),
    entities: { things: Thing, sites: Site },
    ...(tables === undefined ? {} : { tables }),
  })

const hash = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' })
const range = (AttributeName: string) => ({ AttributeName, KeyType: 'RANGE' })

describe('tableInputs', () => {
  it('says exactly what createTables sends, for indexes of every kind', async () => {
    const { backend, sent } = recordingBackend(manualClock())
    const db = open(backend)
    const [input] = db.tableInputs()
    expect(input).toEqual({
      TableName: 'depot',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [hash('pk'), range('sk')],
      AttributeDefinitions: [
        ...['pk', 'sk', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk', 'gsi3pk', 'gsi3sk', 'site', 'kind'].map(
          (AttributeName) => ({ AttributeName, AttributeType: 'S' }),
        ),
        { AttributeName: 'amount', AttributeType: 'N' },
        { AttributeName: 'code', AttributeType: 'S' },
        { AttributeName: 'gsi4pk', AttributeType: 'S' },
        { AttributeName: 'gsi4n', AttributeType: 'N' },
        { AttributeName: 'lsi1sk', AttributeType: 'S' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'shared',
          KeySchema: [hash('gsi1pk'), range('gsi1sk')],
          Projection: { ProjectionType: 'ALL' },
        },
        {
          IndexName: 'narrow',
          KeySchema: [hash('gsi2pk'), range('gsi2sk')],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
        {
          IndexName: 'some',
          KeySchema: [hash('gsi3pk'), range('gsi3sk')],
          Projection: {
            ProjectionType: 'INCLUDE',
            NonKeyAttributes: ['tags', 'revision', 'expiresAt', 'amount'],
          },
        },
        {
          IndexName: 'native',
          KeySchema: [hash('site'), hash('kind'), range('amount'), range('code')],
          Projection: { ProjectionType: 'ALL' },
        },
        {
          IndexName: 'ranked',
          KeySchema: [hash('gsi4pk'), range('gsi4n')],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
      LocalSecondaryIndexes: [
        {
          IndexName: 'lsi1',
          KeySchema: [hash('pk'), range('lsi1sk')],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['expiresAt'] },
        },
      ],
    })
    await db.createTables()
    expect(sent[0]).toMatchObject({ operation: 'CreateTable', input })
  })

  it('turns on the stream that is declared', () => {
    const Plain = defineEntity({
      name: 'Plain',
      table: defineTable({ name: 'plain', partitionKey: 'pk', stream: 'keys-only' }),
      schema: z.object({ id: z.string() }),
      key: { partitionKey: '{id}' },
    })
    const db = createDatabase({ backend: memory(), entities: { plain: Plain } })
    expect(db.tableInputs()).toEqual([
      {
        TableName: 'plain',
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [hash('pk')],
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
      },
    ])
  })

  it('names tables as they are called in this deployment (rule M7)', () => {
    expect(open(memory(), { depot: 'depot-test' }).tableInputs()).toMatchObject([{ TableName: 'depot-test' }])
  })

  it('refuses native key attributes of two types, and those of none', () => {
    const table = defineTable({
      name: 'mixed',
      partitionKey: 'pk',
      indexes: { native: { partitionKey: ['grade'], sortKey: ['other'] } },
    })
    const entityOf = <const TName extends string, TGrade extends z.ZodType>(name: TName, grade: TGrade) =>
      defineEntity({
        name,
        table,
        schema: z.object({ id: z.string(), grade, other: z.string() }),
        key: { partitionKey: `${name}#{id}` as never },
        access: { byGrade: { index: 'native' } },
      })
    const clash = () =>
      createDatabase({
        backend: memory(),
        entities: { one: entityOf('One', z.string()), two: entityOf('Two', z.number()) },
      })
    expect(told(refused(clash))).toBe(
      'repository.key-type: Table mixed: key attribute grade is S in entity One and N in Two: store it in one type, or under two names',
    )
    const Silent = defineEntity({
      name: 'Silent',
      table,
      schema: z.object({ id: z.string() }),
      key: { partitionKey: 'SILENT#{id}' },
    })
    const silent = createDatabase({ backend: memory(), entities: { silent: Silent } })
    expect(told(refused(() => silent.tableInputs()))).toBe(
      "repository.key-type: Table mixed: key attribute grade has no type, since no entity fills it: write { name: 'grade', type: 'S' }, N or B",
    )
  })
})

describe('createTables', () => {
  it('creates the table with its time to live, and again without harm', async () => {
    const { backend, sent, engine } = recordingBackend(manualClock())
    const db = open(backend)
    await db.createTables()
    expect(sent.map(({ operation }) => operation)).toEqual([
      'CreateTable',
      'DescribeTable',
      'UpdateTimeToLive',
    ])
    expect(sent[2]?.input).toEqual({
      TableName: 'depot',
      TimeToLiveSpecification: { Enabled: true, AttributeName: 'expiresAt' },
    })
    await db.createTables()
    expect(sent).toHaveLength(6)
    expect((await engine.execute('ListTables', {})).TableNames).toEqual(['depot'])
  })

  /** A service that takes its time: what each look at the table finds. */
  const slow = (looks: readonly string[]): Backend => {
    const engine = memory()
    let look = 0
    return {
      async execute(operation, input, options) {
        const output = await engine.execute(operation, input, options)
        if (operation !== 'DescribeTable') return output
        const status = looks[look++] ?? 'ACTIVE'
        if (status === 'missing')
          throw new ServiceError('ResourceNotFoundException', 'Requested resource not found')
        return { ...output, Table: { TableStatus: status } }
      },
    }
  }

  it('waits until the table is active', async () => {
    const clock = manualClock()
    const backend = slow(['missing', 'CREATING', 'CREATING'])
    await createDatabase({ backend, clock, entities: { things: Thing } }).createTables()
    expect(clock.sleeps).toEqual([1000, 1000, 1000])
  })

  it('says so when the table does not become active', async () => {
    const backend = slow(Array.from({ length: 120 }, () => 'CREATING'))
    const db = createDatabase({ backend, clock: manualClock(), entities: { things: Thing } })
    expect(told(await refusedLater(() => db.createTables()))).toContain(
      'repository.table-not-active: Table depot is not active after 120 looks',
    )
  })

  it('lets other refusals through', async () => {
    const backend: Backend = {
      execute: () => Promise.reject(new ServiceError('LimitExceededException', 'Too many tables')),
    }
    await expect(open(backend).createTables()).rejects.toMatchObject({ name: 'LimitExceededException' })
    expect(depot.name).toBe('depot')
  })
})
