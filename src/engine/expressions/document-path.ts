import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'
import { getMember } from '../values/index.js'

/** Names of map members and indexes of list elements, from an attribute of the item inwards. */
export type DocumentPath = readonly [string, ...(string | number)[]]

/** The value at a path, or undefined where the item has none. */
export function getAtPath(item: AttributeMap, path: DocumentPath): AttributeValue | undefined {
  let value = getMember(item, path[0])
  for (let depth = 1; value !== undefined && depth < path.length; depth += 1) {
    value = getChild(value, path[depth] as string | number)
  }
  return value
}

/** The member of a map or the element of a list; undefined where the value is neither or has none such. */
export function getChild(value: AttributeValue, step: string | number): AttributeValue | undefined {
  if (typeof step === 'number') return value.L?.[step]
  return value.M === undefined ? undefined : getMember(value.M, step)
}

export function pathsEqual(left: DocumentPath, right: DocumentPath): boolean {
  return left.length === right.length && left.every((step, index) => step === right[index])
}

/** The path as it stands in messages of the service: `[a, [0], b]`. */
export function formatPath(path: DocumentPath): string {
  return `[${path.map((step) => (typeof step === 'number' ? `[${step}]` : step)).join(', ')}]`
}
