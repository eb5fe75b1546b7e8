export interface CallOptions {
  readonly signal?: AbortSignal
}

export interface BatchOptions extends CallOptions {
  /** How often what is unprocessed is sent in all; 10 by default. */
  readonly attempts?: number
  /** How many requests are on their way at the same time, at most; 4 by default. */
  readonly concurrency?: number
}
