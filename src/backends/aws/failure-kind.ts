/**
 * What a failure says of its request: the service `refused` it; it was `throttled`, or there was a `conflict` with a
 * transaction, and it may be sent again; it never left (`not-sent`); or nobody can say whether it was carried out
 * (`uncertain`).
 */
export type FailureKind = 'refused' | 'throttled' | 'conflict' | 'not-sent' | 'uncertain'

/** Members of errors by which the SDK, Node and the service tell what happened. */
interface Symptoms {
  readonly name?: unknown
  readonly code?: unknown
  readonly $fault?: unknown
  readonly CancellationReasons?: readonly { readonly Code?: string | undefined }[] | undefined
  readonly $metadata?: { readonly httpStatusCode?: unknown }
}

/**
 * Refusals that are over when the same request is sent again later.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
const throttled = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TransactionInProgressException',
])

/**
 * Reasons for which a transaction is cancelled that are over when it is sent again later.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
const passing = new Set(['ProvisionedThroughputExceeded', 'ThrottlingError', 'TransactionConflict'])

/** Node's codes for requests that found no one to send them to. */
const unsent = new Set(['EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND'])

export function failureKind(error: unknown): FailureKind {
  const { name, code, $fault, $metadata } = symptomsOf(error)
  const status = $metadata?.httpStatusCode
  if (throttled.has(String(name)) || status === 429) return 'throttled'
  if (isConflict(symptomsOf(error))) return 'conflict'
  if (typeof status === 'number' && status >= 400) return status >= 500 ? 'uncertain' : 'refused'
  if ($fault === 'client') return 'refused'
  return unsent.has(String(code)) ? 'not-sent' : 'uncertain'
}

/** Whether nothing stood in the way of a request but what goes by. */
function isConflict({ name, CancellationReasons = [] }: Symptoms): boolean {
  if (name === 'TransactionConflictException') return true
  const codes = CancellationReasons.map(({ Code = 'None' }) => Code).filter((code) => code !== 'None')
  return codes.length > 0 && codes.every((code) => passing.has(code))
}

/** Whether the service itself failed: it answered, but not as it should. */
export function isServerFault(error: unknown): boolean {
  const status = symptomsOf(error).$metadata?.httpStatusCode
  return typeof status === 'number' && status >= 500
}

/** The service's id of the request, for its support. */
export function requestIdOf(error: unknown): string | undefined {
  const id = (symptomsOf(error).$metadata as { readonly requestId?: unknown } | undefined)?.requestId
  return typeof id === 'string' ? id : undefined
}

// Whatever was thrown can be asked for members; what they are is looked at above.
function symptomsOf(error: unknown): Symptoms {
  return typeof error === 'object' && error !== null ? error : {}
}
