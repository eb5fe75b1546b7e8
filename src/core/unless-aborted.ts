/**
 * Rejects as soon as the signal aborts, with its reason or what is made of it. What is under way need not listen to it, and
 * goes on.
 */
export function unlessAborted<TResult>(
  result: Promise<TResult>,
  signal: AbortSignal | undefined,
  errorOf: (reason: unknown) => unknown = (reason) => reason,
): Promise<TResult> {
  if (signal === undefined) return result
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(errorOf(signal.reason))
    signal.addEventListener('abort', onAbort, { once: true })
    result.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
