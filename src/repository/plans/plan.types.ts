import type { OperationInput, OperationName } from '../../protocol/backend.js'

/** One request of an operation, with its exact input. */
export type PlannedRequest = {
  [TOperation in OperationName]: {
    readonly operation: TOperation
    /** What is sent; of a dependent request, what is known before the others were answered. */
    readonly input: Partial<OperationInput<TOperation>>
    /** When it is sent: once, for every page, or only if a request before it was answered in a certain way. */
    readonly when: 'always' | 'per page' | 'dependent'
    /** How often a dependent request may be sent; once unless this says otherwise. */
    readonly atMost?: number
  }
}[OperationName]

/** Capacity units: the least and the most that an operation can cost when it succeeds. */
export interface CostRange {
  readonly minimum: number
  /** Undefined where it depends on how much is stored. */
  readonly maximum: number | undefined
}

/** An operation's cost before it runs, with the arithmetic in words. */
export interface PlannedCost {
  readonly readUnits: CostRange
  readonly writeUnits: CostRange
  readonly arithmetic: readonly string[]
}

/** An operation as data, before anything is sent (rule P1). */
export interface Plan {
  /** The entity, or the entities of a transaction. */
  readonly entities: readonly string[]
  /** The access pattern that is read, `primary` for writes. */
  readonly accessPattern: string
  readonly requests: readonly PlannedRequest[]
  /** Entities whose items the requests can meet, the own one included. */
  readonly canAppear: readonly string[]
  readonly cost: PlannedCost
  readonly warnings: readonly string[]
}

/** The plan of a read. */
export interface ReadPlan extends Plan {}

/** The plan of a read that it can send. Reads change nothing: it runs as often as is wanted. */
export interface RunnableReadPlan<out TResult> extends ReadPlan {
  readonly kind: 'get' | 'together'
  /** Sends it. */
  run(): Promise<TResult>
}

/** The plan of a read by key, of one item or of many: alone, or as part of `batchGet` and `transactGet`. */
export interface GetPlan<out TResult> extends RunnableReadPlan<TResult> {
  readonly kind: 'get'
}

/** The plan of a write. Time, ids and versions are fixed; it runs once, alone or as part of a transaction. */
export interface WritePlan<out TResult> extends Plan {
  readonly kind: 'write'
  readonly '~result'?: TResult
  readonly '~alone'?: undefined
  /** Sends it. A plan that has run is refused with `repository.plan-used`. */
  run(): Promise<TResult>
}

/** The plan of a write that reads first, which no transaction can: it runs alone. Otherwise as `WritePlan`. */
export interface LonePlan<out TRule, out TResult> extends Plan {
  /** For the compiler alone. */
  readonly '~alone'?: TRule
  readonly kind: 'write'
  /** Sends it. A plan that has run is refused with `repository.plan-used`. */
  run(): Promise<TResult>
}

/** The plan of puts or deletes by the batch: alone, or as part of `batchWrite`. */
export interface BatchPlan<out TResult> extends Plan {
  readonly kind: 'batch'
  /** How many items it writes. */
  readonly items: number
  /** Sends it. A plan that has run is refused with `repository.plan-used`. */
  run(): Promise<TResult>
}
