import type { Casing } from './casing.js'
import type { KeyRole } from './key-role.js'
import type { LanguageBuilder } from './language.js'

/**
 * What may fill a hole, as the schema knows it. The kind and its bounds choose the form in the key:
 *
 * | kind | sort key | partition key |
 * |---|---|---|
 * | string | the text, escaped where something follows | the same, fewer characters escaped |
 * | enum | the text; `ranked`: its place in `values`, as fixed-width digits | the text |
 * | number, bigint | zero-padded decimal where 0 <= minimum and maximum is known, otherwise sortable decimal | decimal |
 * | date | ISO 8601, UTC, milliseconds | the same |
 * | boolean | `false`, `true` | the same |
 *
 * `descending` (sort keys; numbers, bigints, dates, ranked enums) stores larger values first.
 */
export type KeyPart = (
  | {
      readonly kind: 'string'
      /** How many UTF-16 code units every value has, where that is known. */
      readonly length?: number
    }
  | { readonly kind: 'enum'; readonly values: readonly string[]; readonly ranked?: boolean }
  | {
      readonly kind: 'number'
      readonly integer: boolean
      readonly minimum?: number
      readonly maximum?: number
    }
  | { readonly kind: 'bigint'; readonly minimum?: bigint; readonly maximum?: bigint }
  | { readonly kind: 'date' }
  | { readonly kind: 'boolean' }
) & { readonly descending?: boolean }

/** Where a hole stands: all that a part needs to choose its form. */
export interface PartContext {
  readonly template: string
  readonly hole: string
  readonly role: KeyRole
  /** The literal between this hole and the next one or the end; empty when there is none. */
  readonly following: string
  /** No segment at all follows. */
  readonly isLast: boolean
  readonly delimiters: 'escape' | 'reject'
  readonly casing: Casing
}

/** One end of a range in encoded text. */
export interface End {
  readonly text: string
  readonly isInclusive: boolean
}

/** An end of a range; undefined restricts nothing, `nothing` excludes every value that the part admits. */
export type Bound = End | 'nothing' | undefined

/** The compiled form of one hole. */
export interface PartCodec {
  /** Some value is encoded as the empty text. */
  readonly mayBeEmpty?: boolean
  /** Why its texts do not sort as the values do, where they do not. */
  readonly unordered?: string
  /** The text in the key. Throws a coded error for a value that cannot be stored. */
  encode(value: unknown): string
  /** Where the part that begins at `start` ends, or -1. May be lenient: templates compare with the re-formatted key. */
  end(key: string, start: number): number
  /** The value, or undefined when no admitted value has this text. Never returns a value that `encode` refuses. */
  decode(text: string): unknown
  /** One end of a range over values, where it is not the encoded value itself. */
  bound?(value: unknown, side: 'lower' | 'upper', isInclusive: boolean): Bound
  /**
   * The text that every value beginning with `value` begins with. Free text alone has it: between any two texts of it there
   * are others.
   */
  prefix?(value: unknown): string
  /** Adds the encoded texts to a language, from `state`; returns the state after them. */
  describe(builder: LanguageBuilder, state: number): number
}
