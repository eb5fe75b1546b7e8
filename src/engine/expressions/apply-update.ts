import { unreachable } from '../../core/assert.js'
import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'
import { limits } from '../../protocol/limits.js'
import { addToSet, addNumbers, deleteFromSet, nestingDepth } from '../values/index.js'
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
  for (const action of node.actions) applyAction(draft, item, action)
  return { item: draft.finish(), touched: node.actions.map(({ path }) => path) }
}

function applyAction(draft: ItemDraft, item: AttributeMap, action: UpdateAction): void {
  const { section, path } = action
  switch (section) {
    case 'SET': {
      const value = evaluateUpdateValue(action.value, item)
      if (path.length + nestingDepth(value) > limits.nestingDepthMax) {
        throw updateError(expressionMessages.updateTooDeep)
      }
      return draft.set(path, value)
    }
    case 'REMOVE':
      return draft.remove(path)
    case 'ADD':
      return draft.set(path, sumOf(getAtPath(item, path), action.value))
    case 'DELETE': {
      const current = getAtPath(item, path)
      const rest = current === undefined ? undefined : deleteFromSet(current, action.value)
      if (current !== undefined && rest === undefined) throw updateError(expressionMessages.updateOperandType)
      return rest === undefined || rest === 'empty' ? draft.remove(path) : draft.set(path, rest)
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
