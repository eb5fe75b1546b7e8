import type { AttributeMap } from './attribute-value.js'
import type { CancellationReason } from './transactions.js'

/** Names of the errors that the service answers with, as they stand in `__type` on the wire and in `error.name`. */
export type ServiceErrorName =
  | 'AccessDeniedException'
  | 'ConditionalCheckFailedException'
  | 'DuplicateItemException'
  | 'ExpiredIteratorException'
  | 'IdempotentParameterMismatchException'
  | 'InternalServerError'
  | 'ItemCollectionSizeLimitExceededException'
  | 'LimitExceededException'
  | 'ProvisionedThroughputExceededException'
  | 'RequestLimitExceeded'
  | 'ResourceInUseException'
  | 'ResourceNotFoundException'
  | 'SerializationException'
  | 'ThrottlingException'
  | 'TransactionCanceledException'
  | 'TransactionConflictException'
  | 'TransactionInProgressException'
  | 'TrimmedDataAccessException'
  | 'UnknownOperationException'
  | 'ValidationException'

/** Members that some of the errors carry beside their message. */
export interface ServiceErrorMembers {
  /** Of ConditionalCheckFailedException, when ReturnValuesOnConditionCheckFailure asked for the item. */
  readonly Item?: AttributeMap | undefined
  /** Of TransactionCanceledException: one for each action, in order. */
  readonly CancellationReasons?: CancellationReason[] | undefined
  /**
   * Of a request that had been sent before, and may have been carried out then: what stands in its way may be its own
   * doing. Backends that repeat requests set it.
   */
  readonly isRepeated?: boolean | undefined
}

/**
 * A refusal by the service, in the shape in which the AWS SDK throws it: the service's name of the error as `name`,
 * the service's words as `message`.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
export class ServiceError extends Error implements ServiceErrorMembers {
  override readonly name: ServiceErrorName
  readonly Item?: AttributeMap | undefined
  readonly CancellationReasons?: CancellationReason[] | undefined

  constructor(name: ServiceErrorName, message: string, members: ServiceErrorMembers = {}) {
    super(message)
    this.name = name
    if (members.Item !== undefined) this.Item = members.Item
    if (members.CancellationReasons !== undefined) this.CancellationReasons = members.CancellationReasons
  }
}

/** Whether `error` is the named refusal, from whichever backend: the engine's and the SDK's errors share the shape. */
export function isServiceError(
  error: unknown,
  name: ServiceErrorName,
): error is Error & ServiceErrorMembers & { readonly name: ServiceErrorName } {
  return error instanceof Error && error.name === name
}
