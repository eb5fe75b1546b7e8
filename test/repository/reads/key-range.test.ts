import { describe, expect, it } from 'vitest'
import { compiledEntity } from '../../../src/marshalling/index.js'
import { EntityRuntime } from '../../../src/repository/entity-runtime.js'
import { queryKey } from '../../../src/repository/reads/key-range.js'
import { systemClock } from '../../../src/core/clock.js'
import { seededRandom } from '../../../src/core/random.js'
import { memory } from '../../../src/engine/index.js'
import { refused, told } from '../../schema/refused.js'
import { Thing } from '../reading.js'

const runtime = new EntityRuntime(compiledEntity(Thing), 'depot', {
  backend: memory(),
  clock: systemClock,
  random: seededRandom(1),
})

function keyOf(pattern: string, given: unknown) {
  const model = [runtime.model.primary, ...runtime.model.patterns].find(({ name }) => name === pattern)
  if (model === undefined) throw new Error(`no access pattern ${pattern}`)
  return queryKey(runtime, model, given as Record<string, unknown>)
}

/** The conditions as DynamoDB has them. */
function conditionsOf(pattern: string, given: unknown): unknown[] {
  return keyOf(pattern, given).conditions.map(({ place, operator, ...operands }) => [
    place.path,
    operator,
    ...Object.values(operands).map((value) => Object.values(value as object)[0] as unknown),
  ])
}
const problem = (pattern: string, given: unknown): string => told(refused(() => keyOf(pattern, given)))

const site = ['gsi1pk', '=', 'SITE#s1']
const box = { site: 's1', kind: 'box' }
const native = [
  ['site', '=', 's1'],
  ['kind', '=', 'box'],
]

describe('the ladder of a template', () => {
  it('takes attributes from the left', () => {
    expect(conditionsOf('byAmount', { site: 's1' })).toEqual([site])
    expect(conditionsOf('byAmount', box)).toEqual([site, ['gsi1sk', 'begins_with', 'box#']])
    expect(conditionsOf('byAmount', { ...box, amount: 2, code: 'c' })[1]).toEqual([
      'gsi1sk',
      '=',
      expect.stringMatching(/^box#.*#c$/),
    ])
    expect(conditionsOf('primary', { site: 's1', id: 'x' })[1]).toEqual(['sk', '=', 'THING#x'])
  })

  it('takes a range over the last', () => {
    expect(conditionsOf('primary', { site: 's1', id: { beginsWith: 'x' } })[1]).toEqual([
      'sk',
      'begins_with',
      'THING#x',
    ])
    expect(conditionsOf('primary', { site: 's1', id: { gte: 'a', lte: 'b' } })[1]).toEqual([
      'sk',
      'BETWEEN',
      'THING#a',
      'THING#b',
    ])
  })

  it('sends nothing where nothing can match', () => {
    expect(keyOf('primary', { site: 's1', id: { gt: 'b', lt: 'a' } })).toMatchObject({ isEmpty: true })
    expect(keyOf('byKind', { ...box, amount: { gte: 3, lte: 2 } })).toMatchObject({ isEmpty: true })
    expect(keyOf('primary', { site: 's1', id: { gt: 'a' } })).toMatchObject({ isEmpty: false })
  })

  it('takes undefined as no opinion', () => {
    expect(conditionsOf('byAmount', { ...box, amount: undefined, code: undefined })).toHaveLength(2)
    expect(conditionsOf('primary', { site: 's1', id: { gte: 'a', lt: undefined } })[1]).toEqual([
      'sk',
      'BETWEEN',
      'THING#a',
      expect.any(String),
    ])
  })

  it.each<[string, string, unknown, string]>([
    ['a gap', 'byAmount', { ...box, code: 'c' }, 'give amount before code'],
    ['a gap before a range', 'byAmount', { site: 's1', amount: { gt: 1 } }, 'give kind before amount'],
    [
      'an unknown name',
      'byAmount',
      { ...box, note: 'n' },
      'it is not keyed by note; its key is site, kind, amount, code',
    ],
    [
      'a range that is not last',
      'byAmount',
      { ...box, amount: { gt: 1 }, code: 'c' },
      'amount has a range, so it comes last: leave code out',
    ],
    [
      'a partition that is not whole',
      'byKind',
      { site: 's1' },
      'give kind: together they name the partition',
    ],
    ['null for the partition', 'primary', { site: null }, 'give site: together they name the partition'],
    ['null in the sort key', 'primary', { site: 's1', id: null }, 'id needs a value, not null'],
    ['no key', 'primary', undefined, 'give the attributes of its key: site'],
  ])('refuses %s', (_what, pattern, given, text) => {
    expect(problem(pattern, given)).toBe(`repository.query-key: Thing, access pattern ${pattern}: ${text}.`)
  })

  it.each<[string, unknown, string]>([
    ['two lower bounds', { gt: 'a', gte: 'b' }, 'keys.malformed-range'],
    ['a bound beside between', { gt: 'a', between: ['a', 'b'] }, 'keys.malformed-range'],
    ['between of one', { between: ['a'] }, 'keys.malformed-range'],
    ['nothing but undefined', { gt: undefined }, 'keys.malformed-range'],
    ['a bound of another type', { gt: 5 }, 'keys.wrong-type'],
    ['an unknown word', { startsWith: 'a' }, 'repository.query-key'],
    ['no words', {}, 'repository.query-key'],
  ])('refuses a range of %s', (_what, id, code) => {
    expect(refused(() => keyOf('primary', { site: 's1', id })).code).toBe(code)
  })

  it('says which words a range may have', () => {
    expect(problem('primary', { site: 's1', id: { gte: 'a', startsWith: 'a' } })).toContain(
      'the range of id has startsWith, which is none of gt, gte, lt, lte, between, beginsWith',
    )
    expect(problem('primary', { site: 's1', id: {} })).toContain('the range of id is empty: give it a bound')
  })

  it('names entity and access pattern in the failures of templates', () => {
    const failure = refused(() => keyOf('byAmount', { site: 5 }))
    expect(told(failure)).toBe(
      "keys.wrong-type: Thing, access pattern byAmount: Key template 'SITE#{site}', hole {site}: needs a string, not number",
    )
    expect(failure.details).toMatchObject({ entity: 'Thing', attribute: 'site', hole: 'site' })
    expect(problem('byAmount', { site: 's1', kind: { gt: 'bag' } })).toMatch(
      /an enum has no order unless keyOrder: 'declared' gives it that of its declaration; give one value$/,
    )
  })

  it('takes nothing from what every object has', () => {
    expect(
      conditionsOf('byAmount', Object.create({ site: 's2', kind: 'bag' }, { site: { value: 's1' } })),
    ).toEqual([site])
  })

  it('refuses ranges that a part has no order or prefix for', () => {
    expect(refused(() => keyOf('byAmount', { site: 's1', kind: { gt: 'bag' } })).code).toBe(
      'keys.range-unsupported',
    )
    expect(refused(() => keyOf('byAmount', { ...box, amount: { beginsWith: '1' } })).code).toBe(
      'keys.range-unsupported',
    )
  })
})

describe('the ladder of attributes that stand for themselves', () => {
  it('takes them equal from the left, the last in a range', () => {
    expect(conditionsOf('byKind', box)).toEqual(native)
    expect(conditionsOf('byKind', { ...box, amount: 2 })).toEqual([...native, ['amount', '=', '2']])
    expect(conditionsOf('byKind', { ...box, amount: 2, code: { beginsWith: 'x' } })).toEqual([
      ...native,
      ['amount', '=', '2'],
      ['code', 'begins_with', 'x'],
    ])
  })

  it.each([
    [{ gt: 1 }, ['amount', '>', '1']],
    [{ gte: 1 }, ['amount', '>=', '1']],
    [{ lt: 1 }, ['amount', '<', '1']],
    [{ lte: 1 }, ['amount', '<=', '1']],
    [{ between: [1, 2] }, ['amount', 'BETWEEN', '1', '2']],
    [{ gte: 1, lte: 2, gt: undefined }, ['amount', 'BETWEEN', '1', '2']],
  ])('writes the range %j', (amount, condition) => {
    expect(conditionsOf('byKind', { ...box, amount })).toEqual([...native, condition])
  })

  it('takes an empty prefix as no condition', () => {
    expect(conditionsOf('byKind', { ...box, amount: 1, code: { beginsWith: '' } })).toHaveLength(3)
  })

  it.each<[string, unknown, string]>([
    [
      'bounds that DynamoDB cannot say',
      { gt: 1, lt: 2 },
      'DynamoDB takes one condition on amount: use gte with lte, between, or one bound, not gt with lt',
    ],
    ['three words', { gte: 1, lte: 2, lt: 3 }, 'not gte with lt with lte'],
    ['nothing', { gte: undefined }, 'the range of amount is empty'],
    ['a prefix of a number', { beginsWith: 1 }, 'only a string has a prefix, and amount is number'],
    ['between of three', { between: [1, 2, 3] }, 'between of amount takes two values'],
    ['between of null', { between: [1, null] }, 'amount needs a value, not null'],
  ])('refuses a range of %s', (_what, amount, text) => {
    expect(problem('byKind', { ...box, amount })).toContain(
      'repository.query-key: Thing, access pattern byKind: ',
    )
    expect(problem('byKind', { ...box, amount })).toContain(text)
  })

  it('refuses values that no key can hold', () => {
    expect(refused(() => keyOf('byKind', { ...box, amount: 1, code: '' })).code).toBe('keys.empty')
    expect(refused(() => keyOf('byKind', { ...box, amount: 'x' })).code).toBe('marshalling.kind')
  })

  it('copies into a key attribute of another name', () => {
    expect(conditionsOf('byRank', { rank: { gte: 3 } })).toEqual([
      ['gsi4pk', '=', 'RANKS'],
      ['gsi4n', '>=', '3'],
    ])
  })
})
