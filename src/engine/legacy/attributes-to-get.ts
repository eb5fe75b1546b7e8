import type { ProjectionNode } from '../expressions/index.js'
import { attributesToGetMax } from '../../protocol/limits.js'
import { invalidRequest } from '../faults.js'
import type { Constraints } from '../requests/constraints.js'
import { valueMessages } from '../values/index.js'
import { legacyMessages } from './messages.js'

export function constrainAttributesToGet(
  constraints: Constraints,
  attributes: readonly string[] | undefined,
  path = 'attributesToGet',
): void {
  constraints.length(attributes, path, 1, attributesToGetMax)
}

export function assertNamesNotEmpty(attributes: readonly string[] | undefined): void {
  if (attributes?.includes('')) throw invalidRequest(valueMessages.emptyName)
}

/** The attributes as a projection; undefined when the request names none. */
export function readAttributesToGet(attributes: readonly string[] | undefined): ProjectionNode | undefined {
  if (attributes === undefined || attributes === null) return undefined
  assertNamesNotEmpty(attributes)
  const paths: [string][] = []
  const children: ProjectionNode['tree']['children'] = new Map()
  for (const name of attributes) {
    if (children.has(name)) throw invalidRequest(legacyMessages.duplicateAttribute(name))
    const path: [string] = [name]
    paths.push(path)
    children.set(name, { path, children: new Map() })
  }
  return { paths, tree: { children } }
}
