import { unreachable } from '../../core/assert.js'
import type {
  Backend,
  OperationInput,
  OperationName,
  OperationOutput,
  RequestOptions,
} from '../../protocol/backend.js'
import type {
  BatchGetItemInput,
  BatchGetItemOutput,
  BatchWriteItemInput,
  BatchWriteItemOutput,
} from '../../protocol/batches.js'
import type { TransactWriteItemsInput } from '../../protocol/transactions.js'
import type { FaultKind } from '../faults/fault.js'
import { FaultPlan } from '../faults/fault-plan.js'
import { inConflict, throttled, unanswered } from '../faults/failures.js'
import { joinReads, joinWrites, partReads, partWrites } from '../faults/partial-batch.js'
import type { CapacityUnits } from './consumed-units.js'
import { asking, isMetered, unitsOf, withoutUnits } from './consumed-units.js'
import { meterHere } from './meter.js'
import type { SentRequest } from './sent-request.js'
import { isUnwatched } from './unwatched.js'

/** What is known of a request so far. */
type Entry = { -readonly [TName in keyof SentRequest]: SentRequest[TName] }

/** Sends requests to a backend, writes them down, and lets faults befall them. */
export class WatchedBackend implements Backend {
  requests: SentRequest[] = []
  plan: FaultPlan
  readonly #backend: Backend

  constructor(backend: Backend, seed: number) {
    this.#backend = backend
    this.plan = new FaultPlan([], seed)
  }

  async execute<TName extends OperationName>(
    operation: TName,
    input: OperationInput<TName>,
    options?: RequestOptions,
  ): Promise<OperationOutput<TName>> {
    if (isUnwatched()) return this.#backend.execute(operation, input, options)
    const fault = this.plan.next(operation)
    const entry: Entry = { operation, input, output: undefined, error: undefined, fault, capacity: undefined }
    this.requests.push(entry)
    const meter = meterHere()
    try {
      const output = await this.#carryOut(operation, input, options, entry)
      entry.output = output
      return output
    } catch (error) {
      entry.error = error
      throw error
    } finally {
      meter?.add(entry)
    }
  }

  async #carryOut<TName extends OperationName>(
    operation: TName,
    input: OperationInput<TName>,
    options: RequestOptions | undefined,
    entry: Entry,
  ): Promise<OperationOutput<TName>> {
    const { fault } = entry
    if (fault === undefined) return this.#send(operation, input, options, entry)
    return this.#struck(fault, operation, input, options, entry)
  }

  async #struck<TName extends OperationName>(
    fault: FaultKind,
    operation: TName,
    input: OperationInput<TName>,
    options: RequestOptions | undefined,
    entry: Entry,
  ): Promise<OperationOutput<TName>> {
    const { plan } = this
    switch (fault) {
      case 'throttle':
        throw throttled(plan)
      case 'conflict':
        throw inConflict(plan, (input as Partial<TransactWriteItemsInput>).TransactItems?.length)
      case 'time-out':
        throw unanswered(plan)
      case 'lost-response':
        // A refusal is an answer, too.
        await this.#send(operation, input, options, entry).catch(() => undefined)
        throw unanswered(plan)
      case 'unprocessed':
        return this.#sendPart(operation, input, options, entry)
      default:
        return unreachable(fault)
    }
  }

  async #send<TName extends OperationName>(
    operation: TName,
    input: OperationInput<TName>,
    options: RequestOptions | undefined,
    entry: { capacity: CapacityUnits | undefined },
  ): Promise<OperationOutput<TName>> {
    const { ReturnConsumedCapacity: asked = 'NONE' } = input as { readonly ReturnConsumedCapacity?: string }
    if (asked !== 'NONE' || !isMetered(operation)) {
      const output = await this.#backend.execute(operation, input, options)
      entry.capacity = unitsOf(operation, output)
      return output
    }
    const output = await this.#backend.execute(operation, asking(input), options)
    entry.capacity = unitsOf(operation, output)
    return withoutUnits(output)
  }

  /** Of a batch, carries out a part, or nothing at all. */
  async #sendPart<TName extends OperationName>(
    operation: TName,
    input: OperationInput<TName>,
    options: RequestOptions | undefined,
    entry: Entry,
  ): Promise<OperationOutput<TName>> {
    const { random } = this.plan
    // A plan lets this befall batches alone.
    const isRead = operation === 'BatchGetItem'
    const { done, leftOver } = isRead
      ? partReads((input as BatchGetItemInput).RequestItems ?? {}, random)
      : partWrites((input as BatchWriteItemInput).RequestItems ?? {}, random)
    const output =
      done === undefined ? {} : await this.#send(operation, { ...input, RequestItems: done }, options, entry)
    // The backend may leave over more, for reasons of its own.
    const { UnprocessedKeys, UnprocessedItems } = output as BatchGetItemOutput & BatchWriteItemOutput
    return isRead
      ? {
          Responses: {},
          ...output,
          UnprocessedKeys: joinReads(UnprocessedKeys, leftOver as typeof UnprocessedKeys),
        }
      : { ...output, UnprocessedItems: joinWrites(UnprocessedItems, leftOver as typeof UnprocessedItems) }
  }
}
