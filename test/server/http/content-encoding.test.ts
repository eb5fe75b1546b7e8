import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { requestSizeBytesMax } from '../../../src/protocol/limits.js'
import { acceptsGzip, deflate, Inflater } from '../../../src/server/http/content-encoding.js'

describe('inflating', () => {
  const inflate = (body: Buffer) => new Inflater().inflate(body)

  it('gives what was compressed', async () => {
    expect(await inflate(gzipSync('hello'))).toEqual(Buffer.from('hello'))
  })

  it.each([gzipSync('hello').subarray(0, 10), Buffer.from('no gzip'), Buffer.alloc(0)])(
    'notices damage',
    async (body) => {
      expect(await inflate(body)).toBe('damaged')
    },
  )

  it('happens to two bodies at a time, in the order in which they came, damaged ones too', async () => {
    const inflater = new Inflater()
    const done: number[] = []
    let mostRunning = 0
    const bodies = Array.from({ length: 20 }, (_, index) =>
      index % 5 === 4 ? Buffer.from('no gzip') : gzipSync(Buffer.alloc(1_000_000, index)),
    )
    const all = await Promise.all(
      bodies.map(async (body, index) => {
        const inflated = await inflater.inflate(body)
        done.push(index)
        mostRunning = Math.max(mostRunning, Math.max(...done) + 1 - done.length)
        return inflated
      }),
    )
    expect(all.map((each) => (typeof each === 'string' ? each : each[0]))).toEqual(
      bodies.map((_, index) => (index % 5 === 4 ? 'damaged' : index)),
    )
    // The one that ran beside another may be done later, and nobody else.
    expect(mostRunning).toBeLessThanOrEqual(2)
    expect(await inflater.inflate(gzipSync('again'))).toEqual(Buffer.from('again'))
  })

  it('stops at the size of the largest request', async () => {
    expect(await inflate(gzipSync(Buffer.alloc(requestSizeBytesMax)))).toHaveLength(requestSizeBytesMax)
    expect(await inflate(gzipSync(Buffer.alloc(requestSizeBytesMax + 1)))).toBe('too-large')
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
