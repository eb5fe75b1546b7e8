/**
 * A sentence for the person who reads the compiler's message: the type that stands where a wrong value was given, so
 * that the compiler says `Type 'Date' is not assignable to type '"give status before placedAt"'` at that value.
 */
export type TypeMessage<TSentence extends string> = TSentence
