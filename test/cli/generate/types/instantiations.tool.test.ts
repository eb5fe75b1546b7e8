import { fileURLToPath } from 'node:url'
import { defineEntity, defineTable } from 'monotable'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { repositories } from '../../../../src/cli/generate/types/repositories.js'
import { InstantiationCounter } from '../../../bench/types/instantiations.js'
import { monotable } from '../../../bench/types/programs/monotable.js'
import { schemaModule } from '../support.js'

/** What an entity may cost where its types are printed. */
const instantiationsMax = 300

const folder = fileURLToPath(new URL('.', import.meta.url))
const shop = defineTable({
  name: 'shop',
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: {
    gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' },
    gsi2: { partitionKey: 'gsi2pk', sortKey: 'gsi2sk' },
  },
})

/** The entity of the type benchmark, with a tenant of its own. */
const order = (n: number) =>
  defineEntity({
    name: `Order${n}`,
    table: shop,
    schema: z.object({
      [`tenantId${n}`]: z.string(),
      customerId: z.string(),
      orderId: z.string(),
      region: z.enum(['eu', 'us']),
      status: z.enum(['placed', 'paid', 'shipped']),
      placedAt: z.date(),
      totalCents: z.number().int(),
      lines: z.array(z.object({ sku: z.string(), [`quantity${n}`]: z.number().int().positive() })),
      address: z.object({ [`city${n}`]: z.string(), zip: z.string().optional() }),
      coupon: z.string().optional(),
      tags: z.set(z.string()).optional(),
      note: z.string().default('x'),
    }),
    key: { partitionKey: `TENANT#{tenantId${n}}#CUSTOMER${n}#{customerId}`, sortKey: 'ORDER#{orderId}' },
    access: {
      byStatus: {
        index: 'gsi1',
        partitionKey: `TENANT#{tenantId${n}}#ORDERS${n}`,
        sortKey: '{status}#{placedAt}',
      },
      byRegion: { index: 'gsi2', partitionKey: `${n}{region}`, sortKey: '{placedAt}' },
    },
    version: 'version',
    timestamps: { createdAt: 'createdAt', updatedAt: 'updatedAt' },
  } as never)

/** The generated file of so many entities, as one that stands beside this one, with what calls it. */
function program(count: number, calls: (n: number) => string): string {
  const numbers = Array.from({ length: count }, (_, n) => n)
  const entities = Object.fromEntries(numbers.map((n) => [`orders${n}`, order(n)]))
  const schema = schemaModule(`${folder}schema.ts`, { entities })
  const { text, warnings } = repositories({ schema, tables: {}, output: folder })
  expect(warnings).toEqual([])
  return [
    text
      .replaceAll("'monotable'", "'../../../../src/index.js'")
      .replace(/^import \* as schema .*$/m, 'declare const schema: unknown'),
    "import type { Backend } from '../../../../src/index.js'",
    'declare const backend: Backend',
    'const db = createDatabase({ backend })',
    ...numbers.map(calls),
  ].join('\n')
}

describe('what an entity costs the compiler', () => {
  const counter = new InstantiationCounter(folder.replace(/\/$/, ''))
  /** What the third entity adds to two. */
  const marginal = (calls: (n: number) => string): number =>
    counter.count(program(3, calls)) - counter.count(program(2, calls))

  it(`is at most ${instantiationsMax} instantiations where its types are printed`, () => {
    const cost = marginal(() => '')
    process.stdout.write(`a further entity with printed types: ${cost} instantiations\n`)
    expect(cost).toBeLessThanOrEqual(instantiationsMax)
  })

  it('is less than half of the inferred form with the calls of the benchmark', () => {
    const cost = marginal((n) => monotable.calls(n))
    process.stdout.write(`the same with five calls: ${cost} instantiations\n`)
    expect(cost).toBeLessThan(1000)
  })
})
