import { assert } from '../../core/assert.js'
import type { AttributeMap, AttributeType, AttributeValue } from '../../protocol/attribute-value.js'
import { setMember } from './members.js'

/** The name of the one type that a validated value has. */
export function typeOf(value: AttributeValue): AttributeType {
  if (value.S !== undefined) return 'S'
  if (value.N !== undefined) return 'N'
  if (value.M !== undefined) return 'M'
  if (value.L !== undefined) return 'L'
  if (value.BOOL !== undefined) return 'BOOL'
  if (value.NULL !== undefined) return 'NULL'
  if (value.B !== undefined) return 'B'
  if (value.SS !== undefined) return 'SS'
  if (value.NS !== undefined) return 'NS'
  if (value.BS !== undefined) return 'BS'
  assert(false, 'a stored value has a type')
}

/** A copy that shares nothing with the value, binaries included. */
export function cloneValue(value: AttributeValue): AttributeValue {
  if (value.S !== undefined) return { S: value.S }
  if (value.N !== undefined) return { N: value.N }
  if (value.M !== undefined) return { M: cloneItem(value.M) }
  if (value.L !== undefined) return { L: value.L.map(cloneValue) }
  if (value.BOOL !== undefined) return { BOOL: value.BOOL }
  if (value.NULL !== undefined) return { NULL: value.NULL }
  if (value.B !== undefined) return { B: new Uint8Array(value.B) }
  if (value.SS !== undefined) return { SS: value.SS.slice() }
  if (value.NS !== undefined) return { NS: value.NS.slice() }
  if (value.BS !== undefined) return { BS: value.BS.map((element) => new Uint8Array(element)) }
  assert(false, 'a stored value has a type')
}

/** A copy of an item that shares nothing with it: what callers get, so that nothing they hold is what is stored. */
export function cloneItem(item: AttributeMap): AttributeMap {
  const copy: AttributeMap = {}
  for (const name of Object.keys(item)) setMember(copy, name, cloneValue(item[name] as AttributeValue))
  return copy
}

/** Levels of lists and maps in a value: none in a scalar or set, one in a list of scalars. */
export function nestingDepth(value: AttributeValue): number {
  const children = value.L ?? (value.M === undefined ? undefined : Object.values(value.M))
  if (children === undefined) return 0
  return 1 + children.reduce((deepest, child) => Math.max(deepest, nestingDepth(child)), 0)
}
