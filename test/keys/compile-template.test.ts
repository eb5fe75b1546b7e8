import { describe, expect, it } from 'vitest'
import { compileTemplate, parseTemplate } from '../../src/keys/index.js'
import { compile, expectFailure } from './compile.js'

describe('compileTemplate', () => {
  it('says what the template says', () => {
    const template = compile('ORDER#{orderId}', {}, 'partition')
    expect(template).toMatchObject({ text: 'ORDER#{orderId}', role: 'partition', holes: ['orderId'] })
    expect(template.segments).toEqual(parseTemplate('ORDER#{orderId}').segments)
    expect(Object.isFrozen(template)).toBe(true)
  })

  it('refuses holes that name nothing', () => {
    const define = () => compileTemplate(parseTemplate('A#{a}'), { role: 'sort', part: () => undefined })
    expect(expectFailure('keys.unknown-hole', define).details).toEqual({ template: 'A#{a}', hole: 'a' })
  })

  it('stores literals as they are written', () => {
    expect(compile('Tenant {{x}} #{a}').format({ a: 'é' })).toBe('Tenant {x} #é')
    expect(compile('PROFILE').format({})).toBe('PROFILE')
    expect(compile('PROFILE').parse('PROFILE')).toEqual({})
    expect(compile('PROFILE').parse('PROFILES')).toBeUndefined()
  })

  it('needs a value for every hole, of its own and not inherited, and ignores others', () => {
    const template = compile('{a}#{constructor}')
    expect(template.format({ a: '1', constructor: '2', other: null })).toBe('1#2')
    for (const values of [{}, { a: undefined }, { a: null }]) {
      expect(expectFailure('keys.missing-value', () => template.format(values)).details).toMatchObject({
        hole: 'a',
      })
    }
    expectFailure('keys.missing-value', () => template.format({ a: '1' }))
  })

  it('is complete when no hole is undefined or null (K6)', () => {
    const template = compile('{a}#{b}')
    expect(template.isComplete({ a: '', b: 0 })).toBe(true)
    expect([{}, { a: '1' }, { a: '1', b: null }, { a: undefined, b: '1' }].some(template.isComplete)).toBe(
      false,
    )
    expect(template.nextHole({ a: '1' })).toBe('b')
    expect(template.nextHole({ b: '1' })).toBe('a')
    expect(template.nextHole({ a: '1', b: '2' })).toBeUndefined()
  })

  it.each([
    ['partition', 2048],
    ['sort', 1024],
  ] as const)('refuses %s keys over %i bytes, by their UTF-8 size', (role, sizeBytesMax) => {
    const template = compile('#{a}', {}, role)
    const fits = 'é'.repeat(sizeBytesMax / 2 - 1) + 'a'
    expect(template.parse(template.format({ a: fits }))).toEqual({ a: fits })
    const error = expectFailure('keys.too-long', () => template.format({ a: `${fits}a` }))
    expect(error.details).toEqual({ template: '#{a}', sizeBytes: sizeBytesMax + 1 })
    expect(template.parse(`#${fits}a`)).toBeUndefined()
    expectFailure('keys.too-long', () => compile(`${'#'.repeat(sizeBytesMax + 1)}{a}`, {}, role))
  })

  it('reads no key that cannot be stored', () => {
    expect(compile('A#{a}').parse('A#x\ud800')).toBeUndefined()
    expect(compile('A#{a}#{b}').parse('A#x\udc00#y')).toBeUndefined()
  })

  it('tells neither values nor keys in messages about text', () => {
    const template = compile({ template: '{secret}#', delimiters: 'reject' })
    const errors = [
      expectFailure('keys.delimiter-in-value', () => template.format({ secret: 'hunter2#' })),
      expectFailure('keys.unpaired-surrogate', () => template.format({ secret: 'hunter2\ud800' })),
      expectFailure('keys.too-long', () => template.format({ secret: 'hunter2'.repeat(1000) })),
    ]
    for (const error of errors) expect(error.message + JSON.stringify(error.details)).not.toContain('hunter2')
  })
})
