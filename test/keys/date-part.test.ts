import { describe, expect, it } from 'vitest'
import type { KeyPart } from '../../src/keys/index.js'
import { compile, expectFailure } from './compile.js'

const date: KeyPart = { kind: 'date' }
const at = new Date('2026-01-02T03:04:05.006Z')

describe('dates in keys', () => {
  it('are ISO 8601 with milliseconds, in both roles', () => {
    expect(compile('{at}', { at: date }).format({ at })).toBe('2026-01-02T03:04:05.006Z')
    expect(compile('{at}', { at: date }, 'partition').format({ at })).toBe('2026-01-02T03:04:05.006Z')
  })

  it('have complemented digits when descending', () => {
    const template = compile('{at}', { at: { ...date, descending: true } })
    expect(template.format({ at })).toBe('7973-98-97T96:95:94.993Z')
    expect(template.parse('7973-98-97T96:95:94.993Z')).toEqual({ at })
  })

  it('need nothing between them and the next hole', () => {
    const template = compile('{at}{id}', { at: date })
    expect(template.parse(template.format({ at, id: '0' }))).toEqual({ at, id: '0' })
  })

  it('reach from the year 0000 to 9999, and no further', () => {
    const template = compile('{at}', { at: date })
    const ends = ['0000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z']
    for (const text of ends) expect(template.format({ at: new Date(text) })).toBe(text)
    const [first, last] = ends.map((text) => Date.parse(text)) as [number, number]
    for (const milliseconds of [first - 1, last + 1, NaN]) {
      expectFailure('keys.invalid-date', () => template.format({ at: new Date(milliseconds) }))
    }
    expectFailure('keys.wrong-type', () => template.format({ at: at.toISOString() }))
    expectFailure('keys.wrong-type', () => template.format({ at: at.getTime() }))
  })

  it('are read only in the one form that is written', () => {
    const template = compile('{at}', { at: date })
    const texts = [
      '2026-02-30T00:00:00.000Z',
      '2026-01-01T24:00:00.000Z',
      '2026-01-01t00:00:00.000z',
      '2026-01-01T00:00:00.00Z',
      '+002026-01-01T00:00:00Z ',
      'Fri Jan 02 2026 00:00:00',
    ]
    for (const text of texts) expect([text, template.parse(text)]).toEqual([text, undefined])
  })

  it('are cased like every value', () => {
    const template = compile({ template: '{at}', casing: 'lower' }, { at: date })
    expect(template.format({ at })).toBe('2026-01-02t03:04:05.006z')
    expect(template.parse('2026-01-02t03:04:05.006z')).toEqual({ at })
    expect(template.parse('2026-01-02T03:04:05.006Z')).toBeUndefined()
  })
})
