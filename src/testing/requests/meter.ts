import { AsyncLocalStorage } from 'node:async_hooks'
import type { SentRequest } from './sent-request.js'

/** Writes down the requests that one piece of a program sends, whatever database it sends them to. */
export class Meter {
  readonly requests: SentRequest[] = []
  readonly #around: Meter | undefined

  constructor(around: Meter | undefined) {
    this.#around = around
  }

  add(request: SentRequest): void {
    this.requests.push(request)
    this.#around?.add(request)
  }
}

const meters = new AsyncLocalStorage<Meter>()

/** The meter of the piece of program that calls this. */
export function meterHere(): Meter | undefined {
  return meters.getStore()
}

/** Runs a piece of a program under a meter of its own. */
export async function metered<TResult>(
  run: () => TResult | Promise<TResult>,
): Promise<{ readonly result: TResult; readonly requests: readonly SentRequest[] }> {
  const meter = new Meter(meterHere())
  const result = await meters.run(meter, async () => run())
  return { result, requests: meter.requests }
}
