export { MonotableError } from './core/errors.js'
export type { Clock } from './core/clock.js'
export type { Random } from './core/random.js'
export type { Result } from './core/result.js'
export type { TypeMessage } from './core/types/message.types.js'
export type { AttributeMap, AttributeValue } from './protocol/attribute-value.js'
export type {
  Backend,
  CallOptions,
  OperationInput,
  OperationName,
  OperationOutput,
  RequestMeter,
  RequestOptions,
} from './protocol/backend.js'
export { isServiceError, ServiceError } from './protocol/service-errors.js'
export type { ServiceErrorName } from './protocol/service-errors.js'
export type { KeyTemplate } from './keys/index.js'
export { defineTable } from './schema/index.js'
export type {
  AnyEntity,
  AttributeOptions,
  EntityTypes,
  Item,
  Key,
  NewItem,
  ObjectSchema,
  Patch,
  Table,
  TableDefinition,
  TypesOf,
} from './schema/index.js'
export { defineEntity } from './marshalling/index.js'
export type { Entity } from './marshalling/index.js'
export type {
  Condition,
  ConditionBuilder,
  ConditionOperators,
  Path,
  Projected,
  Reference,
  References,
  UpdateAction,
  UpdateOperators,
} from './expressions/index.js'
export {
  ConditionFailedError,
  createDatabase,
  ItemExistsError,
  MissingPathError,
  NotDeletedError,
  NotFoundError,
  NotUniqueError,
  TransactionCancelledError,
  UnprocessedError,
  VersionConflictError,
} from './repository/index.js'
export type {
  BatchOptions,
  BatchPlan,
  CollectionDefinition,
  CollectionGroups,
  CollectionItem,
  CollectionPage,
  CollectionQuery,
  CostRange,
  CursorSeal,
  Database,
  DatabaseOptions,
  DeletedItems,
  ExactOptions,
  ExactPage,
  HydratedQuery,
  HydrateOptions,
  ExpectedError,
  FailureDetails,
  GetManyOptions,
  GetPlan,
  HookedOutcome,
  HookedRequest,
  Hooks,
  ItemOperation,
  Leftover,
  LonePlan,
  ModifyOptions,
  NotUniqueDetails,
  Page,
  ParallelOptions,
  ParallelScan,
  Plan,
  PlannedCost,
  PlannedRequest,
  PlanResults,
  PutManyOptions,
  Query,
  Range,
  ReadOptions,
  ReadPlan,
  Repository,
  RunnableReadPlan,
  TransactionFailure,
  TransactionOptions,
  TransactionResults,
  UnknownItem,
  UnprocessedDetails,
  UpdateOptions,
  UpsertOptions,
  VersionConflictDetails,
  WriteOptions,
  WritePlan,
} from './repository/index.js'
