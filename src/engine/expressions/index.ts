export { applyUpdate } from './apply-update.js'
export type { AppliedUpdate } from './apply-update.js'
export { conditionPaths, operandCount } from './condition.js'
export type { ConditionNode, Operand } from './condition.js'
export { ExpressionAttributesContext } from './context.js'
export { getAtPath } from './document-path.js'
export type { DocumentPath } from './document-path.js'
export { evaluateCondition, evaluateInSteps } from './evaluate-condition.js'
export { ExpressionCache, Remembered } from './expression-cache.js'
export { inFilledJavaHashOrder } from './java-hash-order.js'
export { readKeyTerms, resolveKeyCondition } from './key-condition.js'
export type { KeySchema, ResolvedKeyCondition, SortRange } from './key-condition.js'
export { expressionMessages } from './messages.js'
export { parseCondition, parseKeyCondition, parseProjection, parseUpdate } from './parse.js'
export type { KeyConditionNode } from './parse.js'
export { projectItem, projectPaths } from './projection.js'
export type { ProjectionNode } from './projection.js'
export { resolveCondition } from './resolve-condition.js'
export { resolveDisjointPaths, resolvePath } from './resolve-path.js'
export type { Resolution } from './resolve-path.js'
export { resolveUpdate } from './resolve-update.js'
export type {
  ActionSyntax,
  Comparator,
  ConditionSyntax,
  OperandSyntax,
  PathSyntax,
  UpdateValueSyntax,
  ValueSyntax,
} from './syntax.js'
export type { UpdateNode } from './update.js'
