import { describe, expect, it } from 'vitest'
import { applyUpdate, parseUpdate } from '../../../src/engine/expressions/index.js'
import type { AttributeMap, AttributeValue } from '../../../src/protocol/attribute-value.js'
import { contextOf, mentioned, refusal, update } from './requests.js'

const item: AttributeMap = {
  a: { S: 'x' },
  n: { N: '5' },
  m: { M: { b: { S: 'y' }, c: { N: '1' }, d: { M: {} } } },
  l: { L: [{ N: '1' }, { N: '2' }, { N: '3' }, { N: '4' }] },
  ss: { SS: ['a', 'b'] },
  ns: { NS: ['1', '2'] },
}
const list = (...numbers: (number | string)[]): AttributeValue => ({
  L: numbers.map((each) => (typeof each === 'number' ? { N: String(each) } : { S: each })),
})
const pathInvalid = 'The document path provided in the update expression is invalid for update'
const missing = 'The provided expression refers to an attribute that does not exist in the item'
const wrongType = 'An operand in the update expression has an incorrect data type'

// Every outcome below has been seen on DynamoDB Local. ':s' is the string b, ':n' 1, ':n2' 10, ':l' a list of q.
describe('the item after an update', () => {
  it.each<[text: string, changed: Record<string, AttributeValue | undefined>]>([
    ['SET n = n + :n2', { n: { N: '15' } }],
    ['SET n = :n - n', { n: { N: '-4' } }],
    ['SET n = if_not_exists(zz, :n) + :n', { n: { N: '2' } }],
    ['SET m.c = m.c + :n', { m: { M: { b: { S: 'y' }, c: { N: '2' }, d: { M: {} } } } }],
    ['SET a = if_not_exists(zz, if_not_exists(yy, :s))', { a: { S: 'b' } }],
    ['SET a = if_not_exists(zz.b, :s)', { a: { S: 'b' } }],
    ['SET a = if_not_exists(a, :s)', {}],
    ['SET a = list_append(if_not_exists(zz, :l), :l)', { a: list('q', 'q') }],
    ['SET l = list_append(l, :l)', { l: list(1, 2, 3, 4, 'q') }],
    ['SET l = list_append(:l, l), a = l', { l: list('q', 1, 2, 3, 4), a: list(1, 2, 3, 4) }],
    ['SET a = n, n = a', { a: { N: '5' }, n: { S: 'x' } }],
    ['SET a = l[0]', { a: { N: '1' } }],
    ['SET l[10] = :s', { l: list(1, 2, 3, 4, 'b') }],
    ['SET l[6] = :s, l[5] = :n', { l: list(1, 2, 3, 4, 1, 'b') }],
    ['SET l[0] = :s, l[9] = :n', { l: list('b', 2, 3, 4, 1) }],
    ['REMOVE l[0], l[2]', { l: list(2, 4) }],
    ['REMOVE l[0] SET l[1] = :s', { l: list('b', 3, 4) }],
    ['REMOVE l[0] SET l[9] = :s', { l: list(2, 3, 4, 'b') }],
    ['REMOVE l[9], zz, m.zz', {}],
    ['REMOVE a, m.d, m.b', { a: undefined, m: { M: { c: { N: '1' } } } }],
    [
      'SET m.d.e = :s, m.d.f = :n',
      { m: { M: { b: { S: 'y' }, c: { N: '1' }, d: { M: { e: { S: 'b' }, f: { N: '1' } } } } } },
    ],
    ['ADD n :n2', { n: { N: '15' } }],
    ['ADD zz :n', { zz: { N: '1' } }],
    ['ADD zz :ss', { zz: { SS: ['a'] } }],
    ['ADD m.zz :n', { m: { M: { b: { S: 'y' }, c: { N: '1' }, d: { M: {} }, zz: { N: '1' } } } }],
    ['ADD l[0] :n2', { l: list(11, 2, 3, 4) }],
    ['ADD l[9] :n', { l: list(1, 2, 3, 4, 1) }],
    ['ADD ss :ss', {}],
    ['ADD ns :ns', {}],
    ['DELETE ss :ss', { ss: { SS: ['b'] } }],
    ['DELETE ns :ns', { ns: { NS: ['2'] } }],
    ['DELETE zz :ss', {}],
    ['DELETE m.zz :ss', {}],
    [
      'SET a = :s REMOVE n ADD zz :n DELETE ss :ss',
      { a: { S: 'b' }, n: undefined, zz: { N: '1' }, ss: { SS: ['b'] } },
    ],
  ])('%s', (text, changed) => {
    const expected = { ...item, ...changed }
    for (const name of Object.keys(expected)) if (expected[name] === undefined) delete expected[name]
    expect(update(text, mentioned(text), item)).toEqual(expected)
  })

  it('lacks a set that has lost its last element', () => {
    const values = { ':both': { SS: ['b', 'a'] } }
    expect(update('DELETE ss :both', values, { ss: { SS: ['a', 'b'] } })).toEqual({})
    expect(update('DELETE l[0] :both', values, { l: { L: [{ SS: ['a'] }, { N: '1' }] } })).toEqual({
      l: list(1),
    })
  })

  it.each([
    ['SET zz.b = :s', pathInvalid],
    ['SET m.zz.b = :s', pathInvalid],
    ['SET a.b = :s', pathInvalid],
    ['SET a[0] = :s', pathInvalid],
    ['SET m[0] = :s', pathInvalid],
    ['SET l.b = :s', pathInvalid],
    ['SET l[0].b = :s', pathInvalid],
    ['SET l[9].b = :s', pathInvalid],
    ['SET zz.b = zy', pathInvalid],
    ['REMOVE zz.b', pathInvalid],
    ['REMOVE l[9].b', pathInvalid],
    ['REMOVE m[0]', pathInvalid],
    ['ADD zz.b :n', pathInvalid],
    ['DELETE zz.b :ss', pathInvalid],
    ['SET a = zz', missing],
    ['SET a = l[9]', missing],
    ['SET a = zz + :n', missing],
    ['SET a = list_append(zz, :l)', missing],
    ['SET a = if_not_exists(n, zz)', missing],
    ['SET n = a + :n', wrongType],
    ['SET n = a + zz', wrongType],
    ['SET n = :n + ss', wrongType],
    ['SET n = if_not_exists(a, :n) + :n', wrongType],
    ['SET a = list_append(a, :l)', wrongType],
    ['SET a = list_append(:l, n)', wrongType],
    ['SET a = list_append(ss, :l)', wrongType],
    ['ADD n :ss', wrongType],
    ['ADD a :n', wrongType],
    ['ADD a :ss', wrongType],
    ['ADD ss :ns', wrongType],
    ['ADD m.b :n', wrongType],
    ['DELETE a :ss', wrongType],
    ['DELETE ss :ns', wrongType],
  ])('cannot be had from %s', (text, message) => {
    expect(refusal(() => update(text, mentioned(text), item))).toBe(message)
  })

  it('holds exact numbers within their range', () => {
    const values = { ':big': { N: '9'.repeat(38) }, ':one': { N: '1' } }
    expect(update('SET n = :big + :one', values)).toEqual({ n: { N: `1${'0'.repeat(38)}` } })
    const tiny = { ':big': { N: '9'.repeat(38) }, ':tiny': { N: '0.1' } }
    expect(refusal(() => update('SET n = :big + :tiny', tiny))).toBe(
      'Attempting to store more than 38 significant digits in a Number',
    )
    expect(refusal(() => update('ADD n :huge', { ':huge': { N: '9e125' } }, { n: { N: '9e125' } }))).toMatch(
      /^Number overflow/,
    )
  })

  it('has lists of any length', () => {
    const long: AttributeMap = { l: { L: Array.from({ length: 150_000 }, () => ({ NULL: true })) } }
    const text = 'REMOVE l[0] SET l[999999] = :s'
    const { L } = update(text, mentioned(text), long)['l'] ?? {}
    expect(L).toHaveLength(150_000)
    expect(L?.at(-1)).toEqual({ S: 'b' })
  })

  it('has no list that no item could hold', () => {
    const long: AttributeMap = { l: { L: Array.from({ length: 210_000 }, () => ({ S: '' })) } }
    const text = 'SET l = list_append(l, l)'
    expect(refusal(() => update(text, mentioned(text), long))).toBe(
      'Item size to update has exceeded the maximum allowed size',
    )
  })

  it('is measured while many values are worked out, each of which would fit', () => {
    const set: AttributeValue = { SS: Array.from({ length: 20_000 }, (_, index) => String(100_000 + index)) }
    const actions = Array.from({ length: 300 }, (_, index) => `s${index} :s`)
    const begin = process.cpuUsage()
    expect(refusal(() => update(`ADD ${actions.join(',')}`, { ':s': set }))).toBe(
      'Item size to update has exceeded the maximum allowed size',
    )
    expect(process.cpuUsage(begin).user).toBeLessThan(2_000_000)
    expect(refusal(() => update('SET q = :v, r = :v, s = :v, t = :v, u = :v', { ':v': { S: 'x' } }))).toBe(
      'accepted',
    )
  })

  it('is nested no deeper than the service admits', () => {
    const nested = (levels: number): AttributeValue =>
      levels === 0 ? { S: 'x' } : { M: { a: nested(levels - 1) } }
    const tooDeep = 'Nesting Levels have exceeded supported limits'
    expect(refusal(() => update('SET q = :v', { ':v': nested(31) }))).toBe('accepted')
    expect(refusal(() => update('SET q = :v', { ':v': nested(32) }))).toBe(tooDeep)
    expect(refusal(() => update('SET m.q = :v', { ':v': nested(31) }, { m: { M: {} } }))).toBe(tooDeep)
  })
})

describe('applying an update', () => {
  const parse = (text: string) => parseUpdate(text, contextOf({ ':s': { S: 'b' } }))

  it('leaves the item that it is given as it is, and shares what has not changed', () => {
    const before = structuredClone(item)
    const { item: after } = applyUpdate(parse('SET m.d.e = :s, l[9] = :s REMOVE l[0], a'), item)
    expect(item).toEqual(before)
    expect(after['ss']).toBe(item['ss'])
    expect(after['m']).not.toBe(item['m'])
    expect(after['m']?.M?.['b']).toBe(item['m']?.M?.['b'])
  })

  it('says which paths it touches, in the order of the text', () => {
    const { touched } = applyUpdate(parse('REMOVE m.b SET l[1] = :s, a = :s'), item)
    expect(touched).toEqual([['m', 'b'], ['l', 1], ['a']])
  })

  it('sets attributes that are called like members of every object', () => {
    const context = contextOf({ '#p': '__proto__', ':s': { S: 'b' } })
    const { item: after } = applyUpdate(parseUpdate('SET #p = :s, toString = :s', context), {})
    expect(Object.entries(after)).toEqual([
      ['__proto__', { S: 'b' }],
      ['toString', { S: 'b' }],
    ])
    const removal = applyUpdate(parseUpdate('REMOVE #p', context), after)
    expect(Object.keys(removal.item)).toEqual(['toString'])
  })
})
