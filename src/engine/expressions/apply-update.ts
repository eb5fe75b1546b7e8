import { unreachable } from '../../core/assert.js'
import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'
import { itemSizeBytesMax, nestingDepthMax } from '../../protocol/limits.js'
import { addToSet, addNumbers, deleteFromSet, nestingDepth, valueSizeBytes } from '../values/index.js'
import type { DocumentPath } from './document-path.js'
import { getAtPath } from './document-path.js'
import { evaluateUpdateValue, updateError } from './evaluate-update-value.js'
import { ItemDraft } from './item-draft.js'
import { expressionMessages } from './messages.js'
import type { UpdateAction, UpdateNode } from './update.js'

export interface AppliedUpdate {
  /** The item afterwards. It shares what has not changed with the item before and with the values of the update. */
  readonly item: AttributeMap
  /** The paths that the update names as targets, in the order of the text. */
  readonly touched: readonly DocumentPath[]
}

/**
 * The item as the update leaves it. The item passed in stays as it is, and every value is worked out from it. Throws
 * ServiceError (ValidationException) when a path or an operand does not fit the item.
 */
export function applyUpdate(node: UpdateNode, item: AttributeMap): AppliedUpdate {
  const draft = new ItemDraft(item)
  const room = node.actions.length > unmeasuredActionsMax ? new Room() : undefined
  for (const action of node.actions) applyAction(draft, item, action, room)
  return { item: draft.finish(), touched: node.actions.map(({ path }) => path) }
}

/** Few values, however large, take little time: the item is measured in the end. */
const unmeasuredActionsMax = 4

/** What an item has room for. Hundreds of large values are refused before all of them are worked out. */
class Room {
  #sizeBytes = 0

  take(value: AttributeValue): void {
    this.#sizeBytes += valueSizeBytes(value)
    if (this.#sizeBytes > itemSizeBytesMax) throw updateError(expressionMessages.updatedItemTooLarge)
  }
}

function applyAction(
  draft: ItemDraft,
  item: AttributeMap,
  action: UpdateAction,
  room: Room | undefined,
): void {
  const { section, path } = action
  switch (section) {
    case 'SET':
      return draft.set(path, () =>
        assertNesting(path, fitting(evaluateUpdateValue(action.value, item), room)),
      )
    case 'REMOVE':
      return draft.remove(path)
    case 'ADD':
      return draft.set(path, () => fitting(sumOf(getAtPath(item, path), action.value), room))
    case 'DELETE': {
      const rest = differenceOf(getAtPath(item, path), action.value)
      return rest === undefined ? draft.remove(path) : draft.set(path, () => fitting(rest, room))
    }
    default:
      return unreachable(section)
  }
}

function sumOf(current: AttributeValue | undefined, added: AttributeValue): AttributeValue {
  if (current === undefined) return added
  if (current.N !== undefined && added.N !== undefined) return { N: addNumbers(current.N, added.N) }
  const union = addToSet(current, added)
  if (union === undefined) throw updateError(expressionMessages.updateOperandType)
  return union
}

/** Undefined when nothing is left, as there are no empty sets, or when nothing was there. */
function differenceOf(
  current: AttributeValue | undefined,
  deleted: AttributeValue,
): AttributeValue | undefined {
  if (current === undefined) return undefined
  const rest = deleteFromSet(current, deleted)
  if (rest === undefined) throw updateError(expressionMessages.updateOperandType)
  return rest === 'empty' ? undefined : rest
}

function fitting(value: AttributeValue, room: Room | undefined): AttributeValue {
  room?.take(value)
  return value
}

function assertNesting(path: DocumentPath, value: AttributeValue): AttributeValue {
  // The path counts the levels around the value, the item among them.
  if (path.length + nestingDepth(value) > nestingDepthMax) {
    throw updateError(expressionMessages.updateTooDeep)
  }
  return value
}
