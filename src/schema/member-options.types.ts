import type { TypeMessage } from '../core/types/message.types.js'

/** How a member below an attribute is stored. */
export interface MemberOptions {
  /** Its name in the map that holds it, where that differs from the schema's. */
  readonly storedName?: string
  /** Its form, where the usual one does not serve: see `docs/schema.md`. */
  readonly store?: 'number' | 'iso' | 'epoch-seconds' | 'epoch-milliseconds'
}

/**
 * What may be said of the member at a path below a value, such as `'zip'` or `'price.cents'`; a sentence where the path
 * leads nowhere. Lists, sets and records are passed through.
 */
export type MemberOptionsAt<TValue, TPath, TName> = TPath extends `${infer THead}.${infer TRest}`
  ? THead extends Members<Inner<TValue>>
    ? MemberOptionsAt<Member<Inner<TValue>, THead>, TRest, TName>
    : UnknownMember<TName>
  : TPath extends Members<Inner<TValue>>
    ? MemberOptions
    : UnknownMember<TName>

type UnknownMember<TName> = TypeMessage<`the schema has no attribute ${TName & string}`>

/** The maps that a value is or holds. */
type Inner<TValue> = TValue extends null | undefined | Date | Uint8Array
  ? never
  : TValue extends readonly (infer TElement)[]
    ? Inner<TElement>
    : TValue extends ReadonlySet<infer TElement>
      ? Inner<TElement>
      : TValue extends ReadonlyMap<unknown, infer TElement>
        ? Inner<TElement>
        : TValue extends object
          ? string extends keyof TValue
            ? Inner<TValue[keyof TValue]>
            : TValue
          : never

type Members<TMap> = TMap extends unknown ? keyof TMap : never
type Member<TMap, TName> = TMap extends unknown ? (TName extends keyof TMap ? TMap[TName] : never) : never
