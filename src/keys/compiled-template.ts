import type { KeyRange, RangeInput } from './key-range.js'
import type { KeyRole } from './key-role.js'
import type { TemplateSegment } from './key-template.js'
import type { Language } from './language.js'

/** A template that can be used: everything about it is decided, nothing is looked up again. */
export interface CompiledTemplate {
  readonly text: string
  readonly role: KeyRole
  readonly holes: readonly string[]
  readonly segments: readonly TemplateSegment[]
  /**
   * The key of these values. Other properties are ignored.
   *
   * @throws a coded error that names the hole: `keys.missing-value`, `keys.wrong-type`, `keys.out-of-range`,
   * `keys.not-an-integer`, `keys.not-in-enum`, `keys.invalid-date`, `keys.unpaired-surrogate`,
   * `keys.delimiter-in-value`; or `keys.empty` and `keys.too-long` for the whole key.
   */
  format(values: Readonly<Record<string, unknown>>): string
  /** Every hole has a value: neither undefined nor null. An item whose index key is incomplete is not in the index. */
  isComplete(values: Readonly<Record<string, unknown>>): boolean
  /** The values of a key, or undefined when this template formats no such key: `format(parse(key))` is `key`. */
  parse(key: string): Record<string, unknown> | undefined
  /** The first hole from the left that has no value here, to which a range applies; undefined when all have one. */
  nextHole(values: Readonly<Record<string, unknown>>): string | undefined
  /**
   * The one sort key condition that matches exactly the keys with these values, given from the left, and with the next
   * hole in the range.
   *
   * @example
   * ```ts
   * // '{status}#{placedAt}'
   * template.condition({ status: 'paid' }) // { operator: 'begins_with', value: 'paid#' }
   * ```
   * @throws the errors of `format`, and `keys.gap`, `keys.malformed-range`, `keys.range-unsupported`,
   * `keys.not-a-sort-key`.
   */
  condition(values: Readonly<Record<string, unknown>>, range?: RangeInput): KeyRange
  /** Every key of this template, as an automaton. Built when first asked for. */
  language(): Language
}
