import type { StatementSyntax } from '../partiql/syntax.js'
import { parseConditionSyntax } from './parse-condition.js'
import { parseProjectionSyntax } from './parse-projection.js'
import { parseUpdateSyntax } from './parse-update.js'
import type { ExpressionKind, ParsedCondition, ParsedProjection, ParsedUpdate } from './syntax.js'

const capacityDefault = 500

/**
 * Syntax trees by text. Programs send the same few texts again and again, with other values; one engine keeps one
 * cache. The text used longest ago goes first when it is full.
 */
export class ExpressionCache {
  readonly #capacity: number
  readonly #conditions = new Map<string, ParsedCondition>()
  readonly #updates = new Map<string, ParsedUpdate>()
  readonly #projections = new Map<string, ParsedProjection>()
  readonly #statements = new Map<string, StatementSyntax>()

  constructor(capacity: number = capacityDefault) {
    this.#capacity = capacity
  }

  condition(kind: ExpressionKind, text: string): ParsedCondition {
    // The kind is part of the key only for the messages of errors, and texts with errors are not kept.
    return this.#remember(this.#conditions, text, () => parseConditionSyntax(kind, text))
  }

  update(text: string): ParsedUpdate {
    return this.#remember(this.#updates, text, () => parseUpdateSyntax(text))
  }

  projection(text: string): ParsedProjection {
    return this.#remember(this.#projections, text, () => parseProjectionSyntax(text))
  }

  /** A statement of PartiQL, whose parser builds on expressions and is passed in. */
  statement(text: string, parse: (text: string) => StatementSyntax): StatementSyntax {
    return this.#remember(this.#statements, text, () => parse(text))
  }

  #remember<TParsed>(known: Map<string, TParsed>, text: string, parse: () => TParsed): TParsed {
    const hit = known.get(text)
    if (hit !== undefined) {
      known.delete(text)
      known.set(text, hit)
      return hit
    }
    const parsed = parse()
    if (known.size >= this.#capacity) {
      const [oldest] = known.keys()
      if (oldest !== undefined) known.delete(oldest)
    }
    known.set(text, parsed)
    return parsed
  }
}
