import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyText } from '../../../src/engine/storage/key-text.js'
import { partitionBytes } from '../../../src/engine/storage/partition-bytes.js'
import { parameters } from '../../property/runs.js'

const numberBytes = (number: string) =>
  Buffer.from(partitionBytes(keyText({ N: number }), 'N')).toString('hex')

describe('partitionBytes', () => {
  it.each([
    ['0', '80'],
    ['1', 'c102'],
    ['10', 'c10b'],
    ['100', 'c202'],
    ['123', 'c20218'],
    ['0.5', 'c033'],
    ['0.05', 'c006'],
    ['-1', '3e6466'],
    ['-123456', '3c59432d66'],
  ])('has the number %s in pairs of digits', (number, bytes) => {
    expect(numberBytes(number)).toBe(bytes)
  })

  it('leaves out what closes a negative number when it is of the greatest length', () => {
    expect(numberBytes(`-0.${'1'.repeat(38)}`)).toBe(`3f${'5a'.repeat(19)}66`)
    expect(numberBytes(`-1.${'1'.repeat(37)}`)).toBe(`3e64${'5a'.repeat(18)}5b`)
  })

  it('has strings in UTF-8, those whose order differs in UTF-16 too', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const bytes = partitionBytes(keyText({ S: text }), 'S')
        expect(Buffer.from(bytes).toString()).toBe(Buffer.from(text).toString())
      }),
      parameters(300),
    )
  })

  it('has binaries as they are', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(partitionBytes(keyText({ B: bytes }), 'B')).toEqual(bytes)
      }),
      parameters(100),
    )
  })
})
