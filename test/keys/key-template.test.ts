import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTemplate } from '../../src/keys/key-template.js'
import { parameters } from '../property/runs.js'
import { hostileText } from './arbitraries.js'
import { expectFailure } from './compile.js'

describe('parseTemplate', () => {
  it('cuts a template into literals and holes', () => {
    expect(parseTemplate('TENANT#{tenantId}#CUSTOMER#{customerId}')).toEqual({
      text: 'TENANT#{tenantId}#CUSTOMER#{customerId}',
      delimiters: 'escape',
      segments: [
        { kind: 'literal', text: 'TENANT#' },
        { kind: 'hole', name: 'tenantId' },
        { kind: 'literal', text: '#CUSTOMER#' },
        { kind: 'hole', name: 'customerId' },
      ],
    })
  })

  it('keeps the options of adopted tables, and adds none', () => {
    const parsed = parseTemplate({ template: '{id}', delimiters: 'reject', casing: 'lower' })
    expect(parsed).toEqual({
      text: '{id}',
      delimiters: 'reject',
      casing: 'lower',
      segments: [{ kind: 'hole', name: 'id' }],
    })
  })

  it('reads doubled braces as braces', () => {
    const { segments } = parseTemplate('{{a}}{{{b}}}')
    expect(segments).toEqual([
      { kind: 'literal', text: '{a}{' },
      { kind: 'hole', name: 'b' },
      { kind: 'literal', text: '}' },
    ])
  })

  it('gives frozen data', () => {
    const parsed = parseTemplate('A#{a}')
    expect([parsed, parsed.segments, ...parsed.segments].every((part) => Object.isFrozen(part))).toBe(true)
  })

  it.each(['{', '}', '{a', 'a}', '{}', '{ a}', '{a{b}', '{{a}', '{a}}', '{__proto__}', 'A#\ud800'])(
    'refuses %j',
    (text) => {
      expect(expectFailure('keys.malformed-template', () => parseTemplate(text)).details).toMatchObject({
        template: text,
      })
    },
  )

  it('says where a brace is wrong and how to write one', () => {
    const error = expectFailure('keys.malformed-template', () => parseTemplate('A#{a}#}'))
    expect(error.message).toBe(
      "Key template 'A#{a}#}': the brace at offset 6 closes no hole; write '}}' for a brace",
    )
    expect(error.details).toEqual({ template: 'A#{a}#}', position: 6 })
  })

  it('refuses a hole that occurs twice and a template without text', () => {
    expect(expectFailure('keys.repeated-hole', () => parseTemplate('{a}#{a}')).details).toMatchObject({
      hole: 'a',
    })
    expectFailure('keys.empty', () => parseTemplate(''))
  })

  it('reads back any literal text whose braces are doubled', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (before, after) => {
        const written = (text: string) => text.replaceAll('{', '{{').replaceAll('}', '}}')
        const literal = (text: string) => (text === '' ? [] : [{ kind: 'literal', text }])
        expect(parseTemplate(`${written(before)}{hole}${written(after)}`).segments).toEqual([
          ...literal(before),
          { kind: 'hole', name: 'hole' },
          ...literal(after),
        ])
      }),
      parameters(300),
    )
  })
})

describe('the object form of a template', () => {
  const problem = (template: object | number): string =>
    expectFailure('keys.malformed-template', () => parseTemplate(template as never)).message

  it('refuses words that mean nothing, and says which there are', () => {
    expect(problem({ template: 'A#{a}', casing: 'Lower' })).toBe(
      "Key template 'A#{a}': casing is 'lower' or 'upper', not \"Lower\"",
    )
    expect(problem({ template: 'A#{a}', delimiters: 'rejct' })).toContain(
      "delimiters is 'escape' or 'reject', not \"rejct\"",
    )
    expect(problem({ template: 'A#{a}', case: 'lower' })).toContain('case means nothing here')
  })

  it.each([[{ tmpl: 'A' }], [{ template: 5 }], [5]])('refuses %j, which has no text', (template) => {
    expect(problem(template)).toContain('a template is text')
  })

  it('refuses a function in words, and not as undefined', () => {
    expect(problem((id: string) => `A#${id}`)).toBe(
      "Key template 'a function': a template is text, such as 'ORDER#{orderId}', or { template: … }",
    )
  })
})
