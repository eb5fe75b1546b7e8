/* A run through the example: `npm run build && npm start`. */
import { memory } from 'monotable/memory'
import {
  changeStatus,
  newestOrders,
  newestWaiting,
  ordersByStatus,
  orderWithItems,
  planOrder,
} from './orders.js'
import { moveWithinCity, openShop, setAddress, signUp } from './shop.js'

const db = openShop(memory())
await db.createTables()

const ada = { customerId: 'c1', userName: 'Ada', email: 'ada@example.org', name: 'Ada Lovelace' }
await signUp(db, ada)
const again = await signUp(db, { ...ada, customerId: 'c2', userName: 'ada' })
console.log('Signing up as ada once more:', 'taken' in again ? `${again.taken} is taken` : 'done')

const home = { street: 'St James’s Square 12', postcode: 'SW1Y 4JH', city: 'London' }
await setAddress(db, 'c1', 'home', home)
const { addresses } = await moveWithinCity(db, 'c1', 'home', 'St James’s Square 14')
console.log('Lives at', addresses['home']?.street)

for (const [at, sku] of ['pen', 'ink', 'paper'].entries()) {
  const order = {
    orderId: `o${at + 1}`,
    customerId: 'c1',
    placedAt: new Date(Date.UTC(2026, 2, at + 1)),
    shipTo: home,
  }
  const plan = planOrder(db, order, [{ sku, quantity: at + 1, priceCents: 250 }])
  console.log(`Order ${order.orderId} will cost at least`, plan.cost.writeUnits.minimum, 'write units')
  await plan.run()
}

const first = await orderWithItems(db, 'o1')
console.log('Order o1:', first?.order.totalCents, 'cents for', first?.items.map(({ sku }) => sku).join(', '))
const newest = await newestOrders(db, 'c1', 2)
console.log('The newest orders:', newest.map(({ orderId }) => orderId).join(', '))

if (first !== undefined) await changeStatus(db, first.order, 'paid')
const [from, to] = [new Date('2026-01-01'), new Date('2027-01-01')]
for (const status of ['placed', 'paid'] as const) {
  const orders = await ordersByStatus(db, status, from, to)
  console.log(`${status}:`, orders.map(({ orderId }) => orderId).join(', '))
}
const waiting = await newestWaiting(db, 10)
console.log('waiting, the newest first:', waiting.map(({ orderId }) => orderId).join(', '))
