import { describe, expect, it } from 'vitest'
import { compileCondition } from '../../src/expressions/compile-condition.js'
import {
  allOf,
  anyOf,
  compareStored,
  conditionAttributes,
  exists,
  negate,
  notExists,
} from '../../src/expressions/condition-node.js'
import { buildCondition } from '../../src/expressions/condition.js'
import type { ConditionBuilder } from '../../src/expressions/index.js'
import { storedPlace } from '../../src/expressions/place.js'
import { refused } from '../schema/refused.js'
import { compiled, orders, type Order } from './order.js'

const nodeOf = (build: ConditionBuilder<Order>) => buildCondition(orders, build)
const textOf = (build: ConditionBuilder<Order>) =>
  compiled((context) => compileCondition(nodeOf(build), context))

describe('comparisons', () => {
  it.each([
    ['eq', '='],
    ['ne', '<>'],
    ['lt', '<'],
    ['lte', '<='],
    ['gt', '>'],
    ['gte', '>='],
  ] as const)('%s is %s', (word, operator) => {
    expect(textOf((o, operators) => operators[word](o.totalCents, 5))).toEqual({
      text: `totalCents ${operator} :0`,
      values: { ':0': { N: '5' } },
    })
  })

  it('encode values as those at the place are stored', () => {
    expect(textOf((o, { gt }) => gt(o.placedAt, new Date(5000))).values).toEqual({ ':0': { N: '5' } })
    expect(textOf((o, { eq }) => eq(o.note, null)).values).toEqual({ ':0': { NULL: true } })
    expect(textOf((o, { eq }) => eq(o.blob, new Uint8Array([1])))).toEqual({
      text: 'bytes = :0',
      values: { ':0': { B: new Uint8Array([1]) } },
    })
    expect(textOf((o, { eq }) => eq(o.stock['eu']!, { count: 1 })).values).toEqual({
      ':0': { M: { n1: { N: '1' } } },
    })
  })

  it('take places and sizes on the right, sizes on the left', () => {
    expect(textOf((o, { eq }) => eq(o.city, o.address.city)).text).toBe('city = address.city')
    expect(textOf((o, { gt, size }) => gt(size(o.lines), 2))).toEqual({
      text: 'size(orderLines) > :0',
      values: { ':0': { N: '2' } },
    })
    expect(textOf((o, { lt, size }) => lt(o.totalCents, size(o.city))).text).toBe('totalCents < size(city)')
    expect(textOf((o, { eq, size }) => eq(size(o.tags), size(o.marks))).text).toBe('size(tags) = size(marks)')
    expect(textOf((o, { eq, size }) => eq(size(o.tags), o.totalCents)).text).toBe('size(tags) = totalCents')
  })
})

describe('BETWEEN and IN', () => {
  it('have their operands in order', () => {
    expect(textOf((o, { between }) => between(o.totalCents, 1, o.lines[0]!.quantity))).toEqual({
      text: 'totalCents BETWEEN :0 AND orderLines[0].quantity',
      values: { ':0': { N: '1' } },
    })
    expect(textOf((o, { between, size }) => between(size(o.city), 1, 2)).text).toBe(
      'size(city) BETWEEN :0 AND :1',
    )
    expect(textOf((o, { isIn }) => isIn(o.status, ['paid', 'placed', 'paid']))).toEqual({
      text: '#0 IN (:0, :1, :0)',
      names: { '#0': 'status' },
      values: { ':0': { S: 'paid' }, ':1': { S: 'placed' } },
    })
    expect(textOf((o, { isIn, size }) => isIn(size(o.city), [1, o.totalCents])).text).toBe(
      'size(city) IN (:0, totalCents)',
    )
  })

  it('IN takes up to 100 values', () => {
    const values = Array.from({ length: 100 }, (_, index) => index)
    expect(Object.keys(textOf((o, { isIn }) => isIn(o.totalCents, values)).values ?? {})).toHaveLength(100)
  })
})

describe('functions', () => {
  it('have their names and arguments', () => {
    expect(textOf((o, { attributeExists }) => attributeExists(o.address.city)).text).toBe(
      'attribute_exists(address.city)',
    )
    expect(textOf((o, { attributeNotExists }) => attributeNotExists(o.coupon)).text).toBe(
      'attribute_not_exists(coupon)',
    )
    expect(textOf((o, { attributeType }) => attributeType(o.extra, 'NULL'))).toEqual({
      text: 'attribute_type(extra, :0)',
      values: { ':0': { S: 'NULL' } },
    })
  })

  it('begins_with takes any beginning, of fixed values too', () => {
    expect(textOf((o, { beginsWith }) => beginsWith(o.status, 'p')).values).toEqual({ ':0': { S: 'p' } })
    expect(textOf((o, { beginsWith }) => beginsWith(o.blob, new Uint8Array([7]))).values).toEqual({
      ':0': { B: new Uint8Array([7]) },
    })
    expect(textOf((o, { beginsWith }) => beginsWith(o.address.city, o.city)).text).toBe(
      'begins_with(address.city, city)',
    )
  })

  it('contains takes text, or an element as it is stored', () => {
    const valueOf = (build: ConditionBuilder<Order>) => textOf(build).values?.[':0']
    expect(textOf((o, { contains }) => contains(o.tags, 'gift')).text).toBe('contains(tags, :0)')
    expect(valueOf((o, { contains }) => contains(o.city, 'Os'))).toEqual({ S: 'Os' })
    expect(valueOf((o, { contains }) => contains(o.marks, 5))).toEqual({ N: '5' })
    expect(valueOf((o, { contains }) => contains(o.tree.children, { value: 1, children: [] }))).toEqual({
      M: { treeValue: { N: '1' }, branches: { L: [] } },
    })
    expect(textOf((o, { contains }) => contains(o.tags, o.city)).text).toBe('contains(tags, city)')
  })
})

describe('AND, OR and NOT', () => {
  it('have parentheses only where the text would mean something else', () => {
    const cases: [ConditionBuilder<Order>, string][] = [
      [(o, { eq, and }) => and(eq(o.city, 'a')), 'city = :0'],
      [
        (o, { eq }) => eq(o.city, 'a').and(eq(o.city, 'b'), eq(o.city, 'c')),
        'city = :0 AND city = :1 AND city = :2',
      ],
      [
        (o, { eq }) => eq(o.city, 'a').and(eq(o.city, 'b').and(eq(o.city, 'c'))),
        'city = :0 AND city = :1 AND city = :2',
      ],
      [
        (o, { eq }) => eq(o.city, 'a').and(eq(o.city, 'b')).or(eq(o.city, 'c')),
        'city = :0 AND city = :1 OR city = :2',
      ],
      [
        (o, { eq }) => eq(o.city, 'a').and(eq(o.city, 'b').or(eq(o.city, 'c'))),
        'city = :0 AND (city = :1 OR city = :2)',
      ],
      [(o, { eq, not }) => not(eq(o.city, 'a')).and(eq(o.city, 'b')), 'NOT city = :0 AND city = :1'],
      [(o, { eq, not }) => not(eq(o.city, 'a').and(eq(o.city, 'b'))), 'NOT (city = :0 AND city = :1)'],
      [(o, { eq, not }) => not(eq(o.city, 'a').or(eq(o.city, 'b'))).not(), 'city = :0 OR city = :1'],
      [
        (o, { between, eq }) => between(o.totalCents, 1, 2).and(eq(o.city, 'a')),
        'totalCents BETWEEN :0 AND :1 AND city = :2',
      ],
    ]
    for (const [build, text] of cases) expect(textOf(build).text).toBe(text)
  })

  it('leave the conditions that they combine as they were', () => {
    const texts = textOf((o, { eq }) => {
      const first = eq(o.city, 'a')
      first.or(eq(o.city, 'b'))
      return first.not().and(first)
    })
    expect(texts.text).toBe('NOT city = :0 AND city = :0')
  })
})

describe('conditions on stored attributes', () => {
  const version = storedPlace('version')

  it('combine with those of the user', () => {
    const node = allOf(
      exists(storedPlace('pk')),
      undefined,
      anyOf(compareStored(version, '=', { N: '3' }), notExists(version)),
      nodeOf((o, { eq }) => eq(o.city, 'a').or(eq(o.city, 'b'))),
    )
    expect(compiled((context) => compileCondition(node!, context)).text).toBe(
      'attribute_exists(pk) AND (version = :0 OR attribute_not_exists(version)) AND (city = :1 OR city = :2)',
    )
  })

  it('are none where nothing is combined', () => {
    expect(allOf(undefined, undefined)).toBeUndefined()
    expect(anyOf()).toBeUndefined()
    expect(negate(negate(exists(version)))).toEqual(exists(version))
  })
})

describe('conditionAttributes', () => {
  it('names every attribute of the item that a condition is about', () => {
    const node = nodeOf((o, { eq, between, isIn, contains, size, attributeExists, not, or }) =>
      or(
        eq(o.address.city, o.city),
        between(o.totalCents, 1, o.lines[0]!.quantity),
        not(isIn(o.note, [o.coupon])).and(contains(o.tags, o.orderId)),
        eq(size(o.marks), size(o.blob)),
        attributeExists(o.stock['eu']!),
      ),
    )
    expect([...conditionAttributes(node)].sort()).toEqual(
      'address bytes city coupon marks orderId orderLines remark stock tags totalCents'.split(' '),
    )
  })
})

describe('limits', () => {
  it('a condition with too many operators or too much text is refused before it is sent', () => {
    const many =
      (count: number, city: string): ConditionBuilder<Order> =>
      (o, { eq, or }) => {
        const terms = Array.from({ length: count }, () => eq(o.city, city))
        return or(terms[0]!, ...terms.slice(1))
      }
    expect(textOf(many(150, 'a')).text).toMatch(/^city = :0 OR/)
    expect(() => textOf(many(151, 'a'))).toThrow(
      expect.objectContaining({
        code: 'expressions.too-many-operators',
        details: expect.objectContaining({ operators: 301 }),
      }),
    )
    expect(() =>
      textOf((o, { eq, and }) => {
        const terms = Array.from({ length: 149 }, (_, index) => eq(o.stock[`warehouse${index}`]!.count, 1))
        return and(terms[0]!, ...terms.slice(1))
      }),
    ).toThrow(expect.objectContaining({ code: 'expressions.too-large' }))
  })
})

describe('text with an unpaired surrogate', () => {
  it.each<[string, ConditionBuilder<Order>]>([
    ['beginsWith', (o, { beginsWith }) => beginsWith(o.city, 'x\ud800')],
    ['contains', (o, { contains }) => contains(o.city, 'x\ud800')],
  ])('is refused by %s, as by eq', (_word, build) => {
    const { code, message } = refused(() => nodeOf(build))
    expect(code).toBe('expressions.value')
    expect(message).toContain('Order.city: it has an unpaired surrogate, which DynamoDB cannot hold')
  })
})
