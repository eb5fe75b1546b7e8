import type { Attempts } from './attempts.js'

type Handler<TArguments, TResult> = (args: TArguments) => Promise<TResult>

/** What the middleware of one command shares. */
interface Context {
  [name: string]: unknown
}

/** The part of the SDK's stack of middleware that is needed here. */
export interface Stack {
  add(middleware: Middleware, options: { step: 'build'; priority: 'low' }): void
  add(middleware: Middleware, options: { step: 'finalizeRequest'; priority: 'low' }): void
}

type Middleware = <TArguments, TResult>(
  next: Handler<TArguments, TResult>,
  context: Context,
) => Handler<TArguments, TResult>

/**
 * Lets `attempts` see every request of a command, those that the SDK repeats by itself included, and end the repetition.
 * With `isSilent`, the SDK makes no copies of input and output for a logger that does nothing.
 *
 * @see https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/introduction/#middleware-stack
 */
export function observe(stack: Stack, attempts: Attempts, isSilent: boolean): void {
  // Around the SDK's repetition, which is the first thing in `finalizeRequest`.
  stack.add(
    (next, context) => {
      if (isSilent) keepCopies(context)
      return async (args) => {
        try {
          return await next(args)
        } catch (error) {
          throw error instanceof LastFailure ? error.unwrap() : error
        }
      }
    },
    { step: 'build', priority: 'low' },
  )
  // Within it, and after the signature: what fails before was never sent.
  stack.add(
    (next) => async (args) => {
      try {
        return await attempts.run(() => next(args))
      } catch (error) {
        throw attempts.mayGoOn ? error : new LastFailure(error)
      }
    },
    { step: 'finalizeRequest', priority: 'low' },
  )
}

const same = <TValue>(value: TValue): TValue => value

/** The filters take out what is marked as sensitive, and nothing of DynamoDB's is: they only copy. */
function keepCopies(context: Context): void {
  context['inputFilterSensitiveLog'] = same
  context['outputFilterSensitiveLog'] = same
}

/** Hides a failure from the SDK, which repeats those that it knows. It has no `cause`: the SDK looks there too. */
class LastFailure extends Error {
  readonly failure: unknown
  /** Where the SDK writes down how often it has tried. */
  $metadata?: object

  constructor(failure: unknown) {
    super('The last failure of a request')
    this.failure = failure
  }

  unwrap(): unknown {
    const { failure, $metadata } = this
    if (failure instanceof Error) {
      const seen: Error & { $metadata?: object } = failure
      seen.$metadata = { ...seen.$metadata, ...$metadata }
    }
    return failure
  }
}
