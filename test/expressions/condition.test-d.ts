import { expectTypeOf, test } from 'vitest'
import {
  conditionOperators,
  type Condition,
  type ConditionBuilder,
  type Reference,
  type References,
} from '../../src/expressions/index.js'
import type { Order, Tree } from './order.js'

declare const o: References<Order>
const { eq, ne, gt, between, isIn, attributeExists, attributeType, beginsWith, contains, size, and, not } =
  conditionOperators

test('references carry the type of the place and the attribute that it lies in', () => {
  expectTypeOf<(typeof o)['status']>().toEqualTypeOf<Reference<'placed' | 'paid' | 'shipped', 'status'>>()
  const sku = () => o.lines[0]!.sku
  expectTypeOf<ReturnType<typeof sku>>().toExtend<Reference<string, 'lines'>>()
  const count = () => o.stock['eu']!.count
  expectTypeOf<ReturnType<typeof count>>().toExtend<Reference<number, 'stock'>>()
  const house = () => o.address.street.number
  expectTypeOf<ReturnType<typeof house>>().toEqualTypeOf<Reference<number, 'address'>>()
  const leaf = () => o.tree.children[0]!.children[1]!.value
  expectTypeOf<ReturnType<typeof leaf>>().toExtend<Reference<number, 'tree'>>()
  expectTypeOf<(typeof o)['tree']>().toExtend<Reference<Tree, 'tree'>>()
})

test('of a discriminated union, the attributes of every form can be referred to', () => {
  const kind = () => o.payment.kind
  expectTypeOf<ReturnType<typeof kind>>().toExtend<Reference<'card' | 'invoice', 'payment'>>()
  const last4 = () => o.payment.last4
  expectTypeOf<ReturnType<typeof last4>>().toExtend<Reference<string, 'payment'>>()
})

test('conditions that mean something compile', () => {
  const build: ConditionBuilder<Order> = (order, operators) =>
    and(
      eq(order.status, 'paid'),
      eq(order.coupon, order.city),
      ne(order.note, null),
      gt(order.totalCents, order.lines[0]!.quantity),
      gt(size(order.lines), 2),
      gt(order.totalCents, size(order.orderId)),
      between(order.placedAt, new Date(0), new Date(1)),
      isIn(order.status, ['placed', 'paid']),
      isIn(order.weight, [1n]),
      beginsWith(order.status, 'p'),
      beginsWith(order.note, 'x'),
      beginsWith(order.blob, new Uint8Array()),
      contains(order.tags, 'gift'),
      contains(order.city, 'Os'),
      contains(order.marks, 1),
      contains(order.pair, 'left'),
      attributeExists(order.address.street),
      attributeType(order.extra, 'SS'),
    ).or(not(operators.attributeNotExists(order.coupon)))
  expectTypeOf(build).returns.toEqualTypeOf<Condition>()
})

test('conditions that mean nothing do not', () => {
  void (() => {
    // @ts-expect-error -- not one of the statuses
    eq(o.status, 'lost')
    // @ts-expect-error -- a number and a text
    gt(o.totalCents, '5')
    // @ts-expect-error -- the places hold different types
    gt(o.totalCents, o.city)
    // @ts-expect-error -- the size of a text is a number
    eq(o.city, size(o.city))
    // @ts-expect-error -- city is never null
    eq(o.city, null)
    // @ts-expect-error -- undefined is no value
    eq(o.coupon, undefined)
    // @ts-expect-error -- tags are texts
    contains(o.tags, 1)
    // @ts-expect-error -- a number contains nothing
    contains(o.totalCents, 1)
    // @ts-expect-error -- numbers have no prefix
    beginsWith(o.totalCents, 1)
    // @ts-expect-error -- bounds of different types
    between(o.totalCents, 1, 'b')
    // @ts-expect-error -- no such type
    attributeType(o.extra, 'string')
    // @ts-expect-error -- a size is not a place
    attributeExists(size(o.lines))
    // @ts-expect-error -- a size is not a condition
    and(size(o.lines))
    // @ts-expect-error -- no such attribute
    attributeExists(o.totl)
    // @ts-expect-error -- no such attribute below
    attributeExists(o.address.zip)
    // @ts-expect-error -- lists have elements only
    attributeExists(o.lines.length)
  })
  expectTypeOf(isIn<'a'>)
    .parameter(1)
    .not.toExtend<readonly string[]>()
})
