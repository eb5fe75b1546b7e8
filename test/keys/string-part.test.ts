import { describe, expect, it } from 'vitest'
import { compile, expectFailure } from './compile.js'

describe('strings in keys', () => {
  it('are stored raw when nothing follows, and escaped when something does', () => {
    const template = compile('{name}#{rest}')
    expect(template.format({ name: 'John Smith', rest: 'a #b$' })).toBe('John$20Smith#a #b$')
    expect(template.parse('John$20Smith#a #b$')).toEqual({ name: 'John Smith', rest: 'a #b$' })
    expect(compile('{name}#{rest}', {}, 'partition').format({ name: 'J S#', rest: '' })).toBe('J S$23#')
  })

  it('never reach the next hole, whatever the value', () => {
    const template = compile('TENANT#{tenantId}#CUSTOMER#{customerId}', {}, 'partition')
    const forged = template.format({ tenantId: 't1#CUSTOMER#c1', customerId: '' })
    expect(forged).toBe('TENANT#t1$23CUSTOMER$23c1#CUSTOMER#')
    expect(forged).not.toBe(template.format({ tenantId: 't1', customerId: 'c1' }))
    expect(template.format({ tenantId: 't1$23', customerId: 'c' })).toBe('TENANT#t1$2423#CUSTOMER#c')
  })

  it('may be empty, unless the whole key then is', () => {
    expect(compile('{a}#{b}').format({ a: '', b: '' })).toBe('#')
    expect(compile('{a}#{b}').parse('#')).toEqual({ a: '', b: '' })
    expectFailure('keys.empty', () => compile('{a}').format({ a: '' }))
    expect(compile('{a}').parse('')).toBeUndefined()
  })

  it('refuse unpaired surrogates and other types', () => {
    for (const text of ['{a}', '{a}#x']) {
      for (const a of ['\ud83d', 'a#\udfff', '\udc00\ud800']) {
        expect(expectFailure('keys.unpaired-surrogate', () => compile(text).format({ a })).details).toEqual({
          template: text,
          hole: 'a',
        })
      }
      expectFailure('keys.wrong-type', () => compile(text).format({ a: 1 }))
    }
    expect(compile('{a}#').parse('\ud83d#')).toBeUndefined()
  })

  it('are refused where their end could not be found', () => {
    expect(expectFailure('keys.ambiguous', () => compile('{a}{b}')).message).toContain('cannot be told apart')
    const error = expectFailure('keys.unsupported-delimiter', () => compile('{a}x{b}'))
    expect(error.message).toContain('ASCII punctuation')
    expectFailure('keys.unsupported-delimiter', () => compile('{a}é{b}'))
    expectFailure('keys.unsupported-delimiter', () => compile('{a} {b}'))
    expectFailure('keys.descending-unsupported', () =>
      compile('{a}', { a: { kind: 'string', descending: true } }),
    )
  })
})

describe("strings with delimiters: 'reject'", () => {
  const template = compile({ template: '$shop#tenant_{tenantId}#id_{orderId}', delimiters: 'reject' })

  it('are stored byte for byte', () => {
    const key = '$shop#tenant_a $23!#id_o#1'
    expect(template.format({ tenantId: 'a $23!', orderId: 'o#1' })).toBe(key)
    expect(template.parse(key)).toEqual({ tenantId: 'a $23!', orderId: 'o#1' })
  })

  it('are refused when they hold the delimiter', () => {
    const error = expectFailure('keys.delimiter-in-value', () =>
      template.format({ tenantId: 'a#b', orderId: '' }),
    )
    expect(error.details).toMatchObject({ hole: 'tenantId' })
  })

  it('may end with any character', () => {
    const letters = compile({ template: '{a}x{b}\u{10ffff}', delimiters: 'reject' })
    expect(letters.parse(letters.format({ a: 'b', b: 'x' }))).toEqual({ a: 'b', b: 'x' })
    expectFailure('keys.delimiter-in-value', () => letters.format({ a: 'x', b: '' }))
    expectFailure('keys.ambiguous', () => compile({ template: '{a}{b}', delimiters: 'reject' }))
  })
})

describe('strings with a casing', () => {
  it('are cased, and read back as cased; literals stay as written', () => {
    const template = compile({ template: 'User#{email}#X{rest}', casing: 'lower' })
    expect(template.format({ email: 'Ann@X.org', rest: 'ABC' })).toBe('User#ann@x.org#Xabc')
    expect(template.parse('User#ann@x.org#Xabc')).toEqual({ email: 'ann@x.org', rest: 'abc' })
    expect(template.parse('User#Ann@x.org#Xabc')).toBeUndefined()
    expect(compile({ template: '{a}#', casing: 'upper' }).format({ a: 'ß j' })).toBe('SS$20J#')
  })

  it('hold no delimiter that casing makes', () => {
    const template = compile({ template: '{a}x{b}', delimiters: 'reject', casing: 'lower' })
    expectFailure('keys.delimiter-in-value', () => template.format({ a: 'X', b: '' }))
    expect(template.parse('Xxb')).toBeUndefined()
  })
})
