/** Values that have no attributes of their own to refer to. */
export type Leaf =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | Date
  | Uint8Array
  | ReadonlySet<unknown>
  | ReadonlyMap<unknown, unknown>

/** What DynamoDB looks up in the item when it evaluates a condition: what is found at a place, or its size. */
export interface Subject<out TValue> {
  readonly '~value': TValue
}

/**
 * A place in an item: an attribute, or what lies below one. `TValue` is what is found there, `TRoot` the attribute of
 * the item that it belongs to.
 */
export interface Reference<out TValue, out TRoot extends string = string> extends Subject<TValue> {
  readonly '~root': TRoot
}

/** What the schema demands of an item, so that it cannot be taken away. */
export interface RequiredPlace {
  readonly '~required': true
}
type Demanded<TValue> = undefined extends TValue ? unknown : RequiredPlace

/** The size of what is found at a place, as DynamoDB's `size` function gives it. */
export interface SizeReference extends Subject<number> {
  readonly '~size': true
}

/** The references of an update: those that tell what is required. */
export type ChangedReferences<TItem> = {
  readonly [TName in keyof TItem & string]-?: ReferenceTo<Exclude<TItem[TName], undefined>, TName> &
    Demanded<TItem[TName]>
}

/** References to every attribute of an item, each with the references below it: `o.address.city`, `o.lines[0].sku`. */
export type References<TItem> = {
  readonly [TName in keyof TItem & string]-?: ReferenceTo<Exclude<TItem[TName], undefined>, TName>
}

export type ReferenceTo<TValue, TRoot extends string> = [TValue] extends [Leaf]
  ? Reference<TValue, TRoot>
  : Reference<TValue, TRoot> & Below<NonNullable<TValue>, TRoot>

type Below<TValue, TRoot extends string> = [TValue] extends [Leaf]
  ? unknown
  : ElementsBelow<Extract<TValue, readonly unknown[]>, TRoot> &
      AttributesBelow<Exclude<TValue, Leaf | readonly unknown[]>, TRoot>

type ElementsBelow<TList extends readonly unknown[], TRoot extends string> = [TList] extends [never]
  ? unknown
  : { readonly [index: number]: ReferenceTo<Exclude<TList[number], undefined>, TRoot> }

/** Of several forms, the attributes of each: where an item has another form, the place is empty. */
type AttributesBelow<TForm, TRoot extends string> = [TForm] extends [never]
  ? unknown
  : {
      readonly [TName in NameIn<TForm>]: ReferenceTo<Exclude<ValueIn<TForm, TName>, undefined>, TRoot> &
        (string extends TName ? unknown : Demanded<ValueIn<TForm, TName>>)
    }

type NameIn<TForm> = TForm extends unknown ? keyof TForm & string : never
type ValueIn<TForm, TName extends string> = TForm extends unknown
  ? TName extends keyof TForm
    ? TForm[TName]
    : never
  : never
