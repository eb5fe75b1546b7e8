import type { Backend } from 'monotable'
import * as z from 'zod'

const Requests = z.record(z.string(), z.array(z.unknown()))

/**
 * A backend that leaves over all but so many of the first entries of a batch of writes, as DynamoDB may do at any time.
 * What it does not leave over is carried out.
 */
export function leavingOver(backend: Backend, processed: number): Backend {
  return {
    async execute(operation, input, options) {
      if (operation !== 'BatchWriteItem' || !('RequestItems' in input))
        return backend.execute(operation, input, options)
      const entries = Object.entries(Requests.parse(input.RequestItems))
      const part = (from: number, to?: number) =>
        Object.fromEntries(
          entries
            .map(([table, requests]) => [table, requests.slice(from, to)] as const)
            .filter(([, requests]) => requests.length > 0),
        )
      const output = await backend.execute(operation, { ...input, RequestItems: part(0, processed) }, options)
      return Object.assign(output, { UnprocessedItems: part(processed) })
    },
  }
}
