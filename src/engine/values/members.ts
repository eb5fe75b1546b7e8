import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'

/**
 * Attributes may have any name, also `constructor` and `__proto__`. Items stay plain objects, as callers expect of
 * them, so each access by name goes through these three.
 */
export function getMember(map: AttributeMap, name: string): AttributeValue | undefined {
  return Object.hasOwn(map, name) ? map[name] : undefined
}

export function setMember(map: AttributeMap, name: string, value: AttributeValue): void {
  if (name === '__proto__') {
    Object.defineProperty(map, name, { value, configurable: true, enumerable: true, writable: true })
  } else {
    map[name] = value
  }
}

/** A copy of the map that shares the values. */
export function shallowCopy(map: AttributeMap): AttributeMap {
  // A spread defines members rather than assigning them, so that `__proto__` stays an attribute.
  return { ...map }
}
