import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatIso, parseIso } from '../../src/core/iso-text.js'
import { parameters } from '../property/runs.js'
import { date } from '../marshalling/schemas.js'

describe('ISO 8601 text', () => {
  test('is what Date gives, and reads back, for every instant from year 0 to 9999', () => {
    fc.assert(
      fc.property(date, (instant) => {
        const text = instant.toISOString()
        expect(formatIso(instant.getTime())).toBe(text)
        expect(parseIso(text)).toBe(instant.getTime())
      }),
      parameters(1000),
    )
  })

  test('is right on every day around the ends of months, leap years and centuries', () => {
    for (const year of [0, 1, 4, 99, 100, 400, 1600, 1900, 1970, 2000, 2023, 2024, 2100, 9999]) {
      for (let day = 0; day < 366; day++) {
        const instant = new Date(0)
        instant.setUTCFullYear(year, 0, 1 + day)
        if (instant.getUTCFullYear() > 9999) continue
        expect(formatIso(instant.getTime())).toBe(instant.toISOString())
        expect(parseIso(instant.toISOString())).toBe(instant.getTime())
      }
    }
  })

  test.each([
    '2024-01-31',
    '2024-02-29T12:30Z',
    '2024-01-01T00:00:00Z',
    '2024-01-01T00:00:00.123456Z',
    '2024-01-01T01:00:00+02:00',
  ])('of another precision or offset is read: %s', (text) => {
    expect(parseIso(text)).toBe(Date.parse(text))
  })

  test.each([
    '',
    'x',
    '1700000000',
    '2023-02-29T00:00:00.000Z',
    '2023-02-29',
    '2024-04-31T00:00:00.000Z',
    '2024-13-01T00:00:00.000Z',
    '2024-00-01T00:00:00.000Z',
    '2024-01-00T00:00:00.000Z',
    '2024-01-01T24:00:00.000Z',
    '2024-01-01T00:60:00.000Z',
    '2024-01-01T00:00:60.000Z',
    '2024-01-01T00:00:00.00/Z',
    '2024-01-01T00:00:00.0/0Z',
    '2024-01-01T00:00:0/.000Z',
    '2024-01-01T/0:00:00.000Z',
    '9/24-01-01T00:00:00.000Z',
    '202/-02-29T00:00:00.000Z',
    '/024-01-01T00:00:00.000Z',
    '2024-01-01T0:000:00.000Z',
    '2024-01-01 00:00:00.000Z',
    '2024-01-01T00:00:00.000',
    'Mon Jan 01 2024',
    '+10000-01-01T00:00:00.000Z',
  ])('that is none is refused: %j', (text) => {
    expect(parseIso(text)).toBeNaN()
  })
})
