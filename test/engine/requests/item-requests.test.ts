import { describe, expect, it } from 'vitest'
import { Constraints } from '../../../src/engine/requests/constraints.js'
import {
  assertReturnsOldOnly,
  constrainCollectionMetrics,
  constrainConsumedCapacity,
  constrainItem,
  constrainReturnOnFailure,
  constrainReturnValues,
} from '../../../src/engine/requests/item-requests.js'
import { refusalOf } from '../tables/tables.js'

const faults = (constrain: (constraints: Constraints) => void) => {
  const constraints = new Constraints()
  constrain(constraints)
  return refusalOf(() => constraints.assertSatisfied())
}
const wrong = 'WRONG' as never

describe('members that item requests share', () => {
  it.each<[string, (constraints: Constraints) => void, string]>([
    ['returnConsumedCapacity', (all) => constrainConsumedCapacity(all, wrong), 'INDEXES, TOTAL, NONE'],
    ['returnItemCollectionMetrics', (all) => constrainCollectionMetrics(all, wrong), 'SIZE, NONE'],
    [
      'returnValues',
      (all) => constrainReturnValues(all, wrong),
      'ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW',
    ],
    ['returnValuesOnConditionCheckFailure', (all) => constrainReturnOnFailure(all, wrong), 'ALL_OLD, NONE'],
  ])('have a value of their enumeration: %s', (member, constrain, values) => {
    expect(faults(constrain)).toBe(
      `1 validation error detected: Value 'WRONG' at '${member}' failed to satisfy constraint: Member must satisfy enum value set: [${values}]`,
    )
  })

  it('have an item where there must be one, and an object for it', () => {
    expect(faults((all) => constrainItem(all, undefined, 'item'))).toBe(
      "1 validation error detected: Value null at 'item' failed to satisfy constraint: Member must not be null",
    )
    expect(() => faults((all) => constrainItem(all, [] as never, 'item'))).toThrow(
      expect.objectContaining({ name: 'SerializationException' }),
    )
  })

  it('may ask a put or delete for the item before it alone', () => {
    for (const value of [undefined, 'NONE', 'ALL_OLD'] as const) {
      expect(refusalOf(() => assertReturnsOldOnly(value))).toBe('accepted')
    }
    expect(refusalOf(() => assertReturnsOldOnly('ALL_NEW'))).toBe('ReturnValues can only be ALL_OLD or NONE')
  })
})
