import { describe, expect, test } from 'vitest'
import { compileCodec } from '../../src/marshalling/index.js'
import type { AttributeModel } from '../../src/schema/attribute-model.js'
import { failure } from './failing.js'

const string: AttributeModel = { kind: 'string', store: 'string' }
const number: AttributeModel = { kind: 'number', integer: false }

describe('lists', () => {
  const list = compileCodec({ kind: 'list', element: number }, 'E.a')

  test('are L, the empty one too', () => {
    expect(list.encode([1, 2])).toEqual({ L: [{ N: '1' }, { N: '2' }] })
    expect(list.decode({ L: [{ N: '1' }] })).toEqual([1])
    expect(list.decode(list.encode([])!)).toEqual([])
  })

  test('name the element that does not fit', () => {
    expect(failure(() => list.encode([1, 'x'])).message).toBe(
      'E.a[1]: expected a number, and found a string. Give a number.',
    )
    expect(failure(() => list.decode({ L: [{ N: '1' }, { S: 'x' }] })).details).toMatchObject({
      attribute: '[1]',
      found: 'S',
    })
  })

  test('cannot hold undefined or an empty set, which would shift the elements', () => {
    expect(failure(() => list.encode([1, undefined, 2]))).toMatchObject({
      code: 'marshalling.kind',
      message: expect.stringContaining('Use null') as string,
    })
    const sets = compileCodec({ kind: 'list', element: { kind: 'set', type: 'SS', element: string } }, 'E.a')
    expect(failure(() => sets.encode([new Set()])).code).toBe('marshalling.empty-set')
  })

  test('are refused as other kinds', () => {
    expect(failure(() => list.encode('x')).code).toBe('marshalling.kind')
    expect(failure(() => list.decode({ M: {} })).code).toBe('marshalling.unexpected-type')
  })
})

describe('tuples', () => {
  const tuple = compileCodec({ kind: 'tuple', elements: [string, number], requiredLength: 1 }, 'E.a')
  const open = compileCodec({ kind: 'tuple', elements: [string], rest: number }, 'E.a')

  test('end where their optional elements end', () => {
    expect(tuple.encode(['x', undefined])).toEqual({ L: [{ S: 'x' }] })
    expect(tuple.decode({ L: [{ S: 'x' }] })).toEqual(['x'])
    expect(tuple.decode(tuple.encode(['x', 1])!)).toEqual(['x', 1])
  })

  test('go on with their rest', () => {
    expect(open.decode(open.encode(['x', 1, 2])!)).toEqual(['x', 1, 2])
    expect(open.decode(open.encode(['x'])!)).toEqual(['x'])
  })

  test('of another length are refused', () => {
    for (const value of [[], ['x', 1, 2], 'x'])
      expect(failure(() => tuple.encode(value)).code).toBe('marshalling.kind')
    expect(failure(() => tuple.decode({ L: [] }))).toMatchObject({
      details: { expected: 'an array of 1 to 2 elements', found: '0 elements' },
    })
    expect(failure(() => open.encode([])).message).toContain('at least 1 elements')
    expect(failure(() => tuple.decode({ S: 'x' })).code).toBe('marshalling.unexpected-type')
  })

  test('name the element that does not fit', () => {
    expect(failure(() => tuple.encode(['x', 'y'])).details).toMatchObject({ attribute: '[1]' })
    expect(failure(() => open.encode(['x', 1, 'y'])).details).toMatchObject({ attribute: '[2]' })
    expect(failure(() => tuple.decode({ L: [{ N: '1' }] })).details).toMatchObject({ attribute: '[0]' })
  })

  test('of which a projection left some elements are read by the forms they fit', () => {
    expect(open.decodePartial({ L: [{ N: '5' }] })).toEqual([5])
    expect(tuple.decodePartial({ L: [{ N: '5' }] })).toEqual([5])
  })
})
