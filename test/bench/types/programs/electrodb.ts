import { orderValues } from '../program.js'
import type { MeasuredProgram } from '../program.js'

const imports = `
import { Entity, Service } from 'electrodb'
`

export const electroDb: MeasuredProgram = {
  name: 'ElectroDB',
  head: imports,
  entity: (n) => `
export const Order${n} = new Entity({
  model: { entity: 'Order${n}', version: '1', service: 'shop' },
  attributes: {
    tenantId${n}: { type: 'string', required: true }, customerId: { type: 'string', required: true },
    orderId: { type: 'string', required: true }, region: { type: ['eu', 'us'] as const, required: true },
    status: { type: ['placed', 'paid', 'shipped'] as const, required: true },
    placedAt: { type: 'string', required: true }, totalCents: { type: 'number', required: true },
    lines: { type: 'list', required: true, items: { type: 'map', properties: {
      sku: { type: 'string', required: true }, quantity${n}: { type: 'number', required: true } } } },
    address: { type: 'map', required: true, properties: {
      city${n}: { type: 'string', required: true }, zip: { type: 'string' } } },
    coupon: { type: 'string' }, tags: { type: 'set', items: 'string' }, note: { type: 'string', default: 'x' },
  },
  indexes: {
    primary: {
      pk: { field: 'pk', composite: ['tenantId${n}', 'customerId'] }, sk: { field: 'sk', composite: ['orderId'] },
    },
    byStatus: {
      index: 'gsi1', pk: { field: 'gsi1pk', composite: ['tenantId${n}'] },
      sk: { field: 'gsi1sk', composite: ['status', 'placedAt'] },
    },
    byRegion: {
      index: 'gsi2', pk: { field: 'gsi2pk', composite: ['region'] }, sk: { field: 'gsi2sk', composite: ['placedAt'] },
    },
  },
}, { table: 'shop' })`,
  join: (count) => `
const db = new Service({ ${Array.from({ length: count }, (_, n) => `orders${n}: Order${n}`).join(', ')} })`,
  calls: (n) => `
export async function calls${n}() {
  const key = { tenantId${n}: 't', customerId: 'c', orderId: 'o' }
  await Order${n}.get(key).go()
  await Order${n}.put({ ...key, ${orderValues(n, "'2026'")} }).go()
  await Order${n}.patch(key).set({ status: 'paid', placedAt: '2026', region: 'eu' }).add({ totalCents: 5 }).go()
  const { data } = await Order${n}.query.byStatus({ tenantId${n}: 't', status: 'paid' })
    .where(({ totalCents, tags }, { gt, contains }) => gt(totalCents, 1000) + ' AND ' + contains(tags, 'gift'))
    .go({ order: 'desc' })
  for (const found of data) console.log(found.orderId)
  await db.transaction.write(({ orders${n} }) => [
    orders${n}.patch(key).set({ totalCents: 5 }).commit(),
    orders${n}.create({ ...key, ${orderValues(n, "'2026'")} }).commit(),
  ]).go()
}`,
  empty: `${imports}
export { Entity, Service }`,
}
