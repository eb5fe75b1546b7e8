import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeBase64, encodeBase64 } from '../../../src/engine/wire/base64.js'
import { parameters } from '../../property/runs.js'

test('writes what every other encoder writes, and reads it back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const text = encodeBase64(bytes)
      expect(text).toBe(Buffer.from(bytes).toString('base64'))
      expect(decodeBase64(text)).toEqual(bytes)
    }),
    parameters(200),
  )
})

test('takes binaries of many kilobytes', () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index * 7)
  expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes)
})

test.each([
  ['a', 'Base64 encoded length is expected a multiple of 4 bytes but found: 1'],
  ['YWJjZ', 'Base64 encoded length is expected a multiple of 4 bytes but found: 5'],
  ['YW!j', "Invalid Base64 character: '!'"],
  ['YW\u{1F600}', "Invalid Base64 character: '\ud83d'"],
  ['Y=Jj', "Invalid Base64 character: '='"],
  ['====', "Invalid Base64 character: '='"],
  ['YWF=', 'Invalid last non-pad Base64 character dectected'],
  ['YWE=', undefined],
  ['YR==', 'Invalid last non-pad Base64 character dectected'],
  ['', undefined],
])('%j is refused in the words of the service, or read', (text, message) => {
  const read = (): Uint8Array => decodeBase64(text)
  if (message === undefined) expect(encodeBase64(read())).toBe(text)
  else expect(read).toThrow(expect.objectContaining({ name: 'SerializationException', message }))
})
