import { describe, expect, it } from 'vitest'
import { needBounds, needCommonType, needDistinct, needOrder } from '../../src/expressions/comparability.js'
import { buildCondition, conditionOperators } from '../../src/expressions/condition.js'
import { describe as describeValue } from '../../src/expressions/operand.js'
import { createReferences, placeOf } from '../../src/expressions/reference.js'
import { containable, stepModel, storedTypes } from '../../src/expressions/stored-types.js'
import { storedPlace } from '../../src/expressions/place.js'
import { failure, orderFields, orders, sourceOf, type Order } from './order.js'

// oxlint-disable-next-line typescript/no-explicit-any -- what callers from JavaScript hold
const o: any = orders
// oxlint-disable-next-line typescript/no-explicit-any -- what callers from JavaScript hold
const operators: any = conditionOperators
const { eq, gt, between, isIn, attributeExists, attributeType, beginsWith, contains, size, and, not } =
  operators

describe('a misuse from JavaScript is a sentence that names entity, path and fix:', () => {
  it.each([
    [
      'a value that is undefined',
      () => eq(o.city, undefined),
      'undefined-value: eq: the value for Order.city is undefined',
    ],
    ['an element that is undefined', () => contains(o.tags, undefined), 'undefined-value: contains'],
    ['a size beside undefined', () => gt(size(o.tags), undefined), 'undefined-value: gt'],
    ['a size beside text', () => gt(size(o.tags), '1'), 'value: gt: "1" does not go with Order.tags'],
    [
      'a value of another kind',
      () => gt(o.totalCents, '1'),
      'value: gt: "1" does not go with Order.totalCents: expected a number.',
    ],
    [
      'a value that is not among the fixed ones',
      () => eq(o.status, 'lost'),
      'value: eq: "lost" does not go with Order.status: expected one of',
    ],
    ['an empty set', () => eq(o.tags, new Set()), 'empty-set: eq: an empty set for Order.tags'],
    [
      'no list of values',
      () => isIn(o.city, 'a'),
      'in-operands: isIn: Order.city needs a list of 1 to 100 values, not "a"',
    ],
    [
      'no values',
      () => isIn(o.city, []),
      'in-operands: isIn: Order.city needs a list of 1 to 100 values, not one of 0',
    ],
    ['too many values', () => isIn(o.totalCents, Array(101).fill(1)), 'in-operands'],
    ['an order of booleans', () => gt(o.isGift, true), 'not-comparable: gt: Order.isGift is stored as BOOL'],
    ['an order of lists', () => gt(o.lines, []), 'not-comparable: gt: Order.lines is stored as L'],
    ['an order with null', () => gt(o.note, null), 'not-comparable: gt: Order.note'],
    ['bounds of objects', () => between(o.address, {}, {}), 'not-comparable: between'],
    [
      'bounds of two types',
      () => between(o.extra, 1, 'a'),
      'not-comparable: between: Order.extra is stored as any type',
    ],
    [
      'places that never meet',
      () => eq(o.city, o.totalCents),
      'not-comparable: eq: Order.city is stored as S',
    ],
    ['a text beside a size', () => eq(o.city, size(o.tags)), 'not-comparable: eq'],
    [
      'a range that is empty',
      () => between(o.totalCents, 2, 1),
      'empty-range: between: the lower bound for Order.totalCents',
    ],
    ['a range of text that is empty', () => between(o.city, 'b', 'a'), 'empty-range'],
    [
      'a place that contains itself',
      () => contains(o.city, o.city),
      'value: contains: the reference Order.city',
    ],
    ['a place that begins with itself', () => beginsWith(o.city, o.city), 'value: beginsWith'],
    ['a place beside itself', () => eq(o.city, o.city), 'value: eq: the reference Order.city'],
    ['the prefix of a number', () => beginsWith(o.totalCents, 1), 'not-comparable: beginsWith'],
    ['the prefix of digits', () => beginsWith(o.precise, '1'), 'not-comparable: beginsWith'],
    ['a prefix that is no text', () => beginsWith(o.city, 1), 'value: beginsWith'],
    [
      'an element of a number',
      () => contains(o.totalCents, 1),
      'value: contains: 1 does not go with Order.totalCents: it is no text, set or list',
    ],
    [
      'a number in text',
      () => contains(o.city, 1),
      'value: contains: 1 does not go with Order.city: it holds text',
    ],
    [
      'an element of another kind',
      () => contains(o.marks, 'a'),
      'value: contains: "a" does not go with Order.marks',
    ],
    [
      'an unknown type',
      () => attributeType(o.city, 'string'),
      'value: attributeType: "string" does not go with Order.city: give one of S, N',
    ],
    [
      'a value for a place',
      () => attributeExists('city'),
      'not-a-place: attributeExists needs a reference such as o.status, not "city"',
    ],
    ['the item for a place', () => eq(o, 1), 'not-a-place: eq needs a reference'],
    ['a size for a place', () => attributeExists(size(o.city)), 'not-a-place'],
    [
      'undefined for a place',
      () => size(undefined),
      'not-a-place: size needs a reference such as o.status, not undefined',
    ],
    [
      'a size for a condition',
      () => and(size(o.city)),
      "not-a-condition: and needs a condition such as eq(o.status, 'paid'), not a size: compare it",
    ],
    ['a boolean for a condition', () => not(true), 'not-a-condition: not needs a condition'],
    ['an undefined condition', () => eq(o.city, 'a').or(undefined), 'not-a-condition: or needs'],
    ['no conditions', () => and(), 'not-a-condition: and needs at least one condition'],
  ])('%s', (_, misuse, message) => {
    expect(failure(misuse)).toContain(`expressions.${message}`)
  })

  it('a builder that gives something else', () => {
    expect(failure(() => buildCondition(o, () => size(o.city)))).toContain(
      'expressions.not-a-condition: Order needs',
    )
    expect(failure(() => buildCondition(o, () => o.isGift))).toContain('not the reference Order.isGift')
  })

  it('the cause is kept', () => {
    expect(() => gt(o.totalCents, '1')).toThrow(
      expect.objectContaining({
        cause: expect.any(Error),
        details: { entity: 'Order', path: 'totalCents', operator: 'gt' },
      }),
    )
  })
})

describe('places of another entity', () => {
  const other = createReferences<Order>(sourceOf('Customer', orderFields))

  it('are refused beside an operator, inside AND, and as the whole condition', () => {
    for (const misuse of [
      () => eq(o.city, other.city),
      () => gt(o.totalCents, size(other.city)),
      () => contains(o.tags, other.city),
      () => and(eq(o.city, 'a'), eq(other.city, 'b')),
      () => buildCondition(orders, () => eq(other.city, 'b')),
    ])
      expect(failure(misuse)).toMatch(
        /^expressions.foreign-reference: .* is about Customer, but the expression is about Order/,
      )
  })
})

describe('what models say of operands', () => {
  it('the types that they are stored as', () => {
    const types = orderFields.map(({ name, model }) => [name, [...(storedTypes(model) ?? ['any'])].join()])
    expect(Object.fromEntries(types)).toEqual({
      orderId: 'S', city: 'S', status: 'S', totalCents: 'N', weight: 'N', isGift: 'BOOL', placedAt: 'N', address: 'M',
      lines: 'L', pair: 'L', coupon: 'S', note: 'S,NULL', tags: 'SS', marks: 'NS', blob: 'B', stock: 'M', payment: 'M',
      extra: 'any', precise: 'N', tree: 'M',
    }) // prettier-ignore
    expect(storedTypes({ kind: 'literal', values: ['a', 1, 2n, true, null] })).toEqual(
      new Set(['S', 'N', 'BOOL', 'NULL']),
    )
    expect(
      storedTypes({
        kind: 'codec',
        stored: { kind: 'date', store: 'iso' },
        encode: String,
        decode: String,
      }),
    ).toEqual(new Set(['S']))
  })

  it('what they can contain', () => {
    const number = { kind: 'number', integer: false } as const
    const text = { kind: 'string', store: 'string' } as const
    expect(containable({ kind: 'tuple', elements: [text, number, text], rest: text })).toEqual({
      isText: false,
      element: { kind: 'union', options: [text, number] },
    })
    expect(containable({ kind: 'union', options: [text, { kind: 'list', element: number }] })).toEqual({
      isText: true,
      element: number,
    })
  })

  it('what can be added to them, bounds apart', () => {
    const bounded = { kind: 'number', integer: true, minimum: 0 } as const
    const free = { kind: 'number', integer: false }
    expect(stepModel(bounded)).toEqual(free)
    expect(stepModel({ kind: 'nullable', inner: bounded })).toEqual(free)
    expect(stepModel({ kind: 'union', options: [bounded, { kind: 'null' }] })).toEqual(free)
    expect(stepModel({ kind: 'literal', values: [1, 2] })).toEqual(free)
    expect(stepModel({ kind: 'literal', values: [1n] })).toEqual({ kind: 'bigint' })
    expect(stepModel({ kind: 'bigint', minimum: 0n })).toEqual({ kind: 'bigint' })
    expect(stepModel({ kind: 'string', store: 'string' })).toBeUndefined()
    const codec = { kind: 'codec', stored: bounded, encode: String, decode: Number } as const
    expect(stepModel(codec)).toBeUndefined()
    expect(stepModel({ kind: 'union', options: [codec, bounded] })).toEqual(free)
    expect(stepModel({ kind: 'union', options: [codec] })).toBeUndefined()
  })

  it('nothing of stored attributes that the schema does not know', () => {
    const place = storedPlace('gsi1pk')
    const value = { kind: 'value', value: { S: 'a' } } as const
    expect(() => {
      needOrder(place, place, 'gt')
      needCommonType(place, place, placeOf(orders.city)!, 'eq')
      needBounds(place, place, value, 'between')
      needBounds(
        place,
        { kind: 'value', value: { S: '\u{10000}' } },
        { kind: 'value', value: { S: '\uffff' } },
        '',
      )
      needDistinct(place, storedPlace('gsi1sk'), 'eq')
    }).not.toThrow()
    expect(failure(() => place.codec)).toContain(
      'expressions.no-codec: gsi1pk is not an attribute of a schema',
    )
  })
})

describe('messages', () => {
  it('show values briefly', () => {
    const values = ['x'.repeat(50), 1, 2n, true, undefined, null, new Date(0), {}, () => 0, orders.city]
    expect(values.map(describeValue)).toEqual([
      `"${'x'.repeat(40)}…"`,
      '1',
      '2',
      'true',
      'undefined',
      'null',
      'a Date',
      'an object',
      'a function',
      'the reference Order.city',
    ])
  })
})
