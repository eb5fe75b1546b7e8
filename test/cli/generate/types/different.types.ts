/** One object type of what may be made of several, so that types are compared by what they have. */
export type Flat<TType> = TType extends Date | Set<unknown> | Map<unknown, unknown> | Uint8Array | string
  ? TType
  : TType extends object
    ? { [TName in keyof TType]: TType[TName] }
    : TType

/** The names of what differs in either direction, modifiers included; `never` where nothing does. */
export type Different<TPrinted, TInferred> = {
  [TName in keyof TPrinted | keyof TInferred]: TName extends keyof TPrinted & keyof TInferred
    ? Same<Flat<TPrinted[TName]>, Flat<TInferred[TName]>> extends true
      ? never
      : TName
    : TName
}[keyof TPrinted | keyof TInferred]
type Same<TLeft, TRight> =
  (<T>() => T extends TLeft ? 1 : 2) extends <T>() => T extends TRight ? 1 : 2 ? true : false

/** Compared by themselves, since they hold other types: a member at a time. */
type Apart = 'access' | 'attributes' | 'indexed' | 'patterns' | 'table'
export type Printed<TTypes> = Omit<TTypes, Apart>
