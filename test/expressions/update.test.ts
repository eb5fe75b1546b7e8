import { describe, expect, it } from 'vitest'
import { compileUpdate } from '../../src/expressions/compile-update.js'
import type { UpdateAction, UpdateOperators } from '../../src/expressions/index.js'
import { assertNoOverlap } from '../../src/expressions/overlap.js'
import { storedPlace } from '../../src/expressions/place.js'
import { createReferences, placeOf } from '../../src/expressions/reference.js'
import type { References } from '../../src/expressions/reference.types.js'
import {
  addStored,
  addToAttribute,
  appendToList,
  deleteElements,
  prependToList,
  removeAttribute,
  setAttribute,
  setStored,
  updatedAttributes,
  type UpdateNode,
} from '../../src/expressions/update-node.js'
import { buildUpdate, updateOperators } from '../../src/expressions/update.js'
import { conditionOperators } from '../../src/expressions/condition.js'
import type { AttributeModel } from '../../src/schema/attribute-model.js'
import { compiled, failure, field, orderFields, orders, sourceOf, type Order } from './order.js'

type Build = (item: References<Order>, operators: UpdateOperators) => readonly UpdateAction[]
const nodesText = (...nodes: UpdateNode[]) => compiled((context) => compileUpdate(nodes, context))
const textOf = (build: Build) => nodesText(...buildUpdate(orders, build))
const line = { sku: 'a', quantity: 1, 'odd.name[0]': 'x' }
const address = { city: 'a', street: { name: 'b', number: 1 } }
const storedLine = { M: { sku: { S: 'a' }, quantity: { N: '1' }, 'odd.name[0]': { S: 'x' } } }

describe('update builders', () => {
  it('write each clause once, in the order SET, REMOVE, ADD, DELETE', () => {
    expect(
      textOf((o, { set, remove, add, deleteElements: take }) => [
        take(o.tags, new Set(['a'])),
        add(o.totalCents, -5),
        remove(o.coupon),
        set(o.status, 'paid'),
        take(o.marks, new Set([1])),
        add(o.weight, 5n),
        remove(o.lines[0]!),
        set(o.note, null),
      ]),
    ).toEqual({
      text: 'SET #0 = :2, remark = :5 REMOVE coupon, orderLines[0] ADD totalCents :1, weight :4 DELETE tags :0, marks :3',
      names: { '#0': 'status' },
      values: {
        ':0': { SS: ['a'] },
        ':1': { N: '-5' },
        ':2': { S: 'paid' },
        ':3': { NS: ['1'] },
        ':4': { N: '5' },
        ':5': { NULL: true },
      },
    })
  })

  it.each<[string, Build, string]>([
    ['a place', (o, { set }) => [set(o.city, o.address.city)], 'SET city = address.city'],
    [
      'a sum',
      (o, { set, plus }) => [set(o.totalCents, plus(o.totalCents, 1))],
      'SET totalCents = totalCents + :0',
    ],
    [
      'a difference of places',
      (o, { set, minus }) => [set(o.totalCents, minus(o.totalCents, o.lines[1]!.quantity))],
      'SET totalCents = totalCents - orderLines[1].quantity',
    ],
    [
      'a substitute',
      (o, { set, ifNotExists }) => [set(o.coupon, ifNotExists(o.coupon, 'x'))],
      'SET coupon = if_not_exists(coupon, :0)',
    ],
    [
      'a substitute place',
      (o, { set, ifNotExists }) => [set(o.city, ifNotExists(o.city, o.address.city))],
      'SET city = if_not_exists(city, address.city)',
    ],
    [
      'a count from nothing',
      (o, { set, plus, ifNotExists }) => [set(o.totalCents, plus(ifNotExists(o.totalCents, 0), 0))],
      'SET totalCents = if_not_exists(totalCents, :0) + :0',
    ],
    [
      'a list with more at its end',
      (o, { set, listAppend }) => [set(o.lines, listAppend(o.lines, [line]))],
      'SET orderLines = list_append(orderLines, :0)',
    ],
    [
      'a list with more before it',
      (o, { set, listAppend, ifNotExists }) => [set(o.lines, listAppend([line], ifNotExists(o.lines, [])))],
      'SET orderLines = list_append(:0, if_not_exists(orderLines, :1))',
    ],
  ])('SET takes %s', (_, build, text) => {
    expect(textOf(build).text).toBe(text)
  })

  it('encode lists and numbers as those at the place are stored', () => {
    expect(textOf((o, { set, listAppend }) => [set(o.lines, listAppend(o.lines, [line]))]).values).toEqual({
      ':0': { L: [storedLine] },
    })
    expect(textOf((o, { set, plus }) => [set(o.totalCents, plus(o.totalCents, -7))]).values).toEqual({
      ':0': { N: '-7' },
    })
  })

  it('remove an attribute that is set to an empty set, since DynamoDB has none', () => {
    expect(textOf((o, { set }) => [set(o.tags, new Set<string>())])).toEqual({ text: 'REMOVE tags' })
  })

  it('are empty where there is nothing to do', () => {
    expect(textOf(() => [])).toEqual({ text: '' })
  })
})

describe('actions on places', () => {
  const place = (reference: unknown) => placeOf(reference)!

  it('say what the object form of an update says', () => {
    expect(
      nodesText(
        setAttribute(place(orders.city), 'Oslo'),
        removeAttribute(place(orders.coupon)),
        addToAttribute(place(orders.totalCents), -1),
        addToAttribute(place(orders.tags), new Set(['a'])),
        deleteElements(place(orders.marks), new Set([1])),
      ).text,
    ).toBe('SET city = :0 REMOVE coupon ADD totalCents :1, tags :2 DELETE marks :3')
    expect(nodesText(setAttribute(place(orders.tags), new Set()))).toEqual({ text: 'REMOVE tags' })
  })

  it('put elements at either end of a list that may be missing', () => {
    expect(nodesText(appendToList(place(orders.lines), [line]))).toEqual({
      text: 'SET orderLines = list_append(if_not_exists(orderLines, :0), :1)',
      values: { ':0': { L: [] }, ':1': { L: [storedLine] } },
    })
    expect(nodesText(prependToList(place(orders.lines), [line])).text).toBe(
      'SET orderLines = list_append(:0, if_not_exists(orderLines, :1))',
    )
  })

  it('change stored attributes that the schema does not know', () => {
    const version = storedPlace('version')
    expect(
      nodesText(
        setStored(storedPlace('gsi1pk'), { S: 'a' }),
        removeAttribute(storedPlace('gsi1sk')),
        addStored(version, { N: '1' }),
      ),
    ).toEqual({
      text: 'SET gsi1pk = :0, version = version + :1 REMOVE gsi1sk',
      values: { ':0': { S: 'a' }, ':1': { N: '1' } },
    })
    expect(nodesText(addStored(version, { N: '1' }, { N: '0' })).text).toBe(
      'SET version = if_not_exists(version, :0) + :1',
    )
  })

  it('take away what the schema does not demand', () => {
    const build: Build = (o, { remove }) => [
      remove(o.coupon),
      remove(o.lines[0]!),
      remove(o.stock['eu']!),
      remove(o.tree.children[0]!.children[1]!),
    ]
    expect(textOf(build).text).toBe('REMOVE coupon, orderLines[0], stock.eu, tree.branches[0].branches[1]')
  })

  it('name the attributes that they change', () => {
    const nodes = buildUpdate(orders, (o, { set, remove }) => [set(o.lines[0]!.sku, 'x'), remove(o.coupon)])
    expect(updatedAttributes(nodes)).toEqual(new Set(['orderLines', 'coupon']))
  })
})

describe('overlapping actions', () => {
  it.each<[string, Build]>([
    ['Order.city is named twice', (o, { set }) => [set(o.city, 'a'), set(o.city, 'b')]],
    [
      'Order.address and Order.address.city overlap',
      (o, { set }) => [set(o.address, address), set(o.address.city, 'a')],
    ],
    [
      'Order.lines[0].sku and Order.lines overlap',
      (o, { set }) => [set(o.lines[0]!.sku, 'a'), set(o.lines, [])],
    ],
    [
      'Order.lines[0] and Order.lines[0].sku overlap',
      (o, { set, remove }) => [remove(o.lines[0]!), set(o.city, ''), set(o.lines[0]!.sku, 'a')],
    ],
  ])('are refused: %s', (message, build) => {
    expect(failure(() => textOf(build))).toContain(`expressions.overlap: ${message}`)
  })

  it('are refused between stored attributes and those of the schema', () => {
    expect(
      failure(() =>
        nodesText(setAttribute(placeOf(orders.lines)!, []), setStored(storedPlace('orderLines'), { L: [] })),
      ),
    ).toContain('expressions.overlap')
  })

  it('are not those on neighbours', () => {
    const nodes = buildUpdate(orders, (o, { set, remove }) => [
      set(o.address.city, 'a'),
      set(o.address.street.name, 'b'),
      remove(o.lines[0]!),
      remove(o.lines[1]!),
    ])
    expect(() => assertNoOverlap(nodes)).not.toThrow()
  })
})

describe('a misuse from JavaScript is a sentence that names entity, path and fix:', () => {
  // oxlint-disable-next-line typescript/no-explicit-any -- what callers from JavaScript hold
  const o: any = orders
  // oxlint-disable-next-line typescript/no-explicit-any -- what callers from JavaScript hold
  const operators: any = updateOperators
  const { set, remove, add, deleteElements: take, ifNotExists, listAppend, plus, minus } = operators
  const other = createReferences<Order>(sourceOf('Customer', orderFields))
  const codec: AttributeModel = {
    kind: 'codec',
    stored: { kind: 'number', integer: false },
    encode: (value) => -Number(value),
    decode: (value) => -Number(value),
  }
  const either: AttributeModel = { kind: 'union', options: [{ kind: 'string', store: 'string' }, codec] }
  // oxlint-disable-next-line typescript/no-explicit-any -- what callers from JavaScript hold
  const converted: any = createReferences(sourceOf('Item', [field('price', codec), field('either', either)]))

  it.each([
    [
      'undefined',
      () => set(o.city, undefined),
      'undefined-value: set: the value for Order.city is undefined',
    ],
    [
      'a value of another kind',
      () => set(o.city, 1),
      'value: set: 1 does not go with Order.city: expected a string.',
    ],
    ['removal of what is required', () => remove(o.city), 'required: remove: Order.city is required'],
    ['removal below it', () => remove(o.lines[0].sku), 'required: remove: Order.lines[0].sku is required'],
    [
      'removal of what one form demands',
      () => remove(o.payment.last4),
      'required: remove: Order.payment.last4 is required',
    ],
    ['removal from a tuple', () => remove(o.pair[1]), 'required: remove: Order.pair[1] is required'],
    [
      'addition through a codec',
      () => add(converted.price, 1),
      'value: add: 1 does not go with Item.price: it is stored through a codec of the schema',
    ],
    [
      'a sum through a codec that one form has',
      () => plus(converted.either, 1),
      'value: plus: 1 does not go with Item.either: it is stored through a codec',
    ],
    ['no place', () => remove('city'), 'not-a-place: remove needs a reference'],
    [
      'addition to text',
      () => add(o.city, 'x'),
      'value: add: "x" does not go with Order.city: add works on what is stored as N or SS',
    ],
    [
      'addition to text of what is none',
      () => add(o.city, 1),
      'value: add: 1 does not go with Order.city: add works on what is stored as N or SS',
    ],
    ['addition of nothing', () => add(o.tags, new Set()), 'empty-set: add'],
    ['elements out of a list', () => take(o.lines, []), 'value: deleteElements'],
    [
      'a size',
      () => set(o.totalCents, conditionOperators.size(o.city)),
      'value: set: an object does not go with Order.totalCents: size belongs into conditions',
    ],
    ['a sum in a sum', () => plus(minus(o.totalCents, 1), 1), 'nested-result: plus'],
    [
      'a joined list in a joined list',
      () => listAppend(listAppend(o.lines, []), []),
      'nested-result: listAppend',
    ],
    ['lists without a place', () => listAppend([], []), 'not-a-place: listAppend'],
    ['numbers without a place', () => plus(1, 2), 'not-a-place: plus'],
    ['a place of another entity', () => set(o.city, other.city), 'foreign-reference'],
    ['a value from another entity', () => set(o.city, ifNotExists(other.city, 'x')), 'foreign-reference'],
    [
      'an action on another entity',
      () => buildUpdate(orders, () => [remove(other.coupon)]),
      'foreign-reference: The update is about Customer',
    ],
    [
      'no list of actions',
      () => buildUpdate(orders, () => set(o.city, 'x')),
      'not-an-action: An update of Order is a list of actions',
    ],
    [
      'something else among the actions',
      () => buildUpdate(orders, (() => [o.city]) as never),
      'not-an-action',
    ],
    ['something else to append', () => appendToList(placeOf(o.marks)!, new Set([1])), 'value: append'],
    [
      'too many operators',
      () =>
        textOf((r, ops) =>
          Array.from({ length: 301 }, (_, index) =>
            ops.set(r.lines[index]!.quantity, ops.plus(r.totalCents, 1)),
          ),
        ),
      'too-many-operators: The UpdateExpression has 301',
    ],
    [
      'too much text',
      () =>
        nodesText(
          ...Array.from({ length: 400 }, (_, index) => removeAttribute(storedPlace(`attribute${index}`))),
        ),
      'too-large: The UpdateExpression',
    ],
  ])('%s', (_, misuse, message) => {
    expect(failure(misuse)).toContain(`expressions.${message}`)
  })
})
