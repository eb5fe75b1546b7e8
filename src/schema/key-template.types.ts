import type { TypeMessage } from '../core/types/message.types.js'
import type { KeyTemplate } from '../keys/index.js'

/** The names in a template's holes: `HoleNames<'A#{b}#{c}'>` is `'b' | 'c'`. */
export type HoleNames<TTemplate> = TTemplate extends `${string}{${infer THole}}${infer TRest}`
  ? THole | HoleNames<TRest>
  : TTemplate extends { readonly template: infer TText }
    ? HoleNames<TText>
    : never

/** The names in a template's holes, in order: `Holes<'A#{b}#{c}'>` is `['b', 'c']`. */
export type Holes<
  TTemplate,
  TFound extends readonly string[] = [],
> = TTemplate extends `${string}{${infer THole}}${infer TRest}`
  ? Holes<TRest, [...TFound, THole]>
  : TTemplate extends { readonly template: infer TText }
    ? Holes<TText>
    : TFound

/** The template itself, or a sentence where a hole of it names no attribute. */
export type CheckedTemplate<TTemplate, TAttribute> = [Exclude<HoleNames<TTemplate>, TAttribute>] extends [
  never,
]
  ? TTemplate
  : TypeMessage<`{${Exclude<HoleNames<TTemplate>, TAttribute> & string}} names no attribute of the schema`>

export type { KeyTemplate }
