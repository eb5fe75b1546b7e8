export { compileCondition } from './compile-condition.js'
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
  type Comparator,
  type ConditionNode,
  type OperandNode,
} from './condition-node.js'
export type {
  Condition,
  ConditionBuilder,
  ConditionOperators,
  Contained,
  Operand,
} from './condition.types.js'
export { ExpressionContext, type ExpressionKind } from './expression-context.js'
export { compileKeyCondition, type KeyCondition, type KeyConditionNode } from './key-condition.js'
export { storedPlace, type Place, type ReferenceSource, type ValueCodec } from './place.js'
export { buildProjection, compileProjection, projectionOf, type ProjectionNode } from './projection.js'
export type { Path, Projected } from './projection.types.js'
export { attributePlace, createReferences, placeOf, rootOf, type Root } from './reference.js'
export type { Leaf, Reference, References, SizeReference, Subject } from './reference.types.js'
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
  type UpdateValueNode,
} from './update-node.js'
export type {
  UpdateAction,
  UpdateActionBuilder,
  UpdateOperators,
  UpdateResult,
  UpdateValue,
} from './update.types.js'
