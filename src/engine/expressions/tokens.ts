import { expressionSizeBytesMax } from '../../protocol/limits.js'
import { ServiceError } from '../../protocol/service-errors.js'
import { LayeredRefusal } from '../faults.js'
import { utf8LengthBytes } from '../values/index.js'
import { expressionMessages } from './messages.js'
import type { ExpressionKind } from './syntax.js'

export type TokenKind =
  'end' | 'index' | 'keyword' | 'name' | 'namePlaceholder' | 'symbol' | 'unknown' | 'valuePlaceholder'

export interface Token {
  readonly kind: TokenKind
  /** As written; a keyword in capitals. */
  readonly text: string
  readonly start: number
  readonly end: number
}

const keywords: ReadonlySet<string> = new Set([
  'ADD',
  'AND',
  'BETWEEN',
  'DELETE',
  'IN',
  'NOT',
  'OR',
  'REMOVE',
  'SET',
])

/** One alternative per kind of token, in this order; sticky, so that each match begins where the last one ended. */
const tokenPattern =
  /([A-Za-z][A-Za-z0-9_]*)|(#[A-Za-z0-9_]+)|(:[A-Za-z0-9_]+)|(0|[1-9][0-9]*)|(<>|<=|>=|[()[\].,=<>+-])|([\ud800-\udbff][\udc00-\udfff]|[^])/y
const whitespacePattern = /[ \t\r\n\f]*/y

/** The tokens of one expression, read from the left, and the syntax errors that they give rise to. */
export class TokenStream {
  readonly kind: ExpressionKind
  readonly #text: string
  readonly #tokens: readonly Token[]
  #position = 0
  #hasRedundantParentheses = false
  #operatorCount = 0

  constructor(kind: ExpressionKind, text: string) {
    this.kind = kind
    this.#text = text
    const sizeBytes = utf8LengthBytes(text)
    if (sizeBytes > expressionSizeBytesMax) {
      const newer = expressionMessages.invalid(kind, expressionMessages.tooLongNewer)
      const older = expressionMessages.invalid(kind, expressionMessages.tooLong(sizeBytes))
      throw new LayeredRefusal(kind === 'ConditionExpression' ? older : newer, newer)
    }
    if (text === '') throw invalidExpression(kind, expressionMessages.empty)
    this.#tokens = tokenize(text)
  }

  peek(): Token {
    return this.#tokens[this.#position] as Token
  }

  peekSecond(): Token {
    return this.#tokens[Math.min(this.#position + 1, this.#tokens.length - 1)] as Token
  }

  next(): Token {
    const token = this.peek()
    if (token.kind !== 'end') this.#position += 1
    return token
  }

  /** Takes the next token if it is this keyword or symbol. */
  accept(text: string): boolean {
    const token = this.peek()
    if ((token.kind !== 'symbol' && token.kind !== 'keyword') || token.text !== text) return false
    this.#position += 1
    return true
  }

  expect(text: string): void {
    if (!this.accept(text)) throw this.syntaxError()
  }

  /** Ends the parse: nothing may follow, and parentheses that say nothing are refused, but only now. */
  expectEnd(): void {
    if (this.peek().kind !== 'end') throw this.syntaxError()
    if (this.#hasRedundantParentheses) throw this.invalid(expressionMessages.redundantParentheses)
  }

  noteRedundantParentheses(): void {
    this.#hasRedundantParentheses = true
  }

  /** Operators, functions and connectives read so far. */
  get operatorCount(): number {
    return this.#operatorCount
  }

  countOperator(): void {
    this.#operatorCount += 1
  }

  /** The error for the next token: it cannot stand here. The service quotes it between its neighbours. */
  syntaxError(): ServiceError {
    const token = this.peek()
    const previous = this.#tokens[this.#position - 1]
    const following = this.#tokens[this.#position + 1] ?? token
    const written = token.kind === 'end' ? '<EOF>' : this.#text.slice(token.start, token.end)
    const near = this.#text.slice(previous?.start ?? 0, following.end)
    return invalidExpression(this.kind, expressionMessages.syntaxError(written, near))
  }

  invalid(problem: string): ServiceError {
    return invalidExpression(this.kind, problem)
  }
}

export function invalidExpression(kind: ExpressionKind, problem: string): ServiceError {
  const message = kind === 'Statement' ? problem : expressionMessages.invalid(kind, problem)
  return new ServiceError('ValidationException', message)
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let position = skipWhitespace(text, 0)
  while (position < text.length) {
    tokenPattern.lastIndex = position
    const token = toToken(tokenPattern.exec(text) as RegExpExecArray)
    tokens.push(token)
    position = skipWhitespace(text, token.end)
  }
  // The service counts blanks at the end to the end: they show in what is quoted before it.
  const lastEnd = tokens.at(-1)?.end ?? 0
  tokens.push({ kind: 'end', text: '', start: lastEnd, end: text.length })
  return tokens
}

function skipWhitespace(text: string, position: number): number {
  whitespacePattern.lastIndex = position
  whitespacePattern.exec(text)
  return whitespacePattern.lastIndex
}

function toToken(match: RegExpExecArray): Token {
  const [text, name, namePlaceholder, valuePlaceholder, index, symbol] = match
  const start = match.index
  const end = start + text.length
  if (name !== undefined) {
    const capitals = name.toUpperCase()
    return keywords.has(capitals)
      ? { kind: 'keyword', text: capitals, start, end }
      : { kind: 'name', text, start, end }
  }
  if (namePlaceholder !== undefined) return { kind: 'namePlaceholder', text, start, end }
  if (valuePlaceholder !== undefined) return { kind: 'valuePlaceholder', text, start, end }
  if (index !== undefined) return { kind: 'index', text, start, end }
  return { kind: symbol === undefined ? 'unknown' : 'symbol', text, start, end }
}
