import { MonotableError } from '../../core/errors.js'
import type { CallOptions } from '../../protocol/backend.js'
import { isExpected, keyText, NotFoundError, TransactionCancelledError } from '../errors.js'
import type { PlannedRequest } from '../plans/plan.types.js'
import type { PlannedWrite } from '../plans/planned-write.js'
import { planAction } from '../plans/planned-write.js'
import { getInput, getStored } from '../reads/get-item.js'
import { outcomeUnknown, runAction } from './run-action.js'
import { planTransaction, runTransaction, transactionOf } from './transaction.js'
import type { WriteAction } from './write-action.js'

/** Sends a write: as one request, or with the sentinels of its item in one transaction. */
export function runWrite(action: WriteAction, options?: CallOptions): Promise<unknown> {
  return action.sentinels === undefined ? runAction(action, options) : runTogether(action, options)
}

async function runTogether(action: WriteAction, options: CallOptions | undefined): Promise<unknown> {
  const actions = [{ label: action.verb, action }]
  try {
    const results = await runTransaction(transactionOf(action.runtime.environment, actions), options)
    return await resultOf(action, results, options)
  } catch (error) {
    throw errorOfOne(error, action)
  }
}

/** The plan of a write that stands for itself. */
export function planWrite(action: WriteAction, options: CallOptions | undefined): PlannedWrite {
  if (action.sentinels === undefined) return planAction(action, runAction, options)
  const actions = [{ label: action.verb, action }]
  return planTransaction(transactionOf(action.runtime.environment, actions), options, {
    resultOf: (results, callOptions) => resultOf(action, results, callOptions),
    errorOf: (error) => errorOfOne(error, action),
    actions: [action],
    requests: isReadBack(action) ? [readBack(action)] : [],
  })
}

/** DynamoDB returns no items from a transaction: what cannot be told is read. */
const isReadBack = (action: WriteAction): boolean => action.verb === 'update' && action.known() === undefined

function readBack({ runtime, key }: WriteAction): PlannedRequest {
  return { operation: 'GetItem', input: getInput(runtime, key, { consistent: true }), when: 'dependent' }
}

async function resultOf(
  action: WriteAction,
  results: Readonly<Record<string, unknown>>,
  options: CallOptions | undefined,
): Promise<unknown> {
  if (!isReadBack(action)) return results[action.verb]
  const { runtime, key } = action
  const { signal } = options ?? {}
  let stored
  try {
    stored = await getStored(runtime, key, { signal, consistent: true })
  } catch (error) {
    throw signal?.aborted === true ? error : notReadBack(action, error)
  }
  // The update was done; since then the item was deleted.
  if (stored === undefined) throw new NotFoundError(runtime.model.name, runtime.keyValues(key), 'read back')
  return runtime.decodeWritten(stored)
}

/** The failure of the read would be taken for that of the write, which would then be repeated. */
function notReadBack({ runtime, verb, key }: WriteAction, cause: unknown): MonotableError {
  const { name } = runtime.model
  const values = runtime.keyValues(key)
  return new MonotableError(
    'repository.not-read-back',
    `${name}: the ${verb} was carried out, but what it made of the item with ${keyText(values)} could not be read: read it, and do not write it again.`,
    { entity: name, key: values },
    { cause },
  )
}

/** The caller gave no labels: what failed is said as of one operation. */
export function errorOfOne(error: unknown, action: WriteAction, verb: string = action.verb): unknown {
  if (error instanceof MonotableError && error.code === 'repository.outcome-unknown')
    return outcomeUnknown(action, error.cause, verb)
  if (!(error instanceof TransactionCancelledError)) return error
  const [failure] = Object.values(error.details.failures)
  return failure !== undefined && isExpected(failure.error) ? failure.error : error
}
