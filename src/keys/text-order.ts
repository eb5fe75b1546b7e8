/**
 * Text as DynamoDB sees it: UTF-8 bytes, compared bytewise. That is the order of code points, which JavaScript's own
 * comparison (UTF-16 units) is not. All text here is well formed.
 */

const CODE_POINT_MAX = 0x10ffff
const SURROGATE_FIRST = 0xd800
const SURROGATE_LAST = 0xdfff
/** The greatest character of 1, 2, 3 and 4 bytes. */
const GREATEST_BY_SIZE = ['', '\u007f', '\u07ff', '\uffff', '\u{10ffff}'] as const

// ES2024, in Node since 20; the compiler's library is ES2023.
type Checkable = string & { isWellFormed(): boolean }

export function hasUnpairedSurrogate(text: string): boolean {
  return !(text as Checkable).isWellFormed()
}

/** Size in UTF-8 bytes. */
export function utf8SizeBytes(text: string): number {
  let size = text.length
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    if (unit < 0x80) continue
    // A surrogate pair is two units and four bytes: each half counts one more than its own unit.
    size += unit < 0x800 || (unit >= SURROGATE_FIRST && unit <= SURROGATE_LAST) ? 1 : 2
  }
  return size
}

/** Negative, zero or positive as `left` sorts before, with or after `right`. */
export function compareUtf8(left: string, right: string): number {
  const length = Math.min(left.length, right.length)
  for (let index = 0; index < length; index += 1) {
    const a = left.charCodeAt(index)
    const b = right.charCodeAt(index)
    // Surrogates stand for code points above every other unit, although U+E000 to U+FFFF are larger units.
    if (a !== b) return codePointRank(a) - codePointRank(b)
  }
  return left.length - right.length
}

function codePointRank(unit: number): number {
  return unit >= SURROGATE_FIRST && unit <= SURROGATE_LAST ? unit + 0x10000 : unit
}

/**
 * The least text of at most `sizeBytesMax` bytes that sorts after everything that begins with `prefix`; undefined when
 * there is none.
 */
export function afterPrefix(prefix: string, sizeBytesMax: number): string | undefined {
  let rest = prefix
  while (rest !== '') {
    const [before, last] = splitLast(rest)
    rest = before
    if (last === CODE_POINT_MAX) continue
    const next = before + String.fromCodePoint(last + 1 === SURROGATE_FIRST ? SURROGATE_LAST + 1 : last + 1)
    // A longer character may no longer fit; no key can then begin like this, and the next place decides.
    if (utf8SizeBytes(next) <= sizeBytesMax) return next
  }
  return undefined
}

/** The greatest text of at most `sizeBytesMax` bytes that begins with `prefix`. */
export function lastWithPrefix(prefix: string, sizeBytesMax: number): string {
  const free = Math.max(0, sizeBytesMax - utf8SizeBytes(prefix))
  return prefix + GREATEST_BY_SIZE[4].repeat(Math.floor(free / 4)) + (GREATEST_BY_SIZE[free % 4] ?? '')
}

/** The greatest text of at most `sizeBytesMax` bytes that sorts before `text`, which is not empty. */
export function lastBefore(text: string, sizeBytesMax: number): string {
  const [rest, last] = splitLast(text)
  return last === 0 ? rest : lastWithPrefix(rest + String.fromCodePoint(codePointBefore(last)), sizeBytesMax)
}

/** `text` with its last character, which is not U+0000, replaced by the one before it. */
export function decrementLast(text: string): string {
  const [rest, last] = splitLast(text)
  return rest + String.fromCodePoint(codePointBefore(last))
}

function codePointBefore(codePoint: number): number {
  return codePoint === SURROGATE_LAST + 1 ? SURROGATE_FIRST - 1 : codePoint - 1
}

function splitLast(text: string): [rest: string, last: number] {
  const unit = text.charCodeAt(text.length - 1)
  const isPair = unit >= 0xdc00 && unit <= SURROGATE_LAST && text.length > 1
  const start = text.length - (isPair ? 2 : 1)
  return [text.slice(0, start), text.codePointAt(start) ?? unit]
}
