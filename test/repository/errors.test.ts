import { expect, test } from 'vitest'
import {
  ConditionFailedError,
  ItemExistsError,
  MonotableError,
  NotFoundError,
  TransactionCancelledError,
  VersionConflictError,
} from '../../src/index.js'
import { isExpected } from '../../src/repository/errors.js'

const key = { id: 'o1', at: new Date(0) }
const cause = new Error('underneath')
const conflict = (stored: unknown, expectedVersion: number | undefined, differences: string[] = []) =>
  new VersionConflictError({ entity: 'Order', key, expectedVersion, stored, differences }, cause)

test.each([
  [
    new NotFoundError('Order', key, 'update', cause),
    'repository.not-found',
    'Order: there is no item with id o1, at 1970-01-01T00:00:00.000Z to update. Use create or put to make one.',
  ],
  [
    new ItemExistsError('Order', key, { id: 'o1' }, cause),
    'repository.exists',
    'Order: an item with id o1, at 1970-01-01T00:00:00.000Z exists. Use update to change it, or put to overwrite it.',
  ],
  [
    conflict({ id: 'o1' }, 3, ['status', 'version']),
    'repository.version-conflict',
    'Order: the item with id o1, at 1970-01-01T00:00:00.000Z was changed since it was read (status, version); the write was made for version 3. Apply the change to details.stored, or use modify.',
  ],
  [
    conflict(undefined, undefined),
    'repository.version-conflict',
    'Order: the item with id o1, at 1970-01-01T00:00:00.000Z is gone. Create it anew, or leave it.',
  ],
  [
    new ConditionFailedError('Order', key, undefined, cause),
    'repository.condition',
    'Order: the condition did not hold for the item with id o1, at 1970-01-01T00:00:00.000Z.',
  ],
])('%s', (error, code, message) => {
  expect(error).toBeInstanceOf(MonotableError)
  expect(error).toMatchObject({ code, message, details: { entity: 'Order', key }, cause })
  expect(isExpected(error)).toBe(true)
})

test('a cancelled transaction has its failures under their labels', () => {
  const failure = {
    label: '__proto__',
    entity: 'Order',
    reason: 'TransactionConflict',
    error: new MonotableError('repository.transaction-action', 'busy', {}),
  }
  const error = new TransactionCancelledError([failure], cause)
  expect(error.code).toBe('repository.transaction-cancelled')
  expect(error.message).toBe('The transaction was cancelled: __proto__ (Order, TransactionConflict): busy')
  expect(Object.keys(error.details.failures)).toEqual(['__proto__'])
  expect(isExpected(error)).toBe(true)
})

test('other errors are not expected', () => {
  for (const error of [new MonotableError('repository.change', '', {}), new Error('x'), undefined, 'x'])
    expect(isExpected(error)).toBe(false)
})

test('an error is named after its class, in its stack too', () => {
  for (const error of [new NotFoundError('Order', key, 'update'), conflict(undefined, undefined)]) {
    expect(error.name).toBe(error.constructor.name)
    expect(error.stack?.startsWith(`${error.name}: ${error.message}`)).toBe(true)
    expect(Object.keys(error)).toEqual(['code', 'details'])
  }
})
