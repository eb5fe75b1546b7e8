import { keyError } from './errors.js'
import { hasUnpairedSurrogate } from './text-order.js'

/**
 * A key template: literal text and holes that name attributes. `{{` and `}}` write a brace.
 *
 * The object form is for tables that exist already. `delimiters: 'reject'` refuses values that hold the character after
 * their hole, and escapes nothing, so that keys written by other libraries match byte for byte. `casing` changes the
 * case of values (never of literals): two values that differ in case then give one key, and parsing gives the cased
 * text.
 *
 * @example
 * ```ts
 * 'TENANT#{tenantId}#CUSTOMER#{customerId}'
 * { template: '$shop#tenant_{tenantId}#id_{orderId}', delimiters: 'reject', casing: 'lower' }
 * ```
 */
export type KeyTemplate =
  | string
  | {
      readonly template: string
      readonly delimiters?: 'escape' | 'reject'
      readonly casing?: 'lower' | 'upper'
    }

export type TemplateSegment =
  { readonly kind: 'literal'; readonly text: string } | { readonly kind: 'hole'; readonly name: string }

/** A template as data: what it says, cut into literals and holes. No two literals are adjacent, none is empty. */
export interface ParsedTemplate {
  readonly text: string
  readonly delimiters: 'escape' | 'reject'
  readonly casing?: 'lower' | 'upper'
  readonly segments: readonly TemplateSegment[]
}

/**
 * Reads a template into frozen data.
 *
 * @example
 * ```ts
 * parseTemplate('ORDER#{orderId}').segments
 * // [{ kind: 'literal', text: 'ORDER#' }, { kind: 'hole', name: 'orderId' }]
 * ```
 * @throws `keys.malformed-template` for a lone brace, a hole without a name, an unpaired surrogate, or a word of
 * the object form that means nothing;
 * `keys.repeated-hole` for a hole that occurs twice; `keys.empty` for a template without text.
 */
export function parseTemplate(template: KeyTemplate): ParsedTemplate {
  if (typeof template !== 'string') assertWords(template)
  const {
    template: text,
    delimiters = 'escape',
    casing,
  } = typeof template === 'string' ? { template } : template
  if (text === '')
    throw keyError('keys.empty', { template: text }, 'is empty, and DynamoDB refuses empty keys')
  if (hasUnpairedSurrogate(text)) {
    throw keyError('keys.malformed-template', { template: text }, 'holds an unpaired surrogate')
  }
  const segments = Object.freeze(readSegments(text).map((segment) => Object.freeze(segment)))
  return Object.freeze({ text, delimiters, ...(casing === undefined ? {} : { casing }), segments })
}

/** What the words of the object form may say. */
const choices = { delimiters: ['escape', 'reject'], casing: ['lower', 'upper'] } as const

/** The object form, as JavaScript callers may have misspelt it: a word that means nothing would change the key. */
function assertWords(given: KeyTemplate & object): void {
  const { template, ...words }: Readonly<Record<string, unknown>> = { ...given }
  const refuse = (problem: string): never => {
    throw keyError(
      'keys.malformed-template',
      { template: typeof template === 'string' ? template : shownAs(given) },
      problem,
    )
  }
  if (typeof template !== 'string')
    refuse("a template is text, such as 'ORDER#{orderId}', or { template: … }")
  for (const [word, [one, other]] of Object.entries(choices)) {
    const said = words[word]
    if (said !== undefined && said !== one && said !== other)
      refuse(`${word} is '${one}' or '${other}', not ${JSON.stringify(said)}`)
  }
  const unknown = Object.keys(words).find((word) => !Object.hasOwn(choices, word))
  if (unknown !== undefined)
    refuse(`${unknown} means nothing here; beside template there are delimiters and casing`)
}

function shownAs(given: unknown): string {
  const text = typeof given === 'function' ? undefined : JSON.stringify(given)
  return text ?? `a ${typeof given}`
}

/** A doubled brace, a hole, a brace of neither, or text without braces. */
const TOKENS = /\{\{|\}\}|\{([^}]*)\}|[{}]|[^{}]+/g

function readSegments(text: string): TemplateSegment[] {
  const segments: TemplateSegment[] = []
  const names = new Set<string>()
  let literal = ''
  const endLiteral = (): void => {
    if (literal !== '') segments.push({ kind: 'literal', text: literal })
    literal = ''
  }
  for (const { 0: token, 1: name, index: position } of text.matchAll(TOKENS)) {
    if (token === '}') throw malformed(text, position, "closes no hole; write '}}' for a brace")
    if (token === '{') throw malformed(text, position, "is never closed; write '{{' for a brace")
    if (name === undefined) {
      literal += token === '{{' || token === '}}' ? token.charAt(0) : token
      continue
    }
    if (name.trim() !== name || name === '' || name.includes('{') || name === '__proto__')
      throw malformed(text, position, "must name an attribute, as in '{orderId}'; write '{{' for a brace")
    if (names.has(name))
      throw keyError('keys.repeated-hole', { template: text, hole: name, position }, 'may occur only once')
    names.add(name)
    endLiteral()
    segments.push({ kind: 'hole', name })
  }
  endLiteral()
  return segments
}

function malformed(template: string, position: number, reason: string) {
  return keyError(
    'keys.malformed-template',
    { template, position },
    `the brace at offset ${position} ${reason}`,
  )
}
