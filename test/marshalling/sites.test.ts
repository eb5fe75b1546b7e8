import { describe, expect, test } from 'vitest'
import { sites } from '../../src/marshalling/sites.js'
import { ignore, inFours } from '../../src/marshalling/steps.js'
import type { Fields, Four, Step } from '../../src/marshalling/steps.types.js'

const step = (name: string, lack: Step['lack'] = ignore): Step => ({
  name,
  from: name,
  to: name.toUpperCase(),
  convert: (value, depth) => `${String(value)} at ${depth}`,
  lack,
  mayBeEmpty: false,
})

const named = (...names: readonly string[]): Four => inFours(names.map((name) => step(name)))[0] as Four

describe.each(sites.map((site, number) => ({ site, number })))('site $number', ({ site }) => {
  const taken = (from: Fields, four: Four): Fields => {
    const to: Fields = {}
    site(from, to, four, 3)
    return to
  }

  test('takes four steps, in their order', () => {
    const to = taken({ d: 4, c: 3, b: 2, a: 1, e: 5 }, named('a', 'b', 'c', 'd'))
    expect(Object.entries(to)).toEqual([
      ['A', '1 at 3'],
      ['B', '2 at 3'],
      ['C', '3 at 3'],
      ['D', '4 at 3'],
    ])
  })

  test.each([[['a']], [['a', 'b']], [['a', 'b', 'c']]])('takes %j, and no more', (names) => {
    const to = taken({ a: 1, b: 2, c: 3, d: 4, '': 5 }, named(...names))
    expect(Object.keys(to)).toEqual(names.map((name) => name.toUpperCase()))
  })

  test('asks of each that is absent what it lacks', () => {
    const steps = ['a', 'b', 'c', 'd'].map((name) =>
      step(name, (to) => {
        to[name] = 'none'
      }),
    )
    const [four] = inFours(steps)
    expect(taken({ b: undefined }, four as Four)).toStrictEqual({
      a: 'none',
      b: 'none',
      c: 'none',
      d: 'none',
    })
  })
})
