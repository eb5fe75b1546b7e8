import type { OperationName } from '../../protocol/backend.js'
import type { FaultKind } from '../faults/fault.js'
import type { CapacityUnits } from './consumed-units.js'

/** A request that was sent, repetitions included, and what became of it. */
export interface SentRequest {
  readonly operation: OperationName
  /** As the mapper wrote it. */
  readonly input: object
  /** The answer; undefined for a request that was refused, lost, or is under way. */
  readonly output: object | undefined
  /** The refusal, or the failure of the network. */
  readonly error: unknown
  /** What the fault plan did to it. */
  readonly fault: FaultKind | undefined
  /** What it consumed, where the backend says so: refused requests say nothing. */
  readonly capacity: CapacityUnits | undefined
}
