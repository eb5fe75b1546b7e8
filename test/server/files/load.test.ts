import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { memory } from 'monotable/memory'
import { loadFile } from '../../../src/server/files/load.js'
import { tableInput, temporaryFolder } from '../support.js'

const table = (name = 't', more: object = {}) => ({ Table: { ...tableInput(name), ...more } })
const item = (pk: string, more: object = {}) => ({ Item: { pk: { S: pk }, ...more } })

async function load(lines: (object | string)[], isSnapshot = false) {
  const file = join(temporaryFolder(), 'seed.json')
  writeFileSync(
    file,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  )
  const unnamed = memory()
  const world = memory()
  const worlds: string[] = []
  const done = loadFile(file, {
    isSnapshot,
    unnamed,
    world: (accountId, region) => {
      worlds.push(`${accountId}/${region}`)
      return region === 'none' ? undefined : world
    },
  })
  const refused = await done.then(
    () => undefined,
    (error: Error) => error.message.replace(file, 'seed.json'),
  )
  return { refused, unnamed, world, worlds }
}

const items = async (backend: ReturnType<typeof memory>, TableName = 't') =>
  (await backend.execute('Scan', { TableName })).Items

describe('a file of tables and items', () => {
  it('is carried out line by line', async () => {
    const { refused, unnamed } = await load([
      table('t', { TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true } }),
      item('a', { bytes: { B: 'AAEC' }, list: { L: [{ NULL: true }, { NS: ['1', '2'] }] } }),
      table('u'),
      item('b'),
      { Table: { TableName: 't' } },
      item('a', { n: { N: '1' } }),
    ])
    expect(refused).toBe(undefined)
    expect(await items(unnamed)).toEqual([{ pk: { S: 'a' }, n: { N: '1' } }])
    expect(await items(unnamed, 'u')).toEqual([{ pk: { S: 'b' } }])
    expect(await unnamed.execute('DescribeTimeToLive', { TableName: 't' })).toMatchObject({
      TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' },
    })
  })

  it('keeps names as they are, and numbers to their last digit', async () => {
    const Item = {
      pk: { S: 'a' },
      n: { N: '1234567890123456789012345678901234567.8' },
      m: { M: { 'a"b': { S: '😀' } } },
    }
    const { unnamed } = await load([table(), { Item }, '{"Item":{"pk":{"S":"b"},"__proto__":{"S":"x"}}}'])
    const [b, a] = (await items(unnamed))!.toSorted((x) => (x['pk']?.S === 'b' ? -1 : 1))
    expect(a).toEqual(Item)
    expect(Object.keys(b ?? {}).sort()).toEqual(['__proto__', 'pk'])
  })

  it('turns to worlds, and passes over those that take nothing', async () => {
    const { refused, world, worlds } = await load([
      { World: { AccountId: '111122223333', Region: 'eu-west-1' } },
      table(),
      item('a'),
      { World: { AccountId: '111122223333', Region: 'none' } },
      table(),
      item('b'),
    ])
    expect(refused).toBe(undefined)
    expect(worlds).toEqual(['111122223333/eu-west-1', '111122223333/none'])
    expect(await items(world)).toEqual([{ pk: { S: 'a' } }])
  })

  it('leaves no records in streams, which begin when it has been read', async () => {
    const { unnamed } = await load([
      table('t', { StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' } }),
      item('a'),
    ])
    const { Table } = await unnamed.execute('DescribeTable', { TableName: 't' })
    expect(Table?.StreamSpecification).toEqual({ StreamEnabled: true, StreamViewType: 'KEYS_ONLY' })
    const StreamArn = Table?.LatestStreamArn
    const { StreamDescription } = await unnamed.execute('DescribeStream', { StreamArn })
    for (const { ShardId } of StreamDescription?.Shards ?? []) {
      const { ShardIterator } = await unnamed.execute('GetShardIterator', {
        StreamArn,
        ShardId,
        ShardIteratorType: 'TRIM_HORIZON',
      })
      expect((await unnamed.execute('GetRecords', { ShardIterator })).Records).toEqual([])
    }
  })
})

describe('a line that cannot be carried out is refused with its place and a fix', () => {
  const kinds = 'Write {"Item":{…}}, as exports to S3 have it, or {"Table":{…}}.'
  it.each([
    ['no JSON', ['{'], ':1: the line is no JSON. Write one JSON object on each line.'],
    ['no object', ['[]'], `:1: the line is no object with one member that is an object. ${kinds}`],
    [
      'two members',
      ['{"Item":{},"Table":{}}'],
      `:1: the line is no object with one member that is an object. ${kinds}`,
    ],
    [
      'another kind',
      ['{"Row":{}}'],
      ':1: lines of the kind "Row" are not known. Write {"Table":{…}}, {"Item":{…}} or {"World":{…}}.',
    ],
    [
      'an item first',
      ['', item('a')],
      ':2: the item comes before any table. Put the table on a line before it: {"Table":{…}}, with what CreateTable takes.',
    ],
    ['a table without name', [{ Table: {} }], ':1: the table has no name. Give it a TableName.'],
    [
      'a table that is there',
      [table(), table()],
      ':2: the table is refused: ResourceInUseException: Table already exists: t. Correct the line.',
    ],
    [
      'a table that is not there',
      [{ Table: { TableName: 't' } }],
      ':1: the table is refused: ResourceNotFoundException: Requested resource not found: Table: t not found. Correct the line.',
    ],
    [
      'an item without key',
      [table(), { Item: {} }],
      ':2: the item is refused: ValidationException: One or more parameter values were invalid: Missing the key pk in the item. Correct the line.',
    ],
    [
      'a stream of no kind',
      [table('t', { StreamSpecification: { StreamEnabled: true } }), item('a')],
      ':1: the stream is refused: ValidationException: ',
    ],
    [
      'a world without region',
      [{ World: { AccountId: '1' } }],
      ':1: the world has no account or region. Write {"World":{"AccountId":"000000000000","Region":"us-east-1"}}.',
    ],
    [
      'a world whose region is none',
      [{ World: { AccountId: '000000000000', Region: 'us east' } }],
      ':1: the world has no account or region. Write {"World":{"AccountId":"000000000000","Region":"us-east-1"}}.',
    ],
    [
      'a snapshot within',
      [table(), { Snapshot: { Version: 1 } }],
      ':2: a snapshot begins in the middle. Take an undamaged copy.',
    ],
    [
      'an end of nothing',
      [table(), { End: { Items: 0 } }],
      ':2: there are 0 items before the end. Take an undamaged copy.',
    ],
  ] as [string, (object | string)[], string][])('%s', async (_, lines, message) => {
    expect((await load(lines)).refused).toContain(`seed.json${message}`)
  })
})

describe('a snapshot', () => {
  const header = { Snapshot: { Version: 1 } }
  const world = { World: { AccountId: '000000000000', Region: 'us-east-1' } }
  const checksum = (lines: object[]) => crc32(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  /** Lines with their end. */
  const ended = (Items: number, ...lines: object[]) => [...lines, { End: { Items, Crc32: checksum(lines) } }]

  it('is read from its first line to its last', async () => {
    const { refused, world: backend } = await load(ended(1, header, world, table(), item('a')), true)
    expect(refused).toBe(undefined)
    expect(await items(backend)).toEqual([{ pk: { S: 'a' } }])
  })

  it('may be a seed', async () => {
    expect((await load(ended(1, header, world, table(), item('a')))).refused).toBe(undefined)
  })

  it.each([
    ['is empty', [], ':1: the file is empty.'],
    ['is a seed', [table()], ':1: this is no snapshot.'],
    ['is of another version', [{ Snapshot: { Version: 2 } }], ':1: snapshots of version 2 are not known.'],
    ['lacks its end', [header, world, table(), item('a')], ':4: the snapshot ends too early.'],
    ['lacks an item', ended(1, header, world, table()), ':4: there are 0 items before the end.'],
    ['goes on', [...ended(0, header), world], ':3: there is a line after the end.'],
    [
      'has another item',
      [header, world, table(), item('b'), ...ended(1, header, world, table(), item('a')).slice(4)],
      ':5: the lines before the end are not those that were written.',
    ],
    ['has no checksum', [header, { End: { Items: 0 } }], ':2: the lines before the end are not'],
    [
      'has an index that is none',
      ended(0, header, world, table('t', { GlobalSecondaryIndexes: [{}] })),
      ':3: the index is refused: ValidationException: ',
    ],
  ] as [string, object[], string][])('is refused when it %s', async (_, lines, message) => {
    const { refused } = await load(lines, true)
    expect(refused).toContain(`seed.json${message}`)
  })
})
