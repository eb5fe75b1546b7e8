import { describe, expect, it } from 'vitest'
import type { KeyPart } from '../../src/keys/index.js'
import { compile, expectFailure } from './compile.js'

const flag: KeyPart = { kind: 'boolean' }

describe('booleans in keys', () => {
  it('are words that anything may follow', () => {
    const template = compile('{flag}{id}', { flag })
    expect(template.format({ flag: true, id: 'e' })).toBe('truee')
    expect(template.parse('falsetrue')).toEqual({ flag: false, id: 'true' })
    expect(template.parse('TRUE')).toBeUndefined()
    expect(compile({ template: '{flag}', casing: 'upper' }, { flag }).parse('TRUE')).toEqual({ flag: true })
  })

  it('have a range, false before true', () => {
    const template = compile('F#{flag}', { flag })
    const range = template.condition({}, { gt: false })
    expect(range).toEqual({ operator: 'BETWEEN', lower: 'F#false\u0000', upper: 'F$' })
  })

  it('refuse other types and descending order', () => {
    expectFailure('keys.wrong-type', () => compile('{flag}', { flag }).format({ flag: 'true' }))
    expectFailure('keys.wrong-type', () => compile('{flag}', { flag }).condition({}, { gt: 0 }))
    expectFailure('keys.descending-unsupported', () =>
      compile('{flag}', { flag: { ...flag, descending: true } }),
    )
  })
})
