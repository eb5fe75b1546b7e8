import type { ServiceError } from '../../protocol/service-errors.js'
import { invalidRequest } from '../faults.js'
import { keywords } from './keywords.js'
import { partiqlMessages } from './messages.js'
import type { Position } from './syntax.js'

export type TokenKind = 'end' | 'ion' | 'keyword' | 'name' | 'number' | 'string' | 'symbol'

export interface Token {
  readonly kind: TokenKind
  /** A keyword in capitals, a name or string without its quotation marks, everything else as written. */
  readonly text: string
  /** Whether a name stands in quotation marks. */
  readonly isQuoted: boolean
  readonly at: Position
}

/** One alternative per kind of token, in this order; sticky. No alternative can read the same text in two ways. */
const tokenPattern =
  /([A-Za-z_$][A-Za-z0-9_$]*)|"([^"]*(?:""[^"]*)*)"|'([^']*(?:''[^']*)*)'|((?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)|(`[^`]*`)|(<<|>>|<>|<=|>=|!=|\|\||[-+*/%=<>()[\]{},.:;?@])/y
const blankPattern = /(?:[ \t\r\n\f\v]+|--[^\n]*|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/)*/y

/** The tokens of one statement, read from the left. */
export class StatementTokens {
  readonly #text: string
  readonly #tokens: readonly Token[]
  #position = 0

  constructor(text: string) {
    this.#text = text
    this.#tokens = tokenize(text)
  }

  peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#position + ahead, this.#tokens.length - 1)] as Token
  }

  next(): Token {
    const token = this.peek()
    if (token.kind !== 'end') this.#position += 1
    return token
  }

  /** Whether the token that follows, or one after it, is this keyword or symbol. */
  isAt(text: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return (token.kind === 'keyword' || token.kind === 'symbol') && token.text === text
  }

  /** Takes the next token if it is this keyword or symbol. */
  accept(text: string): boolean {
    if (!this.isAt(text)) return false
    this.#position += 1
    return true
  }

  expect(text: string): Token {
    const token = this.peek()
    if (!this.accept(text)) throw this.malformed(expected.get(text))
    return token
  }

  /** The service says what is wrong. Where nobody has told how it says it, the statement stands in its place. */
  malformed(detail: string = this.#text): ServiceError {
    return notWellFormed(detail)
  }

  /** For a token that begins no expression. */
  unexpected(): ServiceError {
    const token = this.peek()
    return this.malformed(
      token.kind === 'end' || this.isAt(';') ? this.#missingOperand() : unexpectedAt(token, this.peek(1)),
    )
  }

  #missingOperand(): string {
    const last = this.#position > 1 ? this.peek(-1) : undefined
    return last !== undefined && last.kind !== 'name' && infixes.has(last.text)
      ? partiqlMessages.expectedRight
      : partiqlMessages.unexpectedTerm
  }
}

/** What the service says where it misses one of these. */
const expected: ReadonlyMap<string, string> = new Map([
  ['AND', 'Expected AND keyword'],
  [')', 'Expected RIGHT_PAREN'],
  [']', 'Expected RIGHT_BRACKET'],
  ['}', 'Expected RIGHT_CURLY'],
  ['>>', 'Expected RIGHT_DOUBLE_ANGLE_BRACKET'],
  [':', 'Expected COLON'],
])

const operatorKeywords: readonly string[] = ['AND', 'BETWEEN', 'IN', 'IS', 'LIKE', 'OR']
const operatorSymbols: readonly string[] = ['=', '<>', '!=', '<', '<=', '>', '>=', '/', '%', '||']
const infixes: ReadonlySet<string> = new Set([...operatorKeywords, ...operatorSymbols, '+', '-', '*'])

function unexpectedAt({ kind, text }: Token, following: Token): string {
  if (kind !== 'keyword') {
    return operatorSymbols.includes(text)
      ? partiqlMessages.unexpectedOperator
      : partiqlMessages.unexpectedTerm
  }
  if (operatorKeywords.includes(text)) return partiqlMessages.unexpectedOperator
  // The service has a form of UPDATE that begins with FROM.
  if (text === 'FROM' && following.kind !== 'end') return partiqlMessages.expectedManipulation
  return text === 'FROM' || text === 'SELECT'
    ? partiqlMessages.unexpectedTerm
    : partiqlMessages.unexpectedKeyword
}

function notWellFormed(detail: string): ServiceError {
  return invalidRequest(partiqlMessages.notWellFormed(detail))
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let line = 1
  let lineStart = 0
  let counted = 0
  const place = (start: number, end: number): Position => {
    for (; counted < start; counted += 1) {
      if (text.charCodeAt(counted) !== 10) continue
      line += 1
      lineStart = counted + 1
    }
    return { line, column: start - lineStart + 1, length: end - start }
  }
  let position = skipBlanks(text, 0)
  while (position < text.length) {
    tokenPattern.lastIndex = position
    const match = text.startsWith('/*', position) ? null : tokenPattern.exec(text)
    // A comment that is still here has no end.
    if (match === null) throw notWellFormed(partiqlMessages.unreadable)
    const end = position + match[0].length
    tokens.push(toToken(match, place(position, end)))
    position = skipBlanks(text, end)
  }
  tokens.push({ kind: 'end', text: '', isQuoted: false, at: place(text.length, text.length) })
  return tokens
}

function skipBlanks(text: string, position: number): number {
  blankPattern.lastIndex = position
  blankPattern.exec(text)
  return blankPattern.lastIndex
}

function toToken([text, word, quoted, string, number, ion]: RegExpExecArray, at: Position): Token {
  if (word !== undefined) {
    const capitals = word.toUpperCase()
    return keywords.has(capitals)
      ? { kind: 'keyword', text: capitals, isQuoted: false, at }
      : { kind: 'name', text: word, isQuoted: false, at }
  }
  if (quoted !== undefined) return { kind: 'name', text: quoted.replaceAll('""', '"'), isQuoted: true, at }
  if (string !== undefined) {
    return { kind: 'string', text: string.replaceAll("''", "'"), isQuoted: false, at }
  }
  if (number !== undefined) return { kind: 'number', text: number, isQuoted: false, at }
  return { kind: ion === undefined ? 'symbol' : 'ion', text, isQuoted: false, at }
}
