export type { CursorSeal } from './reads/cursor.js'
export type { GetManyOptions, PlanResults, PutManyOptions } from './batches/batches.types.js'
export type { BatchOptions } from './call-options.types.js'
export { UnprocessedError } from './batches/unprocessed-error.js'
export type { Leftover, UnprocessedDetails } from './batches/unprocessed-error.js'
export type {
  CollectionDefinition,
  CollectionGroups,
  CollectionItem,
  CollectionPage,
  CollectionQuery,
  UnknownItem,
} from './collections/collection.types.js'
export { createDatabase } from './database.js'
export type { Database, DatabaseOptions, TransactionOptions, TransactionResults } from './database.types.js'
export {
  ConditionFailedError,
  ItemExistsError,
  MissingPathError,
  NotDeletedError,
  NotFoundError,
  NotUniqueError,
  TransactionCancelledError,
  VersionConflictError,
} from './errors.js'
export type {
  ExpectedError,
  FailureDetails,
  NotUniqueDetails,
  TransactionFailure,
  VersionConflictDetails,
} from './errors.js'
export type { HookedOutcome, HookedRequest, Hooks, ItemOperation } from './hooks/hooks.types.js'
export type {
  BatchPlan,
  CostRange,
  GetPlan,
  LonePlan,
  Plan,
  PlannedCost,
  PlannedRequest,
  ReadPlan,
  RunnableReadPlan,
  WritePlan,
} from './plans/plan.types.js'
export type { DeletedItems } from './reads/deleted-items.types.js'
export type {
  ExactOptions,
  ExactPage,
  HydratedQuery,
  HydrateOptions,
  Page,
  ParallelOptions,
  ParallelScan,
  Query,
  Range,
} from './reads/query.types.js'
export type {
  ModifyOptions,
  ReadOptions,
  Repository,
  UpdateOptions,
  UpsertOptions,
  WriteOptions,
} from './repository.types.js'
