import type { ServiceErrorName } from '../../protocol/service-errors.js'
import { ServiceError } from '../../protocol/service-errors.js'
import type { CancellationReason } from '../../protocol/transactions.js'

/** What the errors of a DAX client have beside their message. */
interface DaxError extends Error {
  /** The service's name of the error, or the client's own. */
  readonly code?: unknown
  /** Where the error comes from within DAX: only what a server answered has it. */
  readonly codeSeq?: unknown
  readonly statusCode?: unknown
  readonly requestId?: unknown
  readonly cancellationReasons?: readonly CancellationReason[] | null | undefined
}

/** With these words the client says that a write may have been carried out. */
const ambiguous = 'Write operation failed without negative acknowledgement'
const serverFault = 'InternalServerErrorException'

/** An error of a DAX client in the shape in which the SDK throws it; what is none of the service's stays as it is. */
export function daxFailure(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { code, codeSeq, statusCode, requestId, cancellationReasons }: DaxError = error
  if (typeof code !== 'string') return error
  if (code === 'NoRouteException') return Object.assign(error, { code: 'EHOSTUNREACH' })
  const isRefused = codeSeq !== undefined || code === 'ValidationException'
  if (!isRefused || error.message.startsWith(ambiguous)) return error
  const name = code === serverFault ? 'InternalServerError' : code
  const httpStatusCode = typeof statusCode === 'number' && statusCode > 0 ? statusCode : undefined
  return Object.assign(
    // The service may have names that are not known here.
    new ServiceError(name as ServiceErrorName, error.message.replace(`${code}: `, ''), {
      CancellationReasons: cancellationReasons?.map((reason) => ({
        ...reason,
        Item: reason.Item ?? undefined,
      })),
    }),
    {
      $metadata: { httpStatusCode: httpStatusCode ?? (code === serverFault ? 500 : 400), requestId },
      cause: error,
    },
  )
}
