import { expressionCacheLengthMax } from '../../protocol/limits.js'
import { ExpressionCache, Remembered } from '../expressions/index.js'
import { parseStatement } from './parse-statement.js'
import type { StatementSyntax } from './syntax.js'

/** Syntax trees of expressions and of statements by text. */
export class StatementCache extends ExpressionCache {
  readonly #statements: Remembered<StatementSyntax>

  constructor(capacity: number = expressionCacheLengthMax) {
    super(capacity)
    this.#statements = new Remembered(capacity)
  }

  /** Throws what the service says of text that is no statement. */
  statement(text: string): StatementSyntax {
    return this.#statements.get(text) ?? this.#statements.add(text, parseStatement(text))
  }
}
