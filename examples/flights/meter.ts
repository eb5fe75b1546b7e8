import type { Backend } from 'monotable'

export interface Usage {
  requests: number
  readUnits: number
  writeUnits: number
}

/**
 * A backend that counts, whatever it is that executes the requests. Units are those that answers report: AWS charges for
 * a refused write too, and reports nothing of it.
 */
export interface Meter {
  readonly backend: Backend
  /** What was used since the last time this was asked. */
  take(): Usage
}

export function metered(backend: Backend): Meter {
  let usage: Usage = { requests: 0, readUnits: 0, writeUnits: 0 }
  const execute: Backend['execute'] = async (operation, input, options) => {
    usage.requests += 1
    const output = await backend.execute(operation, { ...input, ReturnConsumedCapacity: 'INDEXES' }, options)
    const consumed = 'ConsumedCapacity' in output ? [output.ConsumedCapacity].flat() : []
    const units = consumed.reduce((sum, capacity) => sum + (capacity?.CapacityUnits ?? 0), 0)
    usage[/^(Get|Query|Scan)/.test(operation) ? 'readUnits' : 'writeUnits'] += units
    return output
  }
  return {
    backend: { execute },
    take() {
      const taken = usage
      usage = { requests: 0, readUnits: 0, writeUnits: 0 }
      return taken
    },
  }
}
