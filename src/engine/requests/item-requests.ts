import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { ReturnConsumedCapacity, ReturnItemCollectionMetrics } from '../../protocol/capacity.js'
import type { ReturnValue } from '../../protocol/items.js'
import { invalidRequest, unreadableRequest } from '../faults.js'
import { messages } from '../messages.js'
import type { Constraints } from './constraints.js'

/** Values of enumerations, in the order in which the service lists them. */
const consumedCapacities = ['INDEXES', 'TOTAL', 'NONE']
const collectionMetrics = ['SIZE', 'NONE']
const returnValues = ['ALL_NEW', 'UPDATED_OLD', 'ALL_OLD', 'NONE', 'UPDATED_NEW']
const returnValuesOnFailure = ['ALL_OLD', 'NONE']
/** As the newer layer lists them, one of them misspelt. */
const newerReturnValues = ['ALL_OLD', 'UPDATED_OLD', 'ALL_NEW', 'UPDATE_NEW', 'NONE']

export function constrainConsumedCapacity(
  constraints: Constraints,
  value: ReturnConsumedCapacity | undefined,
): void {
  constraints.oneOf(value, 'returnConsumedCapacity', consumedCapacities)
}

export function constrainCollectionMetrics(
  constraints: Constraints,
  value: ReturnItemCollectionMetrics | undefined,
): void {
  constraints.oneOf(value, 'returnItemCollectionMetrics', collectionMetrics)
}

export function constrainReturnValues(constraints: Constraints, value: ReturnValue | undefined): void {
  constraints.oneOf(value, 'returnValues', returnValues)
}

/** The same in the words of the newer layer, which name neither the member nor the value. */
export function constrainNewerReturnValues(constraints: Constraints, value: ReturnValue | undefined): void {
  if (value === undefined || value === null || returnValues.includes(value)) return
  constraints.add(messages.unnamedFault(messages.enumeration(newerReturnValues)))
}

export function constrainReturnOnFailure(
  constraints: Constraints,
  value: string | undefined,
  path = 'returnValuesOnConditionCheckFailure',
): void {
  constraints.oneOf(value, path, returnValuesOnFailure)
}

/** A member that is an item or a key: there, and an object. */
export function constrainItem(constraints: Constraints, value: AttributeMap | undefined, path: string): void {
  if (!constraints.notNull(value, path)) return
  if (typeof value !== 'object' || Array.isArray(value)) throw unreadableRequest(messages.notAStructure)
}

/** What a delete gives back is a member like others: its fault is told beside theirs. */
export function constrainReturnsOldOnly(constraints: Constraints, value: ReturnValue | undefined): void {
  if (!value || value === 'ALL_OLD' || value === 'NONE' || !returnValues.includes(value)) return
  constraints.add(messages.returnValuesOldOnly)
}

/** Throws unless a put or delete asks for the item before the write, or nothing. */
export function assertReturnsOldOnly(value: ReturnValue | undefined): void {
  if (value && value !== 'ALL_OLD' && value !== 'NONE') throw invalidRequest(messages.returnValuesOldOnly)
}
