import type { TypeMessage } from '../core/types/message.types.js'
import type { KeyTemplate } from '../keys/index.js'

/** The names in a template's holes, in order: `Holes<'A#{b}#{c}'>` is `['b', 'c']`. */
export type Holes<TTemplate> = TTemplate extends `${string}{${infer THole}}${infer TRest}`
  ? [THole, ...Holes<TRest>]
  : TTemplate extends { readonly template: infer TText }
    ? Holes<TText>
    : string extends TTemplate
      ? [NotLiteral]
      : []

/** Stands for the holes of a template that the compiler does not know. */
type NotLiteral = '(unknown)'

/**
 * The names in a template's holes: `HoleNames<'A#{b}#{c}'>` is `'b' | 'c'`. Not looked up in `Holes`: for the elements of a
 * tuple the compiler works out an array of them.
 */
export type HoleNames<TTemplate> = TTemplate extends `${string}{${infer THole}}${infer TRest}`
  ? THole | HoleNames<TRest>
  : TTemplate extends { readonly template: infer TText }
    ? HoleNames<TText>
    : string extends TTemplate
      ? NotLiteral
      : never

/**
 * The template itself, or a sentence where a hole of it names no attribute, or one of a kind that it cannot be filled with.
 */
export type CheckedTemplate<TTemplate, TAttribute, TShape = {}, TUnfit = CollectionKind> =
  HoleNames<TTemplate> extends TAttribute
    ? Unfit<TShape[HoleNames<TTemplate> & keyof TShape], TUnfit> extends never
      ? TTemplate extends string
        ? TTemplate
        : KeyTemplate
      : UnfitHole<TShape, HoleNames<TTemplate>, TUnfit>
    : NotLiteral extends HoleNames<TTemplate>
      ? TypeMessage<'the holes of the template are not known: write it in place, or as const'>
      : TypeMessage<UnknownHole<Exclude<HoleNames<TTemplate>, TAttribute> & string>>

type UnknownHole<THole extends string> = THole extends 'shard'
  ? '{shard} is for the partition key of an access pattern over a global index that says shards: 8 or another count'
  : `{${THole}} names no attribute of the schema`

/** Kinds of values that no part of a key can be. */
export type CollectionKind = 'array' | 'object' | 'set' | 'map' | 'record' | 'tuple'
/** Not `never` where a schema is of such a kind; one whose kind is not known is none. */
export type Unfit<TNode, TUnfit = CollectionKind> = TNode extends { _zod: { def: { type: TUnfit } } }
  ? '(unfit)'
  : never

/** A sentence for each hole of an unfit kind. */
type UnfitHole<TShape, THole, TUnfit> = THole extends keyof TShape
  ? Unfit<TShape[THole], TUnfit> extends never
    ? never
    : TShape[THole] extends { _zod: { def: { type: CollectionKind } } }
      ? TypeMessage<`{${THole & string}} is a list, a set or a map: no part of a key can be filled with it`>
      : TypeMessage<`{${THole & string}} may be absent: every item needs the whole of its key`>
  : never

export type { KeyTemplate }
