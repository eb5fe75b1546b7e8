import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'
import { getMember, setMember, shallowCopy } from '../values/index.js'
import type { DocumentPath } from './document-path.js'
import { updateError } from './evaluate-update-value.js'
import { expressionMessages } from './messages.js'

interface ListChanges {
  readonly appended: { readonly index: number; readonly value: AttributeValue }[]
  readonly removed: Set<number>
}

/**
 * An item being changed. Maps and lists on the way to a change are copied once, everything else is shared.
 *
 * Lists keep their indexes while actions are applied: elements set past the end are appended, in the order of their
 * indexes, and elements removed are taken out when all actions are done.
 */
export class ItemDraft {
  readonly #item: AttributeMap
  // Both are made when they are needed: most updates change attributes of the item itself.
  #copies: Set<object> | undefined
  #lists: Map<AttributeValue[], ListChanges> | undefined

  constructor(item: AttributeMap) {
    this.#item = shallowCopy(item)
  }

  /** The value is worked out only once the path is known to be good: of two errors, that of the path is reported. */
  set(path: DocumentPath, evaluate: () => AttributeValue): void {
    const parent = this.#openParent(path)
    const value = evaluate()
    const step = path[path.length - 1] as string | number
    if (!Array.isArray(parent)) return setMember(parent, step as string, value)
    const index = step as number
    if (index < parent.length) parent[index] = value
    else this.#changesOf(parent).appended.push({ index, value })
  }

  /** Removing what is not there is nothing, but its parent must be. */
  remove(path: DocumentPath): void {
    const parent = this.#openParent(path)
    const step = path[path.length - 1] as string | number
    if (!Array.isArray(parent)) delete parent[step]
    else if ((step as number) < parent.length) this.#changesOf(parent).removed.add(step as number)
  }

  finish(): AttributeMap {
    for (const [list, { appended, removed }] of this.#lists ?? []) {
      appended.sort((left, right) => left.index - right.index)
      let length = 0
      for (const [index, value] of list.entries()) if (!removed.has(index)) list[length++] = value
      list.length = length
      for (const { value } of appended) list.push(value)
    }
    return this.#item
  }

  /** The map or list that holds the last step of the path, as a copy that may be changed. */
  #openParent(path: DocumentPath): AttributeMap | AttributeValue[] {
    let parent: AttributeMap | AttributeValue[] = this.#item
    for (let depth = 0; depth < path.length - 1; depth += 1) {
      parent = this.#openChild(parent, path[depth] as string | number, path[depth + 1] as string | number)
    }
    return parent
  }

  #openChild(
    parent: AttributeMap | AttributeValue[],
    step: string | number,
    next: string | number,
  ): AttributeMap | AttributeValue[] {
    const value = Array.isArray(parent) ? parent[step as number] : getMember(parent, step as string)
    const container = typeof next === 'number' ? value?.L : value?.M
    if (container === undefined) throw updateError(expressionMessages.updatePathInvalid)
    this.#copies ??= new Set()
    if (this.#copies.has(container)) return container
    const copy = Array.isArray(container) ? container.slice() : shallowCopy(container)
    this.#copies.add(copy)
    const changed: AttributeValue = Array.isArray(copy) ? { L: copy } : { M: copy }
    if (Array.isArray(parent)) parent[step as number] = changed
    else setMember(parent, step as string, changed)
    return copy
  }

  #changesOf(list: AttributeValue[]): ListChanges {
    this.#lists ??= new Map()
    let changes = this.#lists.get(list)
    if (changes === undefined) {
      changes = { appended: [], removed: new Set() }
      this.#lists.set(list, changes)
    }
    return changes
  }
}
