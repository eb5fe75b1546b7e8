import { assertConditionWords } from './check-words.js'
import { parseOperand, parseOperandList } from './parse-operand.js'
import type { Comparator, ConditionSyntax, ExpressionKind, OperandSyntax, ParsedCondition } from './syntax.js'
import { TokenStream } from './tokens.js'

/** Parses a condition, a filter or a key condition, and refuses what the text alone shows to be wrong. */
export function parseConditionSyntax(kind: ExpressionKind, text: string): ParsedCondition {
  const tokens = new TokenStream(kind, text)
  const parsed = new ConditionParser(tokens).parse()
  assertConditionWords(tokens, parsed.condition)
  return parsed
}

/** What has been read since an opening parenthesis, or since the beginning. */
interface Frame {
  /** Alternatives of OR, each a list of the terms of AND; the last one is being read. */
  readonly alternatives: ConditionSyntax[][]
  /** NOTs that wait for their term. */
  pendingNots: number
  /** Whether the term added last stands in parentheses and under no NOT. */
  endsInParentheses: boolean
}

const comparators: ReadonlySet<string> = new Set<Comparator>(['=', '<>', '<', '<=', '>', '>='])

/** Keeps its own stack, so that 4 KB of parentheses cannot exhaust the machine's. */
class ConditionParser {
  readonly #tokens: TokenStream
  readonly #frames: Frame[] = []

  constructor(tokens: TokenStream) {
    this.#tokens = tokens
  }

  parse(): ParsedCondition {
    this.#open()
    let isTermDue = true
    while (isTermDue) {
      this.#readPrefixes()
      this.#readTerm()
      isTermDue = this.#readConnective()
      while (!isTermDue && this.#frames.length > 1) {
        this.#closeConditions()
        isTermDue = this.#readConnective()
      }
    }
    this.#tokens.expectEnd()
    return { condition: combine(this.#top()), operatorCount: this.#tokens.operatorCount }
  }

  #top(): Frame {
    return this.#frames.at(-1) as Frame
  }

  #open(): void {
    this.#frames.push({ alternatives: [[]], pendingNots: 0, endsInParentheses: false })
  }

  #readPrefixes(): void {
    for (;;) {
      if (this.#tokens.accept('NOT')) {
        this.#top().pendingNots += 1
        this.#tokens.countOperator()
      } else if (this.#tokens.accept('(')) {
        this.#open()
      } else {
        return
      }
    }
  }

  /** Reads an operand and the rest of its condition. Parentheses around the operand alone are closed on the way. */
  #readTerm(): void {
    const operand = parseOperand(this.#tokens)
    let parentheses = 0
    for (;;) {
      const condition = this.#readCondition(operand)
      if (condition !== undefined) return this.#add(condition, false)
      if (!this.#isUntouched() || !this.#tokens.accept(')')) break
      this.#frames.pop()
      parentheses += 1
      if (parentheses > 1) this.#tokens.noteRedundantParentheses()
    }
    // Only a call is a condition by itself.
    if (operand.kind !== 'call') throw this.#tokens.syntaxError()
    this.#add(operand, parentheses > 0)
  }

  /** Whether nothing but the operand has been read since the last parenthesis opened. */
  #isUntouched(): boolean {
    const { alternatives, pendingNots } = this.#top()
    return (
      this.#frames.length > 1 &&
      pendingNots === 0 &&
      alternatives.length === 1 &&
      alternatives[0]?.length === 0
    )
  }

  #readCondition(operand: OperandSyntax): ConditionSyntax | undefined {
    const token = this.#tokens.peek()
    if (token.kind === 'symbol' && comparators.has(token.text)) {
      this.#tokens.next()
      this.#tokens.countOperator()
      const operator = token.text as Comparator
      return { kind: 'comparison', operator, left: operand, right: parseOperand(this.#tokens) }
    }
    if (this.#tokens.accept('BETWEEN')) {
      this.#tokens.countOperator()
      const lower = parseOperand(this.#tokens)
      this.#tokens.expect('AND')
      return { kind: 'between', operand, lower, upper: parseOperand(this.#tokens) }
    }
    if (this.#tokens.accept('IN')) {
      this.#tokens.countOperator()
      this.#tokens.expect('(')
      return { kind: 'in', operand, candidates: parseOperandList(this.#tokens) }
    }
    return undefined
  }

  #add(condition: ConditionSyntax, isInParentheses: boolean): void {
    const frame = this.#top()
    frame.endsInParentheses = isInParentheses && frame.pendingNots === 0
    let term = condition
    for (; frame.pendingNots > 0; frame.pendingNots -= 1) term = { kind: 'not', term }
    frame.alternatives.at(-1)?.push(term)
  }

  /** Takes AND or OR, after which another term is expected. */
  #readConnective(): boolean {
    const isAlternative = this.#tokens.accept('OR')
    if (!isAlternative && !this.#tokens.accept('AND')) return false
    this.#tokens.countOperator()
    if (isAlternative) this.#top().alternatives.push([])
    return true
  }

  #closeConditions(): void {
    this.#tokens.expect(')')
    const frame = this.#frames.pop() as Frame
    const isSole = frame.alternatives.length === 1 && frame.alternatives[0]?.length === 1
    if (isSole && frame.endsInParentheses) this.#tokens.noteRedundantParentheses()
    this.#add(combine(frame), true)
  }
}

function combine({ alternatives }: Frame): ConditionSyntax {
  const terms = alternatives.map((conjunction) => join('and', conjunction))
  return join('or', terms)
}

function join(kind: 'and' | 'or', terms: ConditionSyntax[]): ConditionSyntax {
  return terms.length === 1 ? (terms[0] as ConditionSyntax) : { kind, terms }
}
