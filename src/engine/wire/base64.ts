import { unreadableRequest } from '../faults.js'
import { wireMessages } from './messages.js'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const notInAlphabet = 64
const equalsSign = 61

/** What six bits mean, by character code; of all other characters, {@link notInAlphabet}. */
const sextets = new Uint8Array(128).fill(notInAlphabet)
for (let index = 0; index < alphabet.length; index += 1) sextets[alphabet.charCodeAt(index)] = index

/** The other way around. */
const codes = Uint8Array.from(alphabet, (character) => character.charCodeAt(0))

/** Base64 is ASCII, which is its own UTF-8. */
const ascii = new TextDecoder()

export function encodeBase64(bytes: Uint8Array): string {
  const padding = (3 - (bytes.length % 3)) % 3
  const characters = new Uint8Array(((bytes.length + padding) / 3) * 4)
  let to = 0
  for (let index = 0; index < bytes.length; index += 3) {
    // Past the end there are zeros.
    const bits = (at(bytes, index) << 16) | (at(bytes, index + 1) << 8) | at(bytes, index + 2)
    characters[to] = at(codes, bits >> 18)
    characters[to + 1] = at(codes, (bits >> 12) & 63)
    characters[to + 2] = at(codes, (bits >> 6) & 63)
    characters[to + 3] = at(codes, bits & 63)
    to += 4
  }
  for (let index = to - padding; index < to; index += 1) characters[index] = equalsSign
  return ascii.decode(characters)
}

/** Throws SerializationException in the service's words. */
export function decodeBase64(text: string): Uint8Array {
  if (text.length % 4 !== 0) throw unreadableRequest(wireMessages.base64Length(text.length))
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  const whole = bytes.length - (bytes.length % 3)
  let from = 0
  for (let index = 0; index < whole; index += 3) {
    const bits = fourSextets(text, from)
    bytes[index] = bits >> 16
    bytes[index + 1] = bits >> 8
    bytes[index + 2] = bits
    from += 4
  }
  if (padding > 0) decodeLast(text, from, bytes, whole)
  return bytes
}

function decodeLast(text: string, from: number, bytes: Uint8Array, index: number): void {
  const isOneByte = bytes.length - index === 1
  const bits =
    (sextet(text, from) << 18) |
    (sextet(text, from + 1) << 12) |
    (isOneByte ? 0 : sextet(text, from + 2) << 6)
  if ((bits & (isOneByte ? 0xffff : 0xff)) !== 0) throw unreadableRequest(wireMessages.base64LastCharacter)
  bytes[index] = bits >> 16
  if (!isOneByte) bytes[index + 1] = bits >> 8
}

function fourSextets(text: string, from: number): number {
  return (
    (sextet(text, from) << 18) |
    (sextet(text, from + 1) << 12) |
    (sextet(text, from + 2) << 6) |
    sextet(text, from + 3)
  )
}

function sextet(text: string, index: number): number {
  const value = sextets[text.charCodeAt(index)] ?? notInAlphabet
  if (value === notInAlphabet) throw unreadableRequest(wireMessages.base64Character(text.charAt(index)))
  return value
}

function at(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0
}
