import { expectTypeOf, test } from 'vitest'
import type { Reference, References, ValueCodec } from '../../src/expressions/index.js'
import type { Codec } from '../../src/marshalling/index.js'
import type { Order } from './order.js'

test("the marshaller's codecs are what places encode with", () => {
  expectTypeOf<Codec>().toExtend<ValueCodec>()
})

test('a helper can be written for any place of a type, and for any item that has it', () => {
  const isLarge = (place: Reference<number>) => place
  const pick = <TItem extends { city: string }>(item: References<TItem>) => item
  void (() => {
    const o = {} as References<Order>
    isLarge(o.totalCents)
    isLarge(o.lines[0]!.quantity)
    pick<Order>(o)
    // @ts-expect-error -- a text, not a number
    isLarge(o.city)
  })
  expectTypeOf<References<Order>['coupon']>().toEqualTypeOf<Reference<string, 'coupon'>>()
  expectTypeOf<References<Order>['note']>().toEqualTypeOf<Reference<string | null, 'note'>>()
  expectTypeOf<References<Order>['tags']>().toEqualTypeOf<Reference<Set<string>, 'tags'>>()
})
