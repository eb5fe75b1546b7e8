import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileCodec } from '../../src/marshalling/index.js'
import { parameters } from '../property/runs.js'
import { failure } from './failing.js'
import { date } from './schemas.js'

const iso = compileCodec({ kind: 'date', store: 'iso' }, 'E.at')
const seconds = compileCodec({ kind: 'date', store: 'epoch-seconds' }, 'E.at')
const milliseconds = compileCodec({ kind: 'date', store: 'epoch-milliseconds' }, 'E.at')

describe('dates', () => {
  test('come back from ISO text and from milliseconds, whichever they are', () => {
    fc.assert(
      fc.property(date, (value) => {
        expect(iso.decode(iso.encode(value)!)).toEqual(value)
        expect(milliseconds.decode(milliseconds.encode(value)!)).toEqual(value)
      }),
      parameters(200),
    )
  })

  test('come back from seconds as the second they lie in', () => {
    fc.assert(
      fc.property(date, (value) => {
        const second = new Date(Math.floor(value.getTime() / 1000) * 1000)
        expect(seconds.decode(seconds.encode(value)!)).toEqual(second)
        expect(seconds.decode(seconds.encode(second)!)).toEqual(second)
      }),
      parameters(200),
    )
  })

  test('are stored as declared', () => {
    const value = new Date('1969-12-31T23:59:59.500Z')
    expect([iso, seconds, milliseconds].map((codec) => codec.encode(value))).toEqual([
      { S: '1969-12-31T23:59:59.500Z' },
      { N: '-1' },
      { N: '-500' },
    ])
  })

  test.each([new Date(Number.NaN), new Date('+010000-01-01T00:00:00Z'), new Date('-000001-12-31T23:59:59Z')])(
    'that have no four-digit year are refused',
    (value) => {
      for (const codec of [iso, seconds, milliseconds]) {
        expect(failure(() => codec.encode(value)).code).toBe('marshalling.date-range')
      }
    },
  )

  test('are refused as other kinds', () => {
    for (const codec of [iso, seconds])
      expect(failure(() => codec.encode('2024-01-01')).code).toBe('marshalling.kind')
    expect(failure(() => iso.decode({ S: 'yesterday' }))).toMatchObject({
      code: 'marshalling.unexpected-type',
      details: { found: 'the text "yesterday"' },
    })
    expect(failure(() => iso.decode({ N: '1' })).code).toBe('marshalling.unexpected-type')
    expect(failure(() => seconds.decode({ S: '1' })).code).toBe('marshalling.unexpected-type')
    expect(failure(() => seconds.decode({ N: '1.5' })).code).toBe('marshalling.unexpected-type')
    expect(failure(() => seconds.decode({ N: '1e20' })).code).toBe('marshalling.unexpected-type')
  })
})

describe('dates that another library wrote in another form', () => {
  test.each(['2025-01-01T00:00:00Z', '2025-01-01', '2025-01-01T01:00:00.123456+01:00'])(
    'are stored as they were, so that a lock on them holds: %s',
    (text) => {
      const read = iso.decode({ S: text }) as Date
      expect(iso.encode(read)).toEqual({ S: text })
      expect(iso.encode(new Date(read))).toEqual({ S: read.toISOString() })
    },
  )

  test('are stored in the usual form once they are changed', () => {
    const read = iso.decode({ S: '2025-01-01T00:00:00Z' }) as Date
    read.setUTCFullYear(2026)
    expect(iso.encode(read)).toEqual({ S: '2026-01-01T00:00:00.000Z' })
  })
})
