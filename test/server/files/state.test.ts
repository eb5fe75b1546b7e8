import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createServer } from 'monotable/server'
import type { ServerOptions } from 'monotable/server'
import { ask, signedBy, started, tableInput, tableNames, temporaryFolder } from '../support.js'

const everything = {
  TableName: 'everything',
  AttributeDefinitions: ['pk', 'sk', 'a', 'b'].map((AttributeName) => ({
    AttributeName,
    AttributeType: 'S',
  })),
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  BillingMode: 'PROVISIONED',
  ProvisionedThroughput: { ReadCapacityUnits: 3, WriteCapacityUnits: 2 },
  GlobalSecondaryIndexes: [
    {
      IndexName: 'gsi',
      KeySchema: [
        { AttributeName: 'a', KeyType: 'HASH' },
        { AttributeName: 'b', KeyType: 'HASH' },
      ],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['c'] },
      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 4 },
    },
  ],
  LocalSecondaryIndexes: [
    {
      IndexName: 'lsi',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'b', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
  SSESpecification: {
    Enabled: true,
    SSEType: 'KMS',
    KMSMasterKeyId: 'arn:aws:kms:us-east-1:000000000000:key/k',
  },
  TableClass: 'STANDARD_INFREQUENT_ACCESS',
  DeletionProtectionEnabled: true,
  Tags: [{ Key: 'k', Value: 'v' }],
}

const item = (pk: string) => ({
  pk: { S: pk },
  sk: { S: 's' },
  a: { S: 'a' },
  b: { S: 'b' },
  c: { B: 'AAEC' },
})

/** Runs a server once: does something with it and closes it. */
async function run<TResult>(
  options: ServerOptions,
  act: (port: number) => Promise<TResult>,
): Promise<TResult> {
  const server = createServer(options)
  const { port } = await server.listen({ port: 0 })
  const result = await act(port)
  await server.close()
  return result
}

/** What tells one table from another, times and ids left out. */
async function described(port: number) {
  const [table, timeToLive, page, index] = await Promise.all([
    ask(port, 'DescribeTable', { TableName: 'everything' }),
    ask(port, 'DescribeTimeToLive', { TableName: 'everything' }),
    ask(port, 'Scan', { TableName: 'everything' }),
    ask(port, 'Scan', { TableName: 'everything', IndexName: 'gsi' }),
  ])
  const { json: tags } = await ask(port, 'ListTagsOfResource', {
    ResourceArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/everything',
  })
  const { Table } = table.json as { Table: Record<string, unknown> & { AttributeDefinitions: object[] } }
  // They have no order.
  Table.AttributeDefinitions.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  for (const name of [
    'CreationDateTime',
    'TableId',
    'LatestStreamArn',
    'LatestStreamLabel',
    'TableClassSummary',
  ])
    delete Table[name]
  return { Table, timeToLive: timeToLive.json, page: page.json, index: index.json, tags }
}

describe('a snapshot', () => {
  it('brings every table back as it was, in every world', async () => {
    const snapshotFile = join(temporaryFolder(), 'snapshot.json')
    const mine = signedBy('111122223333', 'eu-west-1')
    const before = await run({ snapshotFile }, async (port) => {
      expect((await ask(port, 'CreateTable', everything)).status).toBe(200)
      const TimeToLiveSpecification = { AttributeName: 'expires', Enabled: true }
      await ask(port, 'UpdateTimeToLive', { TableName: 'everything', TimeToLiveSpecification })
      for (const pk of ['x', 'y', 'z'])
        await ask(port, 'PutItem', { TableName: 'everything', Item: item(pk) })
      await ask(port, 'CreateTable', tableInput('mine'), mine)
      return described(port)
    })
    expect(before.page).toMatchObject({ Count: 3 })
    expect(before.tags).toEqual({ Tags: [{ Key: 'k', Value: 'v' }] })
    for (let runs = 0; runs < 2; runs += 1) {
      const after = await run({ snapshotFile }, async (port) => {
        expect(await tableNames(port, mine)).toEqual(['mine'])
        return described(port)
      })
      expect(after).toEqual(before)
    }
    expect(readdirSync(join(snapshotFile, '..'))).toEqual(['snapshot.json'])
  })

  it('holds more items than a page and more tables than a list', async () => {
    const snapshotFile = join(temporaryFolder(), 'snapshot.json')
    await run({ snapshotFile }, async (port) => {
      for (let index = 0; index < 120; index += 1)
        await ask(port, 'CreateTable', tableInput(`table-${String(index).padStart(3, '0')}`))
      for (let index = 0; index < 8; index += 1)
        await ask(port, 'PutItem', {
          TableName: 'table-000',
          Item: { pk: { S: String(index) }, text: { S: 'x'.repeat(300_000) } },
        })
    })
    await run({ snapshotFile }, async (port) => {
      expect((await ask(port, 'ListTables', {})).json).toMatchObject({ LastEvaluatedTableName: 'table-099' })
      expect((await ask(port, 'DescribeTable', { TableName: 'table-000' })).json).toMatchObject({
        Table: { ItemCount: 8 },
      })
      expect((await ask(port, 'DescribeTable', { TableName: 'table-119' })).status).toBe(200)
    })
  })

  it('that is damaged is refused and left as it is', async () => {
    const snapshotFile = join(temporaryFolder(), 'snapshot.json')
    writeFileSync(snapshotFile, '{"Snapshot":{"Version":1}}\n{"World"')
    const server = createServer({ snapshotFile })
    await expect(server.listen({ port: 0 })).rejects.toMatchObject({
      code: 'server.file-damaged',
      details: { file: snapshotFile, line: 2 },
    })
    await server.close()
    expect(readFileSync(snapshotFile, 'utf8')).toBe('{"Snapshot":{"Version":1}}\n{"World"')
  })

  it('replaces the file that a link leads to, and keeps who may read it', async () => {
    const folder = temporaryFolder()
    await run({ snapshotFile: join(folder, 'real') }, async () => {})
    chmodSync(join(folder, 'real'), 0o600)
    symlinkSync('real', join(folder, 'link'))
    await run({ snapshotFile: join(folder, 'link') }, (port) => ask(port, 'CreateTable', tableInput('t')))
    expect(lstatSync(join(folder, 'link')).isSymbolicLink()).toBe(true)
    expect(readFileSync(join(folder, 'real'), 'utf8')).toContain('"TableName":"t"')
    expect(statSync(join(folder, 'real')).mode & 0o777).toBe(0o600)
  })

  it('that cannot be written is said, and nothing is left over', async () => {
    const folder = temporaryFolder()
    const server = createServer({ snapshotFile: join(folder, 'other') })
    await server.listen({ port: 0 })
    mkdirSync(join(folder, 'other'))
    await expect(server.close()).rejects.toMatchObject({ code: 'server.file-not-written' })
    expect(readdirSync(folder)).toEqual(['other'])
  })

  it('that can never be written keeps the server from starting', async () => {
    const folder = temporaryFolder()
    const snapshotFile = join(folder, 'gone', 'snapshot.json')
    const server = createServer({ snapshotFile })
    await expect(server.listen({ port: 0 })).rejects.toMatchObject({
      code: 'server.file-not-written',
      details: { file: snapshotFile },
    })
    await server.close()
    const writable = createServer({ snapshotFile: join(folder, 'snapshot.json') })
    await writable.listen({ port: 0 })
    expect(readdirSync(folder)).toEqual([])
    await writable.close()
  })

  it('brings back an index that is younger than an item which does not fit it', async () => {
    const snapshotFile = join(temporaryFolder(), 'snapshot.json')
    const TableName = 't'
    const Item = { pk: { S: 'misfit' }, g: { N: '1' } }
    const Create = {
      IndexName: 'index',
      KeySchema: [{ AttributeName: 'g', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'ALL' },
    }
    await run({ snapshotFile }, async (port) => {
      await ask(port, 'CreateTable', tableInput(TableName))
      await ask(port, 'PutItem', { TableName, Item })
      await ask(port, 'PutItem', { TableName, Item: { pk: { S: 'fits' }, g: { S: 'g' } } })
      const AttributeDefinitions = [{ AttributeName: 'g', AttributeType: 'S' }]
      const GlobalSecondaryIndexUpdates = [{ Create }]
      const input = { TableName, AttributeDefinitions, GlobalSecondaryIndexUpdates }
      expect((await ask(port, 'UpdateTable', input)).status).toBe(200)
    })
    await run({ snapshotFile }, async (port) => {
      expect((await ask(port, 'Scan', { TableName })).json).toMatchObject({ Count: 2 })
      const { json } = await ask(port, 'Scan', { TableName, IndexName: 'index' })
      expect(json['Items']).toEqual([{ pk: { S: 'fits' }, g: { S: 'g' } }])
    })
  })

  it('brings back a table with more units than a new one may have', async () => {
    const snapshotFile = join(temporaryFolder(), 'snapshot.json')
    const units = (ReadCapacityUnits: number) => ({
      ProvisionedThroughput: { ReadCapacityUnits, WriteCapacityUnits: 5 },
    })
    await run({ snapshotFile }, async (port) => {
      await ask(port, 'CreateTable', { ...tableInput('t'), BillingMode: 'PROVISIONED', ...units(5) })
      expect((await ask(port, 'UpdateTable', { TableName: 't', ...units(50_000) })).status).toBe(200)
    })
    await run({ snapshotFile }, async (port) => {
      const { json } = await ask(port, 'DescribeTable', { TableName: 't' })
      expect(json).toMatchObject({ Table: units(50_000) })
    })
  })

  it('has tables as they will be when what is under way is over', async () => {
    const snapshotFile = join(temporaryFolder(), 'snapshot.json')
    await run({ snapshotFile }, (port) => ask(port, 'CreateTable', tableInput('deleted')))
    const memory = { tableTransition: 60_000 }
    await run({ snapshotFile, memory }, async (port) => {
      await ask(port, 'CreateTable', tableInput('created'))
      await ask(port, 'DeleteTable', { TableName: 'deleted' })
      expect(await tableNames(port)).toEqual(['created', 'deleted'])
    })
    await run({ snapshotFile }, async (port) => expect(await tableNames(port)).toEqual(['created']))
  })

  it('is not written by a server that never listened', async () => {
    const snapshotFile = join(temporaryFolder(), 'snapshot.json')
    await createServer({ snapshotFile }).close()
    expect(existsSync(snapshotFile)).toBe(false)
  })
})

describe('a seed', () => {
  const seed = (...lines: object[]) => lines.map((line) => JSON.stringify(line)).join('\n')
  function seedFile(...lines: object[]): string {
    const file = join(temporaryFolder(), 'seed.json.gz')
    writeFileSync(file, gzipSync(seed(...lines)))
    return file
  }
  const rows = async (port: number, headers = {}) =>
    (await ask(port, 'Scan', { TableName: 't' }, headers)).json['Items']

  it('is what every world begins with, and no world sees what another makes of it', async () => {
    const { port } = await started({
      seedFile: seedFile({ Table: tableInput('t') }, { Item: { pk: { S: 'a' } } }),
    })
    const other = signedBy('other', 'eu-west-1')
    await ask(port, 'PutItem', { TableName: 't', Item: { pk: { S: 'b' } } })
    expect(await rows(port)).toHaveLength(2)
    expect(await rows(port, other)).toEqual([{ pk: { S: 'a' } }])
  })

  it('can be written to at once, where tables take their time', async () => {
    const options = { seedFile: seedFile({ Table: tableInput('t') }, { Item: { pk: { S: 'a' } } }) }
    const { port } = await started({ ...options, memory: { tableTransition: 60_000 } })
    expect(await rows(port)).toHaveLength(1)
  })

  it('does not touch worlds that the snapshot has', async () => {
    const options = {
      seedFile: seedFile({ Table: tableInput('t') }, { Item: { pk: { S: 'a' } } }),
      snapshotFile: join(temporaryFolder(), 'snapshot.json'),
    }
    await run(options, (port) => ask(port, 'DeleteItem', { TableName: 't', Key: { pk: { S: 'a' } } }))
    await run(options, async (port) => {
      expect(await rows(port)).toEqual([])
      expect(await rows(port, signedBy('other'))).toHaveLength(1)
    })
  })

  it('may name the world that it is for', async () => {
    const World = { AccountId: '111122223333', Region: 'eu-west-1' }
    const options = {
      seedFile: seedFile({ Table: tableInput('all') }, { World }, { Table: tableInput('t') }),
    }
    const { port } = await started(options)
    expect(await tableNames(port)).toEqual(['all'])
    expect(await tableNames(port, signedBy('111122223333', 'eu-west-1'))).toEqual(['all', 't'])
    const shared = await started({ ...options, shared: true })
    expect(await tableNames(shared.port)).toEqual(['all', 't'])
  })

  it('that cannot be read keeps the server from starting', async () => {
    const file = seedFile({ Table: tableInput('t') }, { Item: {} })
    await expect(createServer({ seedFile: file }).listen({ port: 0 })).rejects.toMatchObject({
      code: 'server.file-damaged',
      details: { file, line: 2 },
    })
    await expect(createServer({ seedFile: `${file}.none` }).listen({ port: 0 })).rejects.toMatchObject({
      code: 'server.file-missing',
    })
  })
})
