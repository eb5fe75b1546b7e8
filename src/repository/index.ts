export type { CursorSeal } from './reads/cursor.js'
export { createDatabase } from './database.js'
export type { Database, DatabaseOptions, TransactionOptions, TransactionResults } from './database.types.js'
export {
  ConditionFailedError,
  ItemExistsError,
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
export type { Plan, PlannedCost, PlannedRequest, ReadPlan, WritePlan } from './plans/plan.types.js'
export type { Page, Query, Range } from './reads/query.types.js'
export type {
  ModifyOptions,
  ReadOptions,
  Repository,
  UpdateOptions,
  UpsertOptions,
  WriteOptions,
} from './repository.types.js'
export type { Changes } from './writes/update.types.js'
