import { describe, expect, it } from 'vitest'
import { projectPaths } from '../../../src/engine/expressions/projection.js'
import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import { project, refusal } from './requests.js'

const item: AttributeMap = {
  a: { S: 'x' },
  m: { M: { b: { S: 'y' }, c: { L: [{ N: '1' }, { M: { z: { N: '1' }, y: { N: '2' } } }] } } },
  l: { L: [{ N: '1' }, { N: '2' }, { N: '3' }] },
  ll: { L: [{ L: [{ N: '1' }, { N: '2' }] }, { N: '9' }] },
}

describe('what a projection takes out of an item', () => {
  it.each<[string, AttributeMap]>([
    ['a', { a: { S: 'x' } }],
    ['zz', {}],
    ['valueOf', {}],
    ['m.b', { m: { M: { b: { S: 'y' } } } }],
    ['m.zz', {}],
    ['m.b, m.zz', { m: { M: { b: { S: 'y' } } } }],
    ['l[1]', { l: { L: [{ N: '2' }] } }],
    ['l[2], l[0]', { l: { L: [{ N: '1' }, { N: '3' }] } }],
    ['l[9]', {}],
    ['m.c[1].y', { m: { M: { c: { L: [{ M: { y: { N: '2' } } }] } } } }],
    [
      'm.c[1].y, m.c[0], a',
      { a: { S: 'x' }, m: { M: { c: { L: [{ N: '1' }, { M: { y: { N: '2' } } }] } } } },
    ],
    ['ll[0][1], ll[1]', { ll: { L: [{ L: [{ N: '2' }] }, { N: '9' }] } }],
    ['a.b', {}],
    ['a[0]', {}],
    ['l.b', {}],
    ['m[0]', {}],
  ])('%s', (text, expected) => {
    expect(project(text, {}, item)).toEqual(expected)
  })

  it('is named by placeholders too', () => {
    expect(project('#m.#b', { '#m': 'm', '#b': 'b' }, item)).toEqual({ m: { M: { b: { S: 'y' } } } })
    expect(project('#p', { '#p': '__proto__' }, JSON.parse('{"__proto__":{"S":"x"}}'))).toEqual(
      JSON.parse('{"__proto__":{"S":"x"}}'),
    )
  })

  it('is the same for paths that are known already', () => {
    expect(projectPaths([['l', 2], ['a'], ['l', 0]], item)).toEqual({
      a: { S: 'x' },
      l: { L: [{ N: '1' }, { N: '3' }] },
    })
  })
})

describe('a projection', () => {
  const overlap = 'Two document paths overlap with each other; must remove or rewrite one of these paths; '
  it.each([
    ['', 'The expression can not be empty;'],
    ['a,', 'Syntax error; token: "<EOF>", near: ","'],
    ['a b', 'Syntax error; token: "b", near: "a b"'],
    [',', 'Syntax error; token: ",", near: ","'],
    ['(a)', 'Syntax error; token: "(", near: "(a"'],
    [':v', 'Syntax error; token: ":v", near: ":v"'],
    ['size(a)', 'Syntax error; token: "(", near: "size(a"'],
    ['name', 'Attribute name is a reserved keyword; reserved keyword: name'],
    ['a[99999999999]', 'List index is not within the allowable range; index: [99999999999]'],
    [`a${'.b'.repeat(32)}`, 'The document path has too many nesting levels; nesting levels: 33'],
    ['#x, #y', 'An expression attribute name used in the document path is not defined; attribute name: #y'],
    ['a, a', `${overlap}path one: [a], path two: [a]`],
    ['m.b, m', `${overlap}path one: [m, b], path two: [m]`],
    ['m, m.b', `${overlap}path one: [m], path two: [m, b]`],
    [
      'm.b, m[0]',
      'Two document paths conflict with each other; must remove or rewrite one of these paths; ' +
        'path one: [m, b], path two: [m, [0]]',
    ],
  ])('%s is refused', (text, message) => {
    expect(refusal(() => project(text))).toBe(`Invalid ProjectionExpression: ${message}`)
  })
})
