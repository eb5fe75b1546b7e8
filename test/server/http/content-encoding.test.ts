import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { limits } from '../../../src/protocol/limits.js'
import { acceptsGzip, deflate, inflate } from '../../../src/server/http/content-encoding.js'

describe('inflating', () => {
  it('gives what was compressed', async () => {
    expect(await inflate(gzipSync('hello'))).toEqual(Buffer.from('hello'))
  })

  it.each([gzipSync('hello').subarray(0, 10), Buffer.from('no gzip'), Buffer.alloc(0)])(
    'notices damage',
    async (body) => {
      expect(await inflate(body)).toBe('damaged')
    },
  )

  it('stops at the size of the largest request', async () => {
    expect(await inflate(gzipSync(Buffer.alloc(limits.requestSizeBytesMax)))).toHaveLength(
      limits.requestSizeBytesMax,
    )
    expect(await inflate(gzipSync(Buffer.alloc(limits.requestSizeBytesMax + 1)))).toBe('too-large')
  })
})

it.each([1, 1000, 100_000])('deflating %i letters gives gzip', async (length) => {
  expect(gunzipSync(await deflate('é'.repeat(length))).toString()).toBe('é'.repeat(length))
})

describe('gzip is accepted', () => {
  it.each(['gzip', 'gzip, deflate', 'br;q=1.0, gzip;q=0.8', '*', 'GZIP', 'deflate,gzip'])(
    'by %s',
    (header) => {
      expect(acceptsGzip(header)).toBe(true)
    },
  )

  it.each([
    undefined,
    '',
    'identity',
    'br',
    'gzip;q=0',
    'gzip; q=0.0',
    'x-gzip-not',
    '*;q=0',
    'gzip;q=nonsense',
  ])('not by %s', (header) => {
    expect(acceptsGzip(header)).toBe(false)
  })
})
