import type { AttributeValue } from '../protocol/attribute-value.js'

/**
 * Whether two stored values are written alike, so that one placeholder serves for both. Numbers and sets that are equal
 * but written differently count as different: that costs a placeholder, never an answer.
 */
export function isSameValue(left: AttributeValue, right: AttributeValue): boolean {
  if (left === right) return true
  if (left.S !== undefined) return left.S === right.S
  if (left.N !== undefined) return left.N === right.N
  if (left.BOOL !== undefined) return left.BOOL === right.BOOL
  if (left.NULL !== undefined) return left.NULL === right.NULL
  if (left.B !== undefined) return right.B !== undefined && isSameList(left.B, right.B, Object.is)
  if (left.L !== undefined) return right.L !== undefined && isSameList(left.L, right.L, isSameValue)
  if (left.M !== undefined) return right.M !== undefined && isSameMap(left.M, right.M)
  if (left.SS !== undefined) return right.SS !== undefined && isSameList(left.SS, right.SS, Object.is)
  if (left.NS !== undefined) return right.NS !== undefined && isSameList(left.NS, right.NS, Object.is)
  if (left.BS !== undefined)
    return (
      right.BS !== undefined && isSameList(left.BS, right.BS, (one, two) => isSameList(one, two, Object.is))
    )
  return false
}

function isSameList<TElement>(
  left: ArrayLike<TElement>,
  right: ArrayLike<TElement>,
  isSame: (one: TElement, two: TElement) => boolean,
): boolean {
  if (left.length !== right.length) return false
  for (let index = 0; index < left.length; index++)
    if (!isSame(left[index] as TElement, right[index] as TElement)) return false
  return true
}

function isSameMap(left: Record<string, AttributeValue>, right: Record<string, AttributeValue>): boolean {
  const names = Object.keys(left)
  if (names.length !== Object.keys(right).length) return false
  return names.every((name) => {
    const one = left[name]
    const two = Object.hasOwn(right, name) ? right[name] : undefined
    return one !== undefined && two !== undefined && isSameValue(one, two)
  })
}

/** A text that only values written alike share; `undefined` for all but strings, numbers, booleans and null. */
export function scalarKey(value: AttributeValue): string | undefined {
  if (value.S !== undefined) return `S${value.S}`
  if (value.N !== undefined) return `N${value.N}`
  if (value.BOOL !== undefined) return value.BOOL ? 'true' : 'false'
  return value.NULL === undefined ? undefined : 'null'
}
