export { compileCondition, compileFurtherCondition } from './compile-condition.js'
export { compileUpdate } from './compile-update.js'
export { buildCondition, conditionOperators } from './condition.js'
export {
  allOf,
  anyOf,
  compareStored,
  conditionAttributes,
  exists,
  negate,
  notExists,
  type ConditionNode,
} from './condition-node.js'
export type { Condition, ConditionBuilder, ConditionOperators } from './condition.types.js'
export { ExpressionContext } from './expression-context.js'
export { compileKeyCondition, type KeyCondition } from './key-condition.js'
export { fittingBound } from './fitting-bound.js'
export { isEncoded } from './model-below.js'
export { storedPlace, type Place, type ReferenceSource, type ValueCodec } from './place.js'
export { buildProjection, compileProjection, projectionOf, type ProjectionNode } from './projection.js'
export type { Path, Projected } from './projection.types.js'
export { attributePlace, createReferences, rootOf } from './reference.js'
export type { ChangedReferences, Reference, References, ReferenceTo } from './reference.types.js'
export { buildUpdate, updateOperators } from './update.js'
export {
  addStored,
  addToAttribute,
  appendToList,
  deleteElements,
  prependToList,
  removeAttribute,
  setAttribute,
  setStored,
  setStoredIfAbsent,
  updatedAttributes,
  type UpdateNode,
} from './update-node.js'
export type { UpdateAction, UpdateActionBuilder, UpdateOperators } from './update.types.js'
