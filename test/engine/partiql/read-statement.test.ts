import { beforeAll, describe, expect, it } from 'vitest'
import type { MemoryBackend } from '../../../src/engine/index.js'
import { N, S, backendWith, plain, put, shop } from '../support.js'
import { items, refusalOf } from './statements.js'

const where = `WHERE pk = 'a' AND sk = '1'`
let backend: MemoryBackend

beforeAll(async () => {
  backend = await backendWith([shop, plain])
  await put(backend, {
    pk: S('a'),
    sk: S('1'),
    n: N(1),
    g: S('G'),
    l: S('L'),
    'a b': S('x'),
    li: { L: [N(1), N(2), { M: { q: N(9), r: N(8) } }] },
    m: { M: { x: N(1), y: { L: [S('p'), S('r')] }, z: { M: { x: N(7) } } } },
    ss: { SS: ['x', 'y'] },
    nul: { NULL: true },
    bo: { BOOL: true },
  })
})

describe('projections', () => {
  it.each([
    ['pk, n', { pk: S('a'), n: N(1) }],
    ['m.x, m.y', { x: N(1), y: { L: [S('p'), S('r')] } }],
    [`"m"."x", "a b"`, { x: N(1), 'a b': S('x') }],
    [`m['x']`, { x: N(1) }],
    ['m.z.x', { x: N(7) }],
    ['li[1], li[0]', { 'li[0]': N(1), 'li[1]': N(2) }],
    ['m.y[1]', { 'y[1]': S('r') }],
    ['li[2].q', { 'li[2]': { M: { q: N(9) } } }],
    ['li[7], m.nope, nope.x, n', { n: N(1) }],
    ['m.y.x, li.q, ss[0]', {}],
    ['N, Pk', {}],
  ])('names %s after the last step', async (projection, expected) => {
    expect(await items(backend, `SELECT ${projection} FROM shop ${where}`)).toEqual([expected])
  })

  it.each([
    ['pk, pk', 'Duplicate identifiers in select clause: pk'],
    ['m.x, m.z.x', 'Duplicate identifiers in select clause: x'],
    [
      'm, m.x',
      'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [m, x], path two: [m]',
    ],
    ['m.*', "Changing item's hierarchy while reading isn't supported"],
    ['1', 'Unexpected path component at 1:8:1'],
    [`'n'`, 'Unexpected path component at 1:8:3'],
    ['COUNT(*)', 'Unexpected path component at 1:8:5'],
    ['size(li)', 'Unexpected path component at 1:8:4'],
    ['n + 1', 'Unexpected path component at 1:10:1'],
    ['li[1.5]', 'Unexpected path component at 1:11:3'],
    ['li[-1]', 'List index is not within the allowable range; index: [-1] at 1:12:1'],
    ['""', 'Path component cannot be an empty string'],
    [
      'pk.x',
      "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk",
    ],
    [
      Array.from({ length: 33 }, () => 'a').join('.'),
      'The document path has too many nesting levels; nesting levels: 33',
    ],
  ])('refuses %s', async (projection, message) => {
    expect(await refusalOf(backend, `SELECT ${projection} FROM shop ${where}`)).toBe(
      `ValidationException: ${message}`,
    )
  })
})

describe('sources', () => {
  it.each([
    [`'shop'`, 'Unexpected from source'],
    ['shop[0]', 'Invalid list expression in source.'],
    ['"shop"."byG"."x"', 'A path may contain at most 2 components in the FROM clause'],
    [
      '"bad name"',
      "Table name should be within the length [3, 255] and only contain 'a-z', 'A-Z', '0-9', '-', '_', '.'.",
    ],
    ['""', 'Path component cannot be an empty string'],
    ['shop.nope', 'The table does not have the specified index'],
  ])('refuses %s', async (source, message) => {
    expect(await refusalOf(backend, `SELECT n FROM ${source}`)).toBe(`ValidationException: ${message}`)
  })

  it('may be the ARN of a table', async () => {
    const source = '"arn:aws:dynamodb:us-east-1:000000000000:table/shop"'
    expect(await items(backend, `SELECT n FROM ${source} ${where}`)).toEqual([{ n: N(1) }])
    expect(await items(backend, `SELECT n FROM ${source}.byG WHERE g = 'G'`)).toEqual([{ n: N(1) }])
  })

  it('finds no table that is not there', async () => {
    const notFound = 'ResourceNotFoundException: Requested resource not found'
    expect(await refusalOf(backend, 'SELECT n FROM nope')).toBe(notFound)
    expect(await refusalOf(backend, 'SELECT n FROM "shop.byG"')).toBe(notFound)
    expect(await refusalOf(backend, `INSERT INTO nope VALUE {'pk': 'a'}`)).toBe(notFound)
    expect(await refusalOf(backend, `UPDATE nope SET x = 1 ${where}`)).toBe(notFound)
  })

  it('writes to no index', async () => {
    const refused = 'ValidationException: This operation is not supported on an index'
    expect(await refusalOf(backend, `UPDATE shop.byG SET x = 1 ${where}`)).toBe(refused)
    expect(await refusalOf(backend, `DELETE FROM "shop"."byG" ${where}`)).toBe(refused)
    expect(await refusalOf(backend, `INSERT INTO shop.byG VALUE {'pk': 'a'}`)).toBe(
      'ValidationException: FROM clause may only contain a single table name in data manipulation statements',
    )
  })
})

describe('parameters', () => {
  it('stand for values, in their order', async () => {
    const statement = 'SELECT n FROM shop WHERE pk = ? AND sk BETWEEN ? AND ?'
    expect(await items(backend, statement, { Parameters: [S('a'), S('0'), S('2')] })).toEqual([{ n: N(1) }])
    const nested = "SELECT n FROM shop WHERE m.z = {'x': ?} AND li[0] IN [?, 3]"
    expect(await items(backend, nested, { Parameters: [N('7.0'), N(1)] })).toEqual([{ n: N(1) }])
  })

  it('are as many as there are question marks', async () => {
    const mismatch = "ValidationException: Number of parameters in request and statement don't match."
    const statement = 'SELECT n FROM shop WHERE pk = ?'
    expect(await refusalOf(backend, statement)).toBe(mismatch)
    expect(await refusalOf(backend, statement, { Parameters: [S('a'), S('b')] })).toBe(mismatch)
    expect(await refusalOf(backend, `SELECT n FROM shop WHERE pk = '?'`, { Parameters: [S('a')] })).toBe(
      mismatch,
    )
  })

  it('are values', async () => {
    const statement = 'SELECT n FROM shop WHERE pk = ?'
    expect(await refusalOf(backend, statement, { Parameters: [N('x')] })).toBe(
      'ValidationException: The parameter cannot be converted to a numeric value: x',
    )
  })
})
