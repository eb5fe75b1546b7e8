import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { md5BytesMax, md5Head, md5Message } from '../../../src/engine/storage/md5.js'
import { parameters } from '../../property/runs.js'

const expected = (bytes: Uint8Array) => createHash('md5').update(bytes).digest().readInt32BE(0)

function headOf(bytes: Uint8Array): number {
  md5Message.set(bytes)
  return md5Head(bytes.length)
}

describe('md5Head', () => {
  it.each([0, 1, 55, 56, 57, 63, 64, 65, 119, 120, 128, 2056, md5BytesMax])(
    'agrees with Node about %i bytes',
    (length) => {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 37) & 0xff)
      expect(headOf(bytes)).toBe(expected(bytes))
    },
  )

  it('looks at no more bytes than it is told to', () => {
    md5Message.set([1, 2, 3, 4])
    expect(md5Head(2)).toBe(expected(Uint8Array.of(1, 2)))
  })

  it('agrees with Node about any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(headOf(bytes)).toBe(expected(bytes))
      }),
      parameters(200),
    )
  })
})
