import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { md5Block, md5BlockMax, md5Head, md5HeadOfBlock } from '../../../src/engine/storage/md5.js'
import { parameters } from '../../property/runs.js'

const expected = (bytes: Uint8Array) => createHash('md5').update(bytes).digest().readInt32BE(0)

describe('md5Head', () => {
  it.each([0, 1, 55, 56, 57, 63, 64, 65, 119, 120, 128, 2056])(
    'agrees with Node about %i bytes',
    (length) => {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 37) & 0xff)
      expect(md5Head(bytes)).toBe(expected(bytes))
    },
  )

  it('agrees with Node about any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(md5Head(bytes)).toBe(expected(bytes))
      }),
      parameters(200),
    )
  })
})

describe('md5HeadOfBlock', () => {
  it('agrees with Node about every message of one block', () => {
    for (let length = 0; length <= md5BlockMax; length += 1) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 91 + length) & 0xff)
      const padded = new DataView(new ArrayBuffer(64))
      bytes.forEach((byte, at) => padded.setUint8(at, byte))
      md5Block.forEach((_, word) => (md5Block[word] = padded.getInt32(word * 4, true)))
      expect(md5HeadOfBlock(length)).toBe(expected(bytes))
    }
  })
})
