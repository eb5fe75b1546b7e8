import { unreadableRequest } from '../faults.js'
import { wireMessages } from './messages.js'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const notInAlphabet = 64

/** What six bits mean, by character code; of all other characters, {@link notInAlphabet}. */
const sextets = new Uint8Array(128).fill(notInAlphabet)
for (let index = 0; index < alphabet.length; index += 1) sextets[alphabet.charCodeAt(index)] = index

/** Twelve bits at once. */
const pairs: string[] = []
for (const first of alphabet) for (const second of alphabet) pairs.push(first + second)

export function encodeBase64(bytes: Uint8Array): string {
  let text = ''
  const whole = bytes.length - (bytes.length % 3)
  for (let index = 0; index < whole; index += 3) {
    const bits = (at(bytes, index) << 16) | (at(bytes, index + 1) << 8) | at(bytes, index + 2)
    text += pair(bits >> 12) + pair(bits & 0xfff)
  }
  if (bytes.length - whole === 1) return `${text}${pair(at(bytes, whole) << 4)}==`
  if (bytes.length - whole === 2) {
    const bits = (at(bytes, whole) << 10) | (at(bytes, whole + 1) << 2)
    return `${text}${pair(bits >> 6)}${alphabet.charAt(bits & 63)}=`
  }
  return text
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

// Indexes here are within their arrays by construction.
function at(bytes: Uint8Array, index: number): number {
  return bytes[index] as number
}

function pair(twelveBits: number): string {
  return pairs[twelveBits] as string
}
