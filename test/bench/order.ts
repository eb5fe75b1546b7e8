import * as z from 'zod'

/** The order that every contestant stores: twelve attributes, two of them nested. */
export const orderSchema = z.object({
  tenantId: z.string().min(1),
  customerId: z.string().min(1),
  orderId: z.string().min(1),
  email: z.string().min(3),
  carrier: z.string(),
  note: z.string().max(500),
  region: z.enum(['eu', 'us']),
  status: z.enum(['placed', 'paid', 'shipped']),
  placedAt: z.date(),
  totalCents: z.number().int().nonnegative(),
  lines: z.array(z.object({ sku: z.string(), quantity: z.number().int().positive() })),
  address: z.object({ street: z.string(), city: z.string(), postcode: z.string(), country: z.string() }),
})

export type Order = z.output<typeof orderSchema>
export type OrderKey = Pick<Order, 'tenantId' | 'customerId' | 'orderId'>

/** What the update sets; the status is part of an index key. */
export const change = { status: 'paid', note: 'paid by card, leave it with the neighbour' } as const

const carriers = ['dhl', 'ups', 'royal mail', 'colissimo']
const cities = ['Bremen', 'Lyon', 'Zürich', 'Porto', 'Gdańsk']

/** Different orders, so that nothing is measured with one value for ever. */
export function sampleOrders(count: number): readonly Order[] {
  return Array.from({ length: count }, (_, index) => ({
    tenantId: `t${index % 7}`,
    customerId: `customer-${1000 + index * 17}`,
    orderId: `order-${500_000 + index * 31}`,
    email: `someone.${index}@example.com`,
    carrier: carriers[index % carriers.length] as string,
    note: `Ring twice, and mind dog number ${index}.`,
    region: index % 3 === 0 ? 'us' : 'eu',
    status: 'placed',
    placedAt: new Date(Date.UTC(2026, index % 12, 1 + (index % 28), index % 24, index % 60, 13, 100 + index)),
    totalCents: 1999 + index * 101,
    lines: [
      { sku: `sku-${index}-a`, quantity: 1 + (index % 4) },
      { sku: `sku-${index}-b`, quantity: 2 + (index % 9) },
    ],
    address: {
      street: `${index + 1} Long Road`,
      city: cities[index % cities.length] as string,
      postcode: String(10_000 + index * 7),
      country: index % 3 === 0 ? 'US' : 'DE',
    },
  }))
}
