import { describe, expect, it } from 'vitest'
import type { KeyPart } from '../../src/keys/index.js'
import { compareBytes } from './arbitraries.js'
import { compile, expectFailure } from './compile.js'

const kinds = (
  values: readonly string[],
  rest: { ranked?: boolean; descending?: boolean } = {},
): KeyPart => ({
  kind: 'enum',
  values,
  ...rest,
})

describe('enums in keys', () => {
  it('are their text, and only listed values are taken', () => {
    const template = compile('{k}#{id}', { k: kinds(['in progress', 'done']) })
    expect(template.format({ k: 'in progress', id: '1' })).toBe('in progress#1')
    expect(template.parse('done#1')).toEqual({ k: 'done', id: '1' })
    expect(template.parse('Done#1')).toBeUndefined()
    const lost = expectFailure('keys.not-in-enum', () => template.format({ k: 'lost', id: '1' }))
    expect(lost.message).toContain('needs one of in progress, done, not another text')
    expectFailure('keys.not-in-enum', () => template.format({ k: 1, id: '1' }))
    const letters = compile('{k}', { k: kinds(Array.from('abcdefghijklm')) })
    expect(expectFailure('keys.not-in-enum', () => letters.format({ k: 'n' })).message).toContain(
      'needs one of a, b, c, d, e, f, g, h, i, j and 3 others, not another text',
    )
  })

  it('need nothing between them and the next hole when none begins like another', () => {
    const template = compile('{k}{id}', { k: kinds(['A', 'B']) })
    expect(template.format({ k: 'A', id: 'B' })).toBe('AB')
    expect(template.parse('AB')).toEqual({ k: 'A', id: 'B' })
    expectFailure('keys.ambiguous', () => compile('{k}{id}', { k: kinds(['A', 'AB']) }))
    expect(compile('{k}x{id}', { k: kinds(['A', 'AB']) }).parse('ABxx')).toEqual({ k: 'AB', id: 'x' })
  })

  it('are escaped only where a delimiter within would be ambiguous', () => {
    const values = ['a', 'a#b', 'c d']
    const template = compile('{k}#{id}', { k: kinds(values) })
    expect(values.map((k) => template.format({ k, id: '1' }))).toEqual(['a#1', 'a$23b#1', 'c d#1'])
    expect(template.parse('a#b#1')).toEqual({ k: 'a', id: 'b#1' })
    expect(compile('{k}#{id}', { k: kinds(['a#b', 'c']) }).format({ k: 'a#b', id: '1' })).toBe('a#b#1')
    expectFailure('keys.ambiguous', () =>
      compile({ template: '{k}#{id}', delimiters: 'reject' }, { k: kinds(values) }),
    )
    expectFailure('keys.ambiguous', () => compile('{k}x{id}', { k: kinds(['a', 'axb']) }))
  })

  it('sort by declared order when ranked, in both directions', () => {
    const values = ['low', 'high', 'critical']
    const up = compile('{k}', { k: kinds(values, { ranked: true }) })
    const down = compile('{k}', { k: kinds(values, { ranked: true, descending: true }) })
    expect(values.map((k) => up.format({ k }))).toEqual(['00', '01', '02'])
    expect(values.map((k) => down.format({ k }))).toEqual(['99', '98', '97'])
    expect(down.parse('98')).toEqual({ k: 'high' })
    expect(up.parse('03')).toBeUndefined()
  })

  it('use three digits past a hundred values', () => {
    const values = Array.from({ length: 101 }, (_, index) => `v${index}`)
    const template = compile('{k}', { k: kinds(values, { ranked: true }) })
    const keys = values.map((k) => template.format({ k }))
    expect(keys[100]).toBe('100')
    expect(keys.toSorted(compareBytes)).toEqual(keys)
    expect(compile('{k}', { k: kinds(values.slice(1), { ranked: true }) }).format({ k: 'v100' })).toBe('99')
  })

  it('are text in partition keys, ranked or not', () => {
    const template = compile('{k}', { k: kinds(['low', 'high'], { ranked: true }) }, 'partition')
    expect(template.format({ k: 'high' })).toBe('high')
  })

  it('read back as declared under a casing, and are refused where casing makes two alike', () => {
    const template = compile({ template: '{k}#', casing: 'lower' }, { k: kinds(['Paid', 'Placed']) })
    expect(template.format({ k: 'Paid' })).toBe('paid#')
    expect(template.parse('paid#')).toEqual({ k: 'Paid' })
    expectFailure('keys.ambiguous', () =>
      compile({ template: '{k}', casing: 'lower' }, { k: kinds(['A', 'a']) }),
    )
  })

  it('are refused when malformed', () => {
    expectFailure('keys.invalid-part', () => compile('{k}', { k: kinds([]) }))
    expectFailure('keys.invalid-part', () => compile('{k}', { k: kinds(['a', 'a']) }))
    expectFailure('keys.invalid-part', () => compile('{k}', { k: kinds(['\udc00']) }))
    expectFailure('keys.descending-unsupported', () =>
      compile('{k}', { k: kinds(['a'], { descending: true }) }),
    )
  })
})
