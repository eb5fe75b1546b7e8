import { MonotableError } from '../../core/errors.js'
import type { Random } from '../../core/random.js'
import { seededRandom } from '../../core/random.js'
import type { OperationName } from '../../protocol/backend.js'
import type { Fault, FaultKind } from './fault.js'
import { checkedFault } from './fault.js'

/** Decides what befalls each request, in the same way for the same seed and requests. */
export class FaultPlan {
  readonly seed: number
  /** Decides what a fault leaves open, such as which entry of a batch it befalls. */
  readonly random: Random
  readonly #faults: readonly {
    readonly fault: ReturnType<typeof checkedFault>
    readonly random: Random
    seen: number
  }[]

  constructor(faults: readonly Fault[], seed: number) {
    this.seed = seed
    this.random = seededRandom(seed)
    if (!Array.isArray(faults))
      throw new MonotableError('testing.fault', "Faults are a list, such as [{ kind: 'throttle' }]", {})
    // Each fault has dice of its own, so that one more in the plan does not change what the others do.
    this.#faults = faults.map((fault, index) => ({
      fault: checkedFault(fault),
      random: seededRandom(seed + index + 1),
      seen: 0,
    }))
  }

  /** What befalls the next request; of several faults, the first in the plan. */
  next(operation: OperationName): FaultKind | undefined {
    let struck: FaultKind | undefined
    for (const entry of this.#faults) {
      const { operations, probability, nth, kind } = entry.fault
      if (!operations.has(operation)) continue
      entry.seen += 1
      const isLikely = probability === 1 || entry.random() < probability
      if (struck === undefined && isLikely && (nth === undefined || nth.has(entry.seen))) struck = kind
    }
    return struck
  }
}
