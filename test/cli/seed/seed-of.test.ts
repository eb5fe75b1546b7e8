import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { seedOf } from '../../../src/cli/seed/seed-of.js'
import { orderSchema, testProject } from '../project.js'

const order = { customerId: 'c1', orderId: 'o1', status: 'paid', placedAt: '2030-01-02T00:00:00.000Z' }
const line = (value: unknown) => `${JSON.stringify(value)}\n`

const unique = "unique: { note: { partitionKey: 'NOTE#{note}', sortKey: 'NOTE' } },"
const schema = orderSchema({
  table: "timeToLive: 'expiresAt'",
  attributes: 'note: z.string().optional(), bytes: z.instanceof(Uint8Array).optional(),',
  more: unique,
})

async function linesOf(seed?: string | Buffer): Promise<readonly Record<string, unknown>[]> {
  const project = testProject({ 'schema.ts': schema })
  if (seed !== undefined) writeFileSync(join(project.folder, 'seed.json'), seed)
  const made = await seedOf('schema.ts', seed === undefined ? undefined : 'seed.json')
  onTestFinished(() => made.remove())
  const lines = readFileSync(made.file, 'utf8').trim().split('\n')
  made.remove()
  expect(existsSync(made.file)).toBe(false)
  return lines.map((text) => JSON.parse(text) as Record<string, unknown>)
}

describe('seedOf', () => {
  it('holds the tables of the schema, with their expiry', async () => {
    expect(await linesOf()).toMatchObject([
      {
        Table: { TableName: 'shop', TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true } },
      },
    ])
  })

  it('holds items of entities as they are stored, sentinels included, and items in the JSON of DynamoDB', async () => {
    const seed =
      line({ entity: 'orders', item: { ...order, note: 'gift', bytes: 'AAE=' } }) +
      line({ Table: { TableName: 'shop' } }) +
      '\n' +
      line({
        Item: { pk: { S: 'x' }, sk: { S: 'y' }, b: { M: { l: { L: [{ B: 'AAE=' }, { BS: ['AAI='] }] } } } },
      })
    for (const bytes of [seed, gzipSync(seed)]) {
      const [, ...items] = await linesOf(bytes)
      expect(items).toHaveLength(3)
      expect(items).toContainEqual({
        Item: {
          pk: { S: 'CUSTOMER#c1' },
          sk: { S: 'ORDER#o1' },
          gsi1pk: { S: 'ORDERS#paid' },
          gsi1sk: { S: order.placedAt },
          customerId: { S: 'c1' },
          orderId: { S: 'o1' },
          status: { S: 'paid' },
          placedAt: { S: order.placedAt },
          note: { S: 'gift' },
          bytes: { B: 'AAE=' },
          _entity: { S: 'Order' },
        },
      })
      expect(items).toContainEqual({
        Item: { pk: { S: 'x' }, sk: { S: 'y' }, b: { M: { l: { L: [{ B: 'AAE=' }, { BS: ['AAI='] }] } } } },
      })
    }
  })

  it.each<[string, string]>([
    ['{', 'seed.json:1: the line is no JSON object'],
    ['[]', 'seed.json:1: the line is no JSON object'],
    [line({ World: {} }), 'seed.json:1: a line with World is not known here'],
    [line({ entity: 'orders' }), 'seed.json:1: the line is not known here'],
    [line({ entity: 'order', item: order }), 'seed.json:1: the schema has no entity order; it has orders'],
    [line({ entity: 'constructor', item: order }), 'seed.json:1: the schema has no entity constructor'],
    [`\n${line({ entity: 'orders', item: { ...order, status: 'lost' } })}`, 'seed.json:2: Order.status: '],
    [line({ entity: 'orders', item: order }).repeat(2), 'seed.json:2: Order: '],
    [
      line({ Item: { pk: { S: 'x' } } }),
      'seed.json:1: One or more parameter values were invalid: Missing the key sk in the item',
    ],
    [line({ Item: 3 }), "seed.json:1: Item is an object in DynamoDB's JSON"],
    [line({ Table: { TableName: 'store' } }), 'seed.json:1: the schema has no table store; it has shop'],
  ])('names the line that is refused: %s', async (seed, message) => {
    await expect(linesOf(seed)).rejects.toThrow(message)
  })

  it('says that a seed file is not there', async () => {
    testProject({ 'schema.ts': schema })
    await expect(seedOf('schema.ts', 'none.json')).rejects.toThrow('the seed file none.json is not there')
  })
})
