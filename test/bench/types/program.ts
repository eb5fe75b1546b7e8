/**
 * A program of one library as text, so that it can have any number of entities: an order of 12 attributes with a nested
 * object, a list and a set, in two indexes; put, got, updated, queried and part of a transaction. Names differ from
 * entity to entity, so that nothing is compiled once for all.
 */
export interface MeasuredProgram {
  readonly name: string
  /** Imports and what all entities share. */
  readonly head: string
  readonly entity: (n: number) => string
  /** What joins the entities, where the library has that. */
  readonly join?: (count: number) => string
  readonly calls: (n: number) => string
  /** Uses the imports for as little as there is, so that loading them is not counted. */
  readonly empty: string
}

/** The text of a program with so many entities. */
export function textOf({ head, entity, join, calls }: MeasuredProgram, count: number): string {
  const numbers = Array.from({ length: count }, (_, n) => n)
  return [head, ...numbers.map(entity), join?.(count) ?? '', ...numbers.map(calls)].join('\n')
}

/** The attributes of the measured order, as zod has them. */
export const zodAttributes = (n: number): string => `{
  tenantId${n}: z.string(), customerId: z.string(), orderId: z.string(), region: z.enum(['eu', 'us']),
  status: z.enum(['placed', 'paid', 'shipped']), placedAt: z.date(), totalCents: z.number().int(),
  lines: z.array(z.object({ sku: z.string(), quantity${n}: z.number().int().positive() })),
  address: z.object({ city${n}: z.string(), zip: z.string().optional() }),
  coupon: z.string().optional(), tags: z.set(z.string()).optional(), note: z.string().default('x'),
}`

/** An order without its key, and without what is optional. */
export const orderValues = (n: number, placedAt = 'new Date()'): string =>
  `region: 'eu', status: 'paid', placedAt: ${placedAt}, totalCents: 3, lines: [{ sku: 'a', quantity${n}: 1 }], address: { city${n}: 'X' }`
