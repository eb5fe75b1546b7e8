const surrogate = /[\ud800-\udfff]/
const unpairedSurrogate = /\p{Surrogate}/gu

/**
 * The string as UTF-8 can carry it: an unpaired surrogate has no encoding and becomes U+FFFD, as every UTF-8 encoder
 * writes it. Done once, on the way in, so that order, size and equality never meet one.
 */
export function toWellFormed(text: string): string {
  return surrogate.test(text) ? text.replace(unpairedSurrogate, '\ufffd') : text
}

const encoder = new TextEncoder()
/** No character takes more than three bytes for each of its units. */
const encodedUnitsMax = 2048
const encoded = new Uint8Array(encodedUnitsMax * 3)
/** A shorter text is measured faster than an encoder is called. */
const countedUnitsMax = 32

/** Bytes of the string in UTF-8; an unpaired surrogate counts as the three bytes of U+FFFD. */
export function utf8LengthBytes(text: string): number {
  if (text.length <= countedUnitsMax) return countBytes(text)
  if (text.length <= encodedUnitsMax) return encoder.encodeInto(text, encoded).written
  let length = 0
  for (let start = 0; start < text.length;) {
    const end = partEnd(text, start + encodedUnitsMax)
    length += encoder.encodeInto(text.slice(start, end), encoded).written
    start = end
  }
  return length
}

/** Where a part of the text may end: not within a pair of surrogates. */
function partEnd(text: string, end: number): number {
  const code = text.charCodeAt(end - 1)
  return end < text.length && code >= 0xd800 && code < 0xdc00 ? end - 1 : end
}

function countBytes(text: string): number {
  let length = text.length
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code < 0x80) continue
    length += code < 0x800 ? 1 : 2
    if (code >= 0xd800 && code < 0xdc00) {
      const next = text.charCodeAt(index + 1)
      if (next >= 0xdc00 && next < 0xe000) index += 1
    }
  }
  return length
}

/** Orders two well-formed strings by their UTF-8 bytes, which is the order of their code points. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0
  const length = Math.min(left.length, right.length)
  for (let index = 0; index < length; index += 1) {
    const first = left.charCodeAt(index)
    const second = right.charCodeAt(index)
    if (first !== second) return codePointRank(first) < codePointRank(second) ? -1 : 1
  }
  return left.length < right.length ? -1 : 1
}

/** UTF-16 puts surrogates, which stand for the highest code points, before U+E000; this puts them after U+FFFF. */
function codePointRank(code: number): number {
  return code >= 0xd800 && code < 0xe000 ? code + 0x10000 : code
}

/** In a longer part, a search that begins anew after each near miss could take the square of the time. */
const naivePartMax = 64

/** Whether `text` holds `part`, in time that grows with their lengths alone. */
export function textIncludes(text: string, part: string): boolean {
  if (part.length <= naivePartMax || text.length < part.length) return text.includes(part)
  const borders = bordersOf(part)
  let matched = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    while (matched > 0 && part.charCodeAt(matched) !== code) matched = borders[matched - 1] as number
    if (part.charCodeAt(matched) === code) matched += 1
    if (matched === part.length) return true
  }
  return false
}

/** Of each beginning of a text: the length of the longest part that it both begins and ends with (Knuth, Morris, Pratt). */
function bordersOf(text: string): Uint32Array {
  const borders = new Uint32Array(text.length)
  let length = 0
  for (let index = 1; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    while (length > 0 && text.charCodeAt(length) !== code) length = borders[length - 1] as number
    if (text.charCodeAt(length) === code) length += 1
    borders[index] = length
  }
  return borders
}
