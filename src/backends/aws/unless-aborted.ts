/** Rejects with the signal's reason as soon as it aborts, whether or not what is under way listens to it. */
export function unlessAborted<TResult>(
  result: Promise<TResult>,
  signal: AbortSignal | undefined,
): Promise<TResult> {
  if (signal === undefined) return result
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error)
    signal.addEventListener('abort', onAbort, { once: true })
    result.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
