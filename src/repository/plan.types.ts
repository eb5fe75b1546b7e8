import type { OperationInput, OperationName } from '../protocol/backend.js'

/** One request that an operation sends, with its exact input. */
export type PlannedRequest = {
  [TOperation in OperationName]: {
    readonly operation: TOperation
    readonly input: OperationInput<TOperation>
    /** How often it may be sent: once, or for as long as there are pages. */
    readonly times: 'once' | 'per page'
  }
}[OperationName]

/** Capacity units, as the least and the most that an operation can cost. */
export interface CostRange {
  readonly minimum: number
  /** `undefined` where it depends on how much is stored. */
  readonly maximum: number | undefined
}

/** An operation's cost before it runs, with the arithmetic in words. */
export interface PlannedCost {
  readonly readUnits: CostRange
  readonly writeUnits: CostRange
  readonly arithmetic: readonly string[]
}

/** An operation as data, before anything is sent. */
export interface Plan {
  readonly entity: string
  readonly accessPattern: string
  readonly requests: readonly PlannedRequest[]
  /** Entities whose items the requests can touch or return. */
  readonly entities: readonly string[]
  readonly cost: PlannedCost
  readonly warnings: readonly string[]
}

/** The plan of a read. */
export interface ReadPlan extends Plan {}

/** The plan of a write. Time, ids and token are fixed; it runs once, alone or as part of a transaction. */
export interface WritePlan<out TResult> extends Plan {
  readonly '~result'?: TResult
  /** Sends it. */
  run(): Promise<TResult>
}
