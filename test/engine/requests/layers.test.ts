import { describe, expect, it } from 'vitest'
import { bareRefusal, invalidRequest, LayeredRefusal, unreadableRequest } from '../../../src/engine/faults.js'
import { inEnvelope, inNewerWords } from '../../../src/engine/requests/layers.js'
import { refusalOf } from '../tables/tables.js'

const throwing = (error: Error) => (): never => {
  throw error
}

describe('the newer layer of validation', () => {
  it.each<[Error, string, string]>([
    [invalidRequest('No.'), 'No.', '1 validation error detected: No.'],
    [new LayeredRefusal('Old.', 'New.'), 'New.', '1 validation error detected: New.'],
    [bareRefusal('Bare.'), 'Bare.', 'Bare.'],
    [
      invalidRequest('2 validation errors detected: No; no'),
      '2 validation errors detected: No; no',
      '2 validation errors detected: No; no',
    ],
  ])('words %s for reads, and for writes of one item', (error, read, written) => {
    const input = undefined as never
    expect(refusalOf(() => inNewerWords(throwing(error))(input, input))).toBe(read)
    expect(refusalOf(() => inEnvelope(throwing(error))(input, input))).toBe(written)
  })

  it('leaves alone what is not its own, and what is accepted', () => {
    const unreadable = unreadableRequest('Unreadable.')
    expect(() => inNewerWords(throwing(unreadable))('', undefined as never)).toThrow(unreadable)
    expect(() => inEnvelope(throwing(unreadable))('', undefined as never)).toThrow(unreadable)
    const validate = (input: string) => input.length
    expect(inNewerWords(validate)('abc', undefined as never)).toBe(3)
    expect(inEnvelope(validate)('abc', undefined as never)).toBe(3)
  })
})
