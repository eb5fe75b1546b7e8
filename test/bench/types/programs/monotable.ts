import { orderValues, zodAttributes } from '../program.js'
import type { MeasuredProgram } from '../program.js'

const imports = `
import * as z from 'zod'
import { defineTable, defineEntity, createDatabase } from '../../../src/index.js'
import type { Backend } from '../../../src/index.js'
`

export const monotable: MeasuredProgram = {
  name: 'monotable',
  head: `${imports}
declare const backend: Backend
const shop = defineTable({
  name: 'shop', partitionKey: 'pk', sortKey: 'sk',
  indexes: {
    gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' },
    gsi2: { partitionKey: 'gsi2pk', sortKey: 'gsi2sk' },
  },
})`,
  entity: (n) => `
export const Order${n} = defineEntity({
  name: 'Order${n}', table: shop, schema: z.object(${zodAttributes(n)}),
  key: { partitionKey: 'TENANT#{tenantId${n}}#CUSTOMER#{customerId}', sortKey: 'ORDER#{orderId}' },
  access: {
    byStatus: { index: 'gsi1', partitionKey: 'TENANT#{tenantId${n}}#ORDERS', sortKey: '{status}#{placedAt}' },
    byRegion: { index: 'gsi2', partitionKey: '{region}', sortKey: '{placedAt}' },
  },
  version: 'version', timestamps: { createdAt: 'createdAt', updatedAt: 'updatedAt' },
})`,
  join: (count) => `
const db = createDatabase({
  backend, entities: { ${Array.from({ length: count }, (_, n) => `orders${n}: Order${n}`).join(', ')} },
})`,
  calls: (n) => `
export async function calls${n}() {
  const key = { tenantId${n}: 't', customerId: 'c', orderId: 'o' }
  await db.orders${n}.get(key)
  await db.orders${n}.put({ ...key, ${orderValues(n)} })
  await db.orders${n}.update(key, { set: { status: 'paid', placedAt: new Date(), region: 'eu' }, add: { totalCents: 5 } })
  for await (const found of db.orders${n}.query.byStatus({ tenantId${n}: 't', status: 'paid' })
    .where((o, { gt, contains }) => gt(o.totalCents, 1000).and(contains(o.tags, 'gift'))).descending().items())
    console.log(found.orderId)
  db.planTransaction({
    update${n}: db.orders${n}.plan.update(key, { set: { totalCents: 5 } }),
    create${n}: db.orders${n}.plan.create({ ...key, ${orderValues(n)} }),
  })
}`,
  empty: `${imports}
z.object({ a: z.string() })
export { defineTable, defineEntity, createDatabase }
export type { Backend }`,
}
