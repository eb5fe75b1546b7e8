import { describe, expect, it } from 'vitest'
import { compileCondition } from '../../src/expressions/compile-condition.js'
import { fittingBound } from '../../src/expressions/fitting-bound.js'
import type { ConditionBuilder } from '../../src/expressions/index.js'
import { buildCondition, createReferences } from '../../src/expressions/index.js'
import { compileCodec } from '../../src/marshalling/index.js'
import { refused } from '../schema/refused.js'
import { compiled } from './order.js'

interface Order {
  placedAt: Date
}
const orders = createReferences<Order>({
  entityName: 'Order',
  fields: [
    {
      name: 'placedAt',
      storedName: 'placedAt',
      model: { kind: 'date', store: 'epoch-seconds' },
      isOptional: false,
    },
  ],
  codecOf: (model) => compileCodec(model, 'Order'),
})
const textOf = (build: ConditionBuilder<Order>) =>
  compiled((context) => compileCondition(buildCondition(orders, build), context))
const at = (milliseconds: number): Date => new Date(milliseconds)

describe('a bound within a second, of dates that are stored in whole ones', () => {
  it.each<[string, ConditionBuilder<Order>, string, string]>([
    ['lt takes the second before it in', (o, { lt }) => lt(o.placedAt, at(10_500)), '<', '11'],
    ['lte takes it in', (o, { lte }) => lte(o.placedAt, at(10_500)), '<=', '10'],
    ['gt leaves it out', (o, { gt }) => gt(o.placedAt, at(10_500)), '>', '10'],
    ['gte leaves it out', (o, { gte }) => gte(o.placedAt, at(10_500)), '>=', '11'],
    ['a whole second stays', (o, { gte }) => gte(o.placedAt, at(10_000)), '>=', '10'],
  ])('%s', (_what, build, operator, second) => {
    expect(textOf(build)).toEqual({ text: `placedAt ${operator} :0`, values: { ':0': { N: second } } })
  })

  it('narrows BETWEEN, down to nothing where both lie within one', () => {
    expect(textOf((o, { between }) => between(o.placedAt, at(5_001), at(7_999)))).toEqual({
      text: 'placedAt BETWEEN :0 AND :1',
      values: { ':0': { N: '6' }, ':1': { N: '7' } },
    })
    expect(textOf((o, { between }) => between(o.placedAt, at(5_001), at(5_999)))).toEqual({
      text: 'placedAt >= :0 AND placedAt <= :1',
      values: { ':0': { N: '6' }, ':1': { N: '5' } },
    })
    expect(refused(() => textOf((o, { between }) => between(o.placedAt, at(9_001), at(5_999)))).code).toBe(
      'expressions.empty-range',
    )
  })

  it('is left alone in other forms', () => {
    const date = at(10_500)
    expect(fittingBound({ kind: 'date', store: 'iso' }, 'lt', date)).toBe(date)
    expect(fittingBound({ kind: 'date', store: 'epoch-milliseconds' }, 'gte', date)).toBe(date)
    const seconds = { kind: 'date', store: 'epoch-seconds' } as const
    expect(fittingBound({ kind: 'nullable', inner: seconds }, 'lt', date)).toEqual(at(11_000))
    expect(fittingBound(seconds, 'lt', 5)).toBe(5)
  })
})
