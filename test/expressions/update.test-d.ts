import { expectTypeOf, test } from 'vitest'
import {
  conditionOperators,
  updateOperators,
  type ChangedReferences,
  type References,
  type UpdateAction,
} from '../../src/expressions/index.js'
import type { Order } from './order.js'

declare const o: References<Order>
const { set, remove, add, deleteElements, ifNotExists, listAppend, plus, minus } = updateOperators
const { size } = conditionOperators
const line = { sku: 'a', quantity: 1, 'odd.name[0]': '' }

test('an action carries the attribute that it changes', () => {
  const actions = () => [set(o.address.street.name, 'Main'), remove(o.lines[0]!)] as const
  expectTypeOf<ReturnType<typeof actions>>().toEqualTypeOf<
    readonly [UpdateAction<'address'>, UpdateAction<'lines'>]
  >()
})

test('updates that mean something compile', () => {
  const actions = () => [
    set(o.status, 'paid'),
    set(o.city, o.coupon),
    set(o.note, null),
    set(o.totalCents, plus(o.totalCents, 1)),
    set(o.totalCents, minus(ifNotExists(o.totalCents, 0), o.lines[0]!.quantity)),
    set(o.weight, plus(o.weight, 2n)),
    set(o.lines, listAppend(o.lines, [line])),
    set(o.lines, listAppend([line], ifNotExists(o.lines, []))),
    set(o.coupon, ifNotExists(o.coupon, 'none')),
    remove(o.coupon),
    add(o.totalCents, -1),
    add(o.weight, 1n),
    add(o.tags, new Set(['a'])),
    deleteElements(o.tags, new Set(['a'])),
  ]
  expectTypeOf(actions).returns.toExtend<readonly UpdateAction[]>()
})

test('what the schema demands is set, and not removed', () => {
  void ((changed: ChangedReferences<Order>) => {
    remove(changed.coupon)
    remove(changed.tags)
    remove(changed.address.street.number)
    remove(changed.lines[0]!)
    remove(changed.stock['eu']!)
    // @ts-expect-error -- required
    remove(changed.city)
    // @ts-expect-error -- required
    remove(changed.lines)
    // @ts-expect-error -- required below it
    remove(changed.lines[0]!.sku)
    // @ts-expect-error -- null is a value
    remove(changed.note)
  })
})

test('updates that mean nothing do not', () => {
  void (() => {
    // @ts-expect-error -- not one of the statuses
    set(o.status, 'lost')
    // @ts-expect-error -- a text for a number
    set(o.totalCents, '1')
    // @ts-expect-error -- removal is a verb
    set(o.coupon, undefined)
    // @ts-expect-error -- size belongs into conditions
    set(o.totalCents, size(o.lines))
    // @ts-expect-error -- nothing is added to a text
    add(o.city, 'x')
    // @ts-expect-error -- a text for a set of texts
    add(o.tags, 'x')
    // @ts-expect-error -- numbers for a set of texts
    add(o.tags, new Set([1]))
    // @ts-expect-error -- a number for a bigint
    add(o.weight, 1)
    // @ts-expect-error -- elements are taken out of sets only
    deleteElements(o.lines, new Set([line]))
    // @ts-expect-error -- texts have no sum
    plus(o.city, 'x')
    // @ts-expect-error -- DynamoDB computes one sum in each action
    plus(plus(o.totalCents, 1), 2)
    // @ts-expect-error -- DynamoDB joins two lists in each action
    listAppend(listAppend(o.lines, [line]), [line])
    // @ts-expect-error -- not a line
    listAppend(o.lines, ['x'])
    // @ts-expect-error -- a list in place of a text
    set(o.city, listAppend(o.lines, [line]))
    // @ts-expect-error -- a default of another type
    ifNotExists(o.totalCents, 'x')
    // @ts-expect-error -- the places hold different types
    set(o.city, o.totalCents)
  })
  expectTypeOf<UpdateAction<'a'>>().not.toExtend<UpdateAction<'b'>>()
})
