import { unknownGroup } from './compile-collection.js'
import type { Element, UnknownElement } from './collection-state.js'

/** Items by the names of their repositories; beside them those of no known entity. */
export type Groups = Readonly<Record<string, readonly (Record<string, unknown> | UnknownElement)[]>>

/** Elements by whose they are, each group in the order in which they were read. */
export function groupsOf(
  members: readonly { readonly name: string }[],
  elements: readonly Element[],
): Groups {
  const groups = new Map<string, (Record<string, unknown> | UnknownElement)[]>()
  for (const { name } of members) groups.set(name, [])
  groups.set(unknownGroup, [])
  for (const element of elements)
    if (element.entity === undefined) groups.get(unknownGroup)?.push(element)
    else groups.get(element.entity)?.push(element.item)
  return Object.fromEntries(groups)
}
