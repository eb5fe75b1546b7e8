import { orderValues } from '../program.js'
import type { MeasuredProgram } from '../program.js'

const names = `Entity, Table, item, string, number, list, map, set, GetItemCommand, PutItemCommand, UpdateItemCommand,
  QueryCommand, PutTransaction, UpdateTransaction, execute, $add`

export const dynamoDbToolbox: MeasuredProgram = {
  name: 'DynamoDB-Toolbox',
  head: `
import { ${names.replace('execute,', '')} } from 'dynamodb-toolbox'
import { execute } from 'dynamodb-toolbox/entity/actions/transactWrite'
const shop = new Table({
  name: 'shop', partitionKey: { name: 'pk', type: 'string' }, sortKey: { name: 'sk', type: 'string' },
  indexes: {
    gsi1: { type: 'global', partitionKey: { name: 'gsi1pk', type: 'string' }, sortKey: { name: 'gsi1sk', type: 'string' } },
    gsi2: { type: 'global', partitionKey: { name: 'gsi2pk', type: 'string' }, sortKey: { name: 'gsi2sk', type: 'string' } },
  },
})`,
  entity: (n) => `
const attributes${n} = item({
  tenantId${n}: string().key(), customerId: string().key(), orderId: string().key(), region: string().enum('eu', 'us'),
  status: string().enum('placed', 'paid', 'shipped'), placedAt: string(), totalCents: number(),
  lines: list(map({ sku: string(), quantity${n}: number() })), address: map({ city${n}: string(), zip: string().optional() }),
  coupon: string().optional(), tags: set(string()).optional(), note: string().default('x'),
})
export const Order${n} = new Entity({
  name: 'Order${n}', table: shop, timestamps: false,
  schema: attributes${n}.and((given) => ({
    gsi1pk: string().hidden().putLink<typeof given>(({ tenantId${n} }) => tenantId${n}),
    gsi1sk: string().hidden().putLink<typeof given>(({ status, placedAt }) => status + placedAt),
    gsi2pk: string().hidden().putLink<typeof given>(({ region }) => region),
    gsi2sk: string().hidden().putLink<typeof given>(({ placedAt }) => placedAt),
  })),
  computeKey: ({ tenantId${n}, customerId, orderId }) => ({ pk: tenantId${n} + customerId, sk: orderId }),
})`,
  calls: (n) => `
export async function calls${n}() {
  const key = { tenantId${n}: 't', customerId: 'c', orderId: 'o' }
  await Order${n}.build(GetItemCommand).key(key).send()
  await Order${n}.build(PutItemCommand).item({ ...key, ${orderValues(n, "'2026'")} }).send()
  await Order${n}.build(UpdateItemCommand)
    .item({ ...key, status: 'paid', placedAt: '2026', region: 'eu', totalCents: $add(5) }).send()
  const { Items = [] } = await shop.build(QueryCommand).entities(Order${n})
    .query({ index: 'gsi1', partition: 't', range: { beginsWith: 'paid' } })
    .options({ reverse: true, filters: { Order${n}: { and: [
      { attr: 'totalCents', gt: 1000 }, { attr: 'tags', contains: 'gift' },
    ] } } }).send()
  for (const found of Items) console.log(found.orderId)
  await execute(
    Order${n}.build(UpdateTransaction).item({ ...key, totalCents: 5 }),
    Order${n}.build(PutTransaction).item({ ...key, ${orderValues(n, "'2026'")} }),
  )
}`,
  empty: `
import { ${names.replace('execute,', '')} } from 'dynamodb-toolbox'
import { execute } from 'dynamodb-toolbox/entity/actions/transactWrite'
export { ${names} }`,
}
