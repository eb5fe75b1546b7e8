/** Makes objects that differ from `{}` in nothing but their room. */
export type PlainObjects = new () => Record<string, unknown>

/**
 * A constructor for the objects of one codec. `{}` has room for four properties, and is given more for each three that
 * follow, one copy after the other. V8 gives the objects of a constructor as much room as assignments stand in its source,
 * and when a few were made, as much as those have used.
 */
export function plainObjects(): PlainObjects {
  function Plain(this: Record<string, unknown>, isNever?: true): void {
    if (isNever === undefined) return
    this['a'] = this['b'] = this['c'] = this['d'] = this['e'] = this['f'] = undefined
    this['g'] = this['h'] = this['i'] = this['j'] = this['k'] = this['l'] = undefined
  }
  Plain.prototype = Object.prototype
  // To the compiler, only classes can be called with `new`; the prototype of a class cannot be set.
  return Plain as unknown as PlainObjects
}
