import type { AttributeMap, AttributeType, AttributeValue } from '../../protocol/attribute-value.js'
import type { AttributeAction, AttributeValueUpdate } from '../../protocol/legacy.js'
import { unreachable } from '../../core/assert.js'
import { attributeUpdatesMax } from '../../protocol/limits.js'
import type { UpdateNode } from '../expressions/index.js'
import { bareRefusal, invalidRequest, unreadableRequest } from '../faults.js'
import { messages } from '../messages.js'
import { getMember, normalizeValue, typeOf, valueMessages } from '../values/index.js'
import { legacyMessages } from './messages.js'

type Updates = Record<string, AttributeValueUpdate> | undefined
type UpdateAction = UpdateNode['actions'][number]

/** An update without an expression. */
export interface LegacyUpdate {
  /** Undefined when it names no attribute. */
  readonly update: UpdateNode | undefined
  /** The types that attributes have to have, if they are there: the service words this in its own way. */
  readonly types: ReadonlyMap<string, AttributeType>
}

/** In the order in which the service lists them. */
const actions: readonly AttributeAction[] = ['ADD', 'DELETE', 'PUT']
const sets: readonly AttributeType[] = ['SS', 'NS', 'BS']
const addable: readonly AttributeType[] = ['N', 'L', ...sets]

/** Undefined when the request has none. */
export function readAttributeUpdates(updates: Updates): LegacyUpdate | undefined {
  if (updates === undefined || updates === null) return undefined
  if (Object.keys(updates).length > attributeUpdatesMax) {
    throw invalidRequest(legacyMessages.tooManyUpdates(attributeUpdatesMax))
  }
  assertActions(updates)
  const types = new Map<string, AttributeType>()
  const read = Object.entries(updates).map(([name, { Action, Value }]) => {
    if (name === '') throw invalidRequest(valueMessages.emptyName)
    const value = Value === undefined || Value === null ? undefined : normalizeValue(Value)
    const action = readAction(name, Action ?? 'PUT', value)
    if (value !== undefined && (Action === 'ADD' || Action === 'DELETE')) types.set(name, typeOf(value))
    return action
  })
  return { update: read.length === 0 ? undefined : { actions: read }, types }
}

function assertActions(updates: Record<string, AttributeValueUpdate>): void {
  for (const update of Object.values(updates)) {
    if (typeof update !== 'object' || update === null) throw unreadableRequest(messages.notAStructure)
    const { Action } = update
    if (Action !== undefined && Action !== null && !actions.includes(Action)) {
      throw invalidRequest(legacyMessages.actionUnknown(actions))
    }
  }
}

function readAction(name: string, action: AttributeAction, value: AttributeValue | undefined): UpdateAction {
  const path: [string] = [name]
  if (value === undefined) {
    if (action !== 'DELETE') throw bareRefusal(legacyMessages.updateWithoutValue)
    return { section: 'REMOVE', path }
  }
  switch (action) {
    case 'PUT':
      return { section: 'SET', path, value: { kind: 'value', value } }
    case 'DELETE':
      if (!sets.includes(typeOf(value))) throw invalidRequest(legacyMessages.deletedType(typeOf(value)))
      return { section: 'DELETE', path, value }
    case 'ADD':
      if (!addable.includes(typeOf(value))) throw invalidRequest(legacyMessages.addedType(typeOf(value)))
      return value.L === undefined ? { section: 'ADD', path, value } : appended(path, value)
    default:
      return unreachable(action)
  }
}

/** ADD of a list, which update expressions do not have, puts its elements after those that are there. */
function appended(path: [string], value: AttributeValue): UpdateAction {
  const none: AttributeValue = { L: [] }
  const left = { kind: 'ifNotExists', path, otherwise: { kind: 'value', value: none } } as const
  return { section: 'SET', path, value: { kind: 'listAppend', left, right: { kind: 'value', value } } }
}

/** Throws when an attribute that is added to or deleted from has another type. */
export function assertTypesMatch(types: ReadonlyMap<string, AttributeType>, item: AttributeMap): void {
  for (const [name, type] of types) {
    const value = getMember(item, name)
    if (value !== undefined && typeOf(value) !== type) {
      throw invalidRequest(legacyMessages.updatedTypeMismatch)
    }
  }
}
