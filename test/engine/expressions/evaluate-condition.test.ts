import { describe, expect, it } from 'vitest'
import type { AttributeMap, AttributeValue } from '../../../src/protocol/attribute-value.js'
import { check } from './requests.js'

const bytes = (...each: number[]) => Uint8Array.from(each)
const item: AttributeMap = {
  s: { S: 'héllo😀' },
  e: { S: '' },
  n: { N: '5' },
  one: { N: '1' },
  b: { B: bytes(1, 2, 3) },
  m: { M: { x: { S: '1' }, y: { N: '2' }, con: { S: 'c' } } },
  l: { L: [{ S: 'a' }, { N: '1' }, { M: { q: { S: 'z' } } }, { L: [{ S: 'i' }] }] },
  l2: { L: [] },
  ss: { SS: ['a', 'b'] },
  ss2: { SS: ['b', 'a'] },
  ns: { NS: ['1', '2'] },
  bs: { BS: [bytes(1), bytes(2)] },
  t: { BOOL: true },
  u: { NULL: true },
}

type Case = [text: string, expected: boolean, values?: Record<string, AttributeValue>]

// Every verdict below has been seen on DynamoDB Local.
describe('the verdict of a condition', () => {
  it.each<Case>([
    ['size(s) = :v', true, { ':v': { N: '7' } }],
    ['size(b) = :v', true, { ':v': { N: '3' } }],
    ['size(m) = :v', true, { ':v': { N: '3' } }],
    ['size(l) = :v', true, { ':v': { N: '4' } }],
    ['size(ss) = :v', true, { ':v': { N: '2' } }],
    ['size(e) = :v', true, { ':v': { N: '0' } }],
    ['size(:w) = :v', true, { ':v': { N: '2' }, ':w': { S: 'ab' } }],
    ['size(l2) < size(l)', true],
    ['size(n) >= :v', false, { ':v': { N: '0' } }],
    ['size(t) >= :v', false, { ':v': { N: '0' } }],
    ['size(zz) >= :v', false, { ':v': { N: '0' } }],
    ['size(n) <> :v', true, { ':v': { N: '0' } }],
    ['n > size(zz)', false],
  ])('of size: %s is %s', (text, expected, values) => {
    expect(check(text, values, item)).toBe(expected)
  })

  it.each<Case>([
    ['s <> :v', true, { ':v': { N: '0' } }],
    ['zz <> :v', true, { ':v': { N: '0' } }],
    ['zz = yy', false],
    ['zz <> yy', true],
    ['NOT zz = :v', true, { ':v': { N: '0' } }],
    ['zz < :v', false, { ':v': { N: '0' } }],
    ['NOT zz < :v', true, { ':v': { N: '0' } }],
    ['n < :v', false, { ':v': { S: 'z' } }],
    ['n = :v', true, { ':v': { N: '5.0' } }],
    ['n > one', true],
    ['ss = ss2', true],
    ['ss < ss2', false],
    ['l >= l2', false],
    ['t < u', false],
    ['bs = :v', true, { ':v': { BS: [bytes(2), bytes(1)] } }],
    ['m = :v', true, { ':v': { M: { y: { N: '2' }, con: { S: 'c' }, x: { S: '1' } } } }],
    ['u = :v', true, { ':v': { NULL: true } }],
    ['t <> :v', true, { ':v': { BOOL: false } }],
    ['b < :v', true, { ':v': { B: bytes(1, 3) } }],
  ])('of a comparison: %s is %s', (text, expected, values) => {
    expect(check(text, values, item)).toBe(expected)
  })

  it.each<Case>([
    ['contains(s, :v)', true, { ':v': { S: 'llo' } }],
    ['contains(s, :v)', true, { ':v': { S: '' } }],
    ['contains(s, :v)', false, { ':v': { N: '1' } }],
    ['contains(b, :v)', true, { ':v': { B: bytes(2, 3) } }],
    ['contains(b, :v)', false, { ':v': { B: bytes(1, 3) } }],
    ['contains(ss, :v)', true, { ':v': { S: 'a' } }],
    ['contains(ss, :v)', false, { ':v': { SS: ['a'] } }],
    ['contains(ns, :v)', true, { ':v': { N: '1.0' } }],
    ['contains(ns, :v)', false, { ':v': { S: '1' } }],
    ['contains(bs, :v)', true, { ':v': { B: bytes(1) } }],
    ['contains(l, :v)', true, { ':v': { N: '1.0' } }],
    ['contains(l, :v)', true, { ':v': { M: { q: { S: 'z' } } } }],
    ['contains(l, :v)', true, { ':v': { L: [{ S: 'i' }] } }],
    ['contains(l, :v)', false, { ':v': { S: 'i' } }],
    ['contains(m, :v)', false, { ':v': { S: 'x' } }],
    ['contains(n, :v)', false, { ':v': { N: '5' } }],
    ['contains(t, :v)', false, { ':v': { BOOL: true } }],
    ['contains(:v, n)', true, { ':v': { L: [{ N: '5' }] } }],
    ['contains(ss, zz)', false],
    ['contains(zz, s)', false],
  ])('of contains: %s is %s', (text, expected, values) => {
    expect(check(text, values, item)).toBe(expected)
  })

  it.each<Case>([
    ['begins_with(s, :v)', true, { ':v': { S: 'hé' } }],
    ['begins_with(s, e)', true],
    ['begins_with(b, :v)', true, { ':v': { B: bytes(1, 2) } }],
    ['begins_with(s, :v)', false, { ':v': { B: bytes(104) } }],
    ['begins_with(n, one)', false],
    ['begins_with(s, zz)', false],
    ['s IN (:a, :v)', true, { ':a': { N: '1' }, ':v': { S: 'héllo😀' } }],
    ['ss IN (:v)', true, { ':v': { SS: ['b', 'a'] } }],
    ['n IN (one, zz)', false],
    ['zz IN (yy)', false],
    ['n BETWEEN :v AND :v', true, { ':v': { N: '5' } }],
    ['n BETWEEN one AND :v', true, { ':v': { N: '9' } }],
    ['n BETWEEN :v AND one', false, { ':v': { N: '9' } }],
    ['n BETWEEN zz AND :v', false, { ':v': { N: '9' } }],
    ['n BETWEEN s AND :v', false, { ':v': { N: '9' } }],
    ['size(s) BETWEEN :v AND n', false, { ':v': { N: '1' } }],
  ])('of a prefix, list or range: %s is %s', (text, expected, values) => {
    expect(check(text, values, item)).toBe(expected)
  })

  it.each<Case>([
    ['attribute_type(s, :v)', true, { ':v': { S: 'S' } }],
    ['attribute_type(u, :v)', true, { ':v': { S: 'NULL' } }],
    ['attribute_type(zz, :v)', false, { ':v': { S: 'S' } }],
    ['attribute_type(size(s), :v)', true, { ':v': { S: 'N' } }],
    ['attribute_type(size(n), :v)', false, { ':v': { S: 'N' } }],
    ['attribute_exists(m.x)', true],
    ['attribute_exists(m.x.y)', false],
    ['attribute_exists(l[3][0])', true],
    ['attribute_exists(l[9])', false],
    ['attribute_not_exists(l[9])', true],
    ['attribute_exists(s[0])', false],
    ['attribute_exists(u)', true],
    ['attribute_exists(valueOf)', false],
    ['attribute_exists(m.toString)', false],
  ])('of type and existence: %s is %s', (text, expected, values) => {
    expect(check(text, values, item)).toBe(expected)
  })
})
