import type { Random } from '../../core/random.js'
import type { CheckFacts } from './checks.js'
import { extentOf } from './checks.js'
import { textFromPattern } from './from-pattern.js'

/** What a text is made from: the name of its attribute, and the number of its item, which makes it one of its kind. */
export interface TextSource {
  readonly name: string
  readonly sequence: number
  readonly random: Random
}

const attemptsMax = 200
/** More with each attempt, for what has to be longer. */
const repetitionsLeast = 3
/** Items begin in the year in which nothing has expired yet, a minute apart. */
const firstMinute = Date.UTC(2026, 0, 1)

/** A text that the checks let pass; undefined where none was found. */
export function textFor(checks: readonly CheckFacts[], source: TextSource): string | undefined {
  const format = checks.find(({ format: name }) => name !== undefined && Object.hasOwn(formats, name))
  const patterns = checks.flatMap(({ check, pattern }) =>
    check === 'string_format' && pattern !== undefined ? [pattern] : [],
  )
  const { least, most } = extentOf(checks)
  const fits = (text: string): boolean =>
    text.length >= least && text.length <= most && patterns.every((pattern) => matches(pattern, text))
  const main = mainPattern(checks)
  for (let attempt = 0; attempt < attemptsMax; attempt++) {
    const text =
      format !== undefined
        ? (formats[format.format ?? '']?.(source, format) ?? '')
        : main !== undefined
          ? textFromPattern(main, source.random, repetitionsLeast + Math.floor(attempt / 4))
          : plainText(checks, source)
    if (fits(text)) return text
  }
  return undefined
}

/** The pattern of a format, or one that the schema gives; not those of `startsWith` and its like. */
function mainPattern(checks: readonly CheckFacts[]): RegExp | undefined {
  const affixes = new Set(['ends_with', 'includes', 'lowercase', 'starts_with', 'uppercase'])
  return checks.find(({ format, pattern }) => pattern !== undefined && !affixes.has(format ?? ''))?.pattern
}

/** A pattern that remembers where it was would give another answer the second time. */
const matches = (pattern: RegExp, text: string): boolean =>
  new RegExp(pattern.source, pattern.flags.replaceAll(/[gy]/g, '')).test(text)

/** Room for a word, and for as many items as a test makes. */
const wordRoomMin = 6

/** Letters and digits alone, so that no key template takes anything in them for a delimiter. */
function plainText(checks: readonly CheckFacts[], { name, sequence }: TextSource): string {
  const prefix = checks.map((check) => check.prefix ?? '').join('')
  const middle = checks.map((check) => check.includes ?? '').join('')
  const suffix = checks.map((check) => check.suffix ?? '').join('')
  const { least, most } = extentOf(checks)
  const room = most - prefix.length - middle.length - suffix.length
  const own = ownText(name, sequence, room)
  const missing = least - prefix.length - middle.length - suffix.length - own.length
  // No number begins with a zero, and some in base 36 with an x.
  const filler = room < wordRoomMin ? '0' : 'x'
  const text = prefix + middle + filler.repeat(Math.max(missing, 0)) + own + suffix
  return checks.some(({ format }) => format === 'uppercase') ? text.toUpperCase() : text
}

/** What tells a text from others: a word and a number, or, where there is little room, the number in base 36. */
function ownText(name: string, sequence: number, room: number): string {
  const hasWord = room >= wordRoomMin
  const number = sequence.toString(hasWord ? 10 : 36)
  if (number.length > room) return ''
  const word = hasWord ? name.toLowerCase().replaceAll(/[^a-z]/g, '') : ''
  return word.slice(0, room - number.length) + number
}

/** Formats whose patterns would give texts that are right and strange, or that have none. */
const formats: Readonly<Record<string, (source: TextSource, check: CheckFacts) => string>> = {
  base64: () => 'AAAA',
  base64url: () => 'AAAA',
  cidrv6: () => '2001:db8::/32',
  date: ({ sequence }) => minute(sequence).slice(0, 10),
  datetime: ({ sequence }, { precision }) => instant(minute(sequence), precision),
  duration: ({ sequence }) => `PT${sequence}M`,
  email: ({ name, sequence }) => `${name.toLowerCase().replaceAll(/[^a-z]/g, '')}${sequence}@example.com`,
  emoji: () => '🌱',
  guid: ({ random }) => uuid(random, '4'),
  ipv6: ({ sequence }) => `2001:db8::${(sequence % 65_536).toString(16)}`,
  jwt: () => 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.c2lnbmVk',
  time: ({ sequence }, { precision }) => instant(minute(sequence), precision).slice(11).replace('Z', ''),
  url: ({ name, sequence }) =>
    `https://example.com/${name.toLowerCase().replaceAll(/[^a-z]/g, '')}${sequence}`,
  uuid: ({ random }, { version }) => uuid(random, version?.replace('v', '') ?? '4'),
}

function minute(sequence: number): string {
  return new Date(firstMinute + sequence * 60_000).toISOString()
}

function instant(text: string, precision: number | null | undefined): string {
  if (precision === null || precision === undefined) return text
  if (precision < 0) return `${text.slice(0, 16)}Z`
  return `${text.slice(0, 19)}${precision === 0 ? '' : `.${'0'.repeat(precision)}`}Z`
}

function uuid(random: Random, version: string): string {
  return `xxxxxxxx-xxxx-${version}xxx-8xxx-xxxxxxxxxxxx`.replaceAll('x', () =>
    Math.floor(random() * 16).toString(16),
  )
}
