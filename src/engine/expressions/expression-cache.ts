import { expressionCacheLengthMax } from '../../protocol/limits.js'
import { parseConditionSyntax } from './parse-condition.js'
import { parseProjectionSyntax } from './parse-projection.js'
import { parseUpdateSyntax } from './parse-update.js'
import type { ExpressionKind, ParsedCondition, ParsedProjection, ParsedUpdate } from './syntax.js'

/**
 * Syntax trees by text. Programs send the same few texts again and again, with other values; one engine keeps one
 * cache. Of each kind it keeps the texts used last, at least so many characters of them and at most twice as many.
 */
export class ExpressionCache {
  readonly #conditions: Remembered<ParsedCondition>
  readonly #updates: Remembered<ParsedUpdate>
  readonly #projections: Remembered<ParsedProjection>

  constructor(capacity: number = expressionCacheLengthMax) {
    this.#conditions = new Remembered(capacity)
    this.#updates = new Remembered(capacity)
    this.#projections = new Remembered(capacity)
  }

  condition(kind: ExpressionKind, text: string): ParsedCondition {
    // The kind is part of the key only for the messages of errors, and texts with errors are not kept.
    return this.#conditions.get(text) ?? this.#conditions.add(text, parseConditionSyntax(kind, text))
  }

  update(text: string): ParsedUpdate {
    return this.#updates.get(text) ?? this.#updates.add(text, parseUpdateSyntax(text))
  }

  projection(text: string): ParsedProjection {
    return this.#projections.get(text) ?? this.#projections.add(text, parseProjectionSyntax(text))
  }
}

/**
 * What was used last. When there is no more room, what was not used since the last time there was none is forgotten: a
 * text that is in use costs one look.
 */
export class Remembered<TParsed> {
  readonly #capacity: number
  #recent = new Map<string, TParsed>()
  #length = 0
  #before = new Map<string, TParsed>()

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  get(text: string): TParsed | undefined {
    const recent = this.#recent.get(text)
    if (recent !== undefined) return recent
    const before = this.#before.get(text)
    return before === undefined ? undefined : this.add(text, before)
  }

  add(text: string, parsed: TParsed): TParsed {
    if (this.#length + text.length > this.#capacity) {
      this.#before = this.#recent
      this.#recent = new Map()
      this.#length = 0
    }
    this.#recent.set(text, parsed)
    this.#length += text.length
    return parsed
  }
}
