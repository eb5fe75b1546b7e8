import { compilePart } from './compile-part.js'
import { keyError, type KeyErrorDetails } from './errors.js'
import { keySizeBytesMax, type KeyRole } from './key-role.js'
import type { KeyPart, PartCodec } from './key-part.js'
import type { ParsedTemplate } from './key-template.js'
import { LanguageBuilder, type Language } from './language.js'
import { hasUnpairedSurrogate, utf8SizeBytes } from './text-order.js'

export interface CompileOptions {
  readonly role: KeyRole
  /** What fills a hole; undefined when there is no such attribute. */
  readonly part: (hole: string) => KeyPart | undefined
}

/** A hole with all that follows from its place. */
export interface CompiledHole {
  readonly name: string
  /** Where an error of its value happened. */
  readonly place: KeyErrorDetails
  readonly kind: KeyPart['kind']
  readonly isDescending: boolean
  readonly codec: PartCodec
  /** The literal up to the next hole or the end. */
  readonly following: string
  /** No hole comes after this one. */
  readonly isFinal: boolean
  /** A key can end directly after this hole's text, although another hole follows: that one directly, and empty. */
  readonly mayEndHere: boolean
}

/** What a compiled template consists of. */
export interface TemplateLayout {
  readonly text: string
  readonly role: KeyRole
  readonly leading: string
  readonly holes: readonly CompiledHole[]
}

/** Decides the form of every hole. */
export function layOut(parsed: ParsedTemplate, { role, part }: CompileOptions): TemplateLayout {
  const { text, delimiters, casing, segments } = parsed
  const literalAt = (index: number) => {
    const segment = segments[index]
    return segment?.kind === 'literal' ? segment.text : ''
  }
  const holes: CompiledHole[] = []
  segments.forEach((segment, index) => {
    if (segment.kind === 'literal') return
    const hole = segment.name
    const place = { template: text, hole }
    const described = part(hole)
    if (described === undefined)
      throw keyError('keys.unknown-hole', place, 'names no attribute that can be part of a key')
    const following = literalAt(index + 1)
    const isLast = index === segments.length - 1
    const { kind, descending: isDescending = false } = described
    holes.push({
      name: hole,
      place,
      kind,
      isDescending,
      codec: compilePart(described, { ...place, role, following, isLast, delimiters, casing }),
      following,
      isFinal: index + (following === '' ? 1 : 2) >= segments.length,
      mayEndHere: false,
    })
  })
  const layout = { text, role, leading: literalAt(0), holes: holes.map(markEnd) }
  const literals = layout.leading + holes.map((hole) => hole.following).join('')
  if (literals !== '') assertSize(literals, layout)
  return layout
}

function markEnd(hole: CompiledHole, index: number, holes: readonly CompiledHole[]): CompiledHole {
  const next = holes[index + 1]
  const isNextEmpty = next?.isFinal === true && next.following === '' && next.codec.mayBeEmpty === true
  return { ...hole, mayEndHere: hole.following === '' && isNextEmpty }
}

export function valueOf({ name }: CompiledHole, values: Readonly<Record<string, unknown>>): unknown {
  return Object.hasOwn(values, name) ? values[name] : undefined
}

/** The values that the parts read, not yet compared with the key that they format. */
export function readKey(
  { role, leading, holes }: TemplateLayout,
  key: string,
): Record<string, unknown> | undefined {
  if (key === '' || !key.startsWith(leading) || hasUnpairedSurrogate(key) || isTooLong(key, role))
    return undefined
  const values: Record<string, unknown> = {}
  let position = leading.length
  for (const { name, codec, following } of holes) {
    const end = codec.end(key, position)
    if (end === -1 || !key.startsWith(following, end)) return undefined
    const value = codec.decode(key.slice(position, end))
    if (value === undefined) return undefined
    values[name] = value
    position = end + following.length
  }
  return position === key.length ? values : undefined
}

/** Refuses a key, or an operand of a condition, that DynamoDB would refuse. */
export function assertSize(key: string, { text, role }: TemplateLayout): void {
  if (key === '') throw keyError('keys.empty', { template: text }, 'the key is empty, which DynamoDB refuses')
  if (!isTooLong(key, role)) return
  const sizeBytes = utf8SizeBytes(key)
  const reason = `the key has ${sizeBytes} bytes, and a ${role} key may have ${keySizeBytesMax(role)}`
  throw keyError('keys.too-long', { template: text, sizeBytes }, reason)
}

function isTooLong(key: string, role: KeyRole): boolean {
  const sizeBytesMax = keySizeBytesMax(role)
  return key.length * 3 > sizeBytesMax && utf8SizeBytes(key) > sizeBytesMax
}

/** Every key of the template, as an automaton. */
export function describeKeys({ leading, holes }: TemplateLayout): Language {
  const builder = new LanguageBuilder()
  const start = builder.state()
  let state = builder.text(start, leading)
  for (const { codec, following } of holes) {
    // A state of its own: parts may loop on the state that they start from.
    const from = builder.state()
    builder.skip(state, from)
    state = builder.text(codec.describe(builder, from), following)
  }
  return builder.build(start, state)
}
