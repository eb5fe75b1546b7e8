import { expressionOperatorsMax, statementNestingDepthMax } from '../../protocol/limits.js'
import { expressionMessages } from '../expressions/index.js'
import { StatementTokens } from './tokens.js'

/** What the parsers of one statement share. */
export class StatementParser {
  readonly tokens: StatementTokens
  #parameterCount = 0
  #depth = 0
  #operatorCount = 0
  #refusal: string | undefined

  constructor(text: string) {
    this.tokens = new StatementTokens(text)
  }

  /** Question marks read so far. */
  get parameterCount(): number {
    return this.#parameterCount
  }

  /** Why a statement that is well-formed will be refused, undefined when nothing has been noted. */
  get refusal(): string | undefined {
    return this.#refusal
  }

  countParameter(): number {
    this.#parameterCount += 1
    return this.#parameterCount - 1
  }

  /** Notes something that PartiQL has and DynamoDB has not. The first is reported, once the statement is parsed. */
  refuse(problem: string): void {
    this.#refusal ??= problem
  }

  countOperator(): void {
    this.#operatorCount += 1
  }

  /** Parses a part of the statement that the service takes for one expression, with so many operators and no more. */
  expression<TParsed>(parse: (parser: StatementParser) => TParsed): TParsed {
    this.#operatorCount = 0
    const parsed = parse(this)
    if (this.#operatorCount > expressionOperatorsMax) {
      this.refuse(expressionMessages.tooManyOperators(expressionOperatorsMax + 1))
    }
    return parsed
  }

  descend(): void {
    this.#depth += 1
    if (this.#depth > statementNestingDepthMax) throw this.tokens.malformed()
  }

  ascend(): void {
    this.#depth -= 1
  }

  /** One element or more, with commas between them. */
  list<TElement>(parseElement: (parser: StatementParser) => TElement): TElement[] {
    const elements = [parseElement(this)]
    while (this.tokens.accept(',')) elements.push(parseElement(this))
    return elements
  }
}
