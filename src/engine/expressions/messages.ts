/**
 * What the service says about expressions, word for word. A catalogue: data and functions that return text.
 *
 * Messages of `invalid` stand behind the name of the expression: `Invalid ConditionExpression: …`.
 */
export const expressionMessages = {
  invalid: (expression: string, problem: string): string => `Invalid ${expression}: ${problem}`,

  empty: 'The expression can not be empty;',
  tooLong: (sizeBytes: number): string =>
    `Expression size has exceeded the maximum allowed size; expression size: ${sizeBytes}`,
  tooLongNewer: 'Expression size has exceeded the maximum allowed size;',
  syntaxError: (token: string, near: string): string => `Syntax error; token: "${token}", near: "${near}"`,
  redundantParentheses: 'The expression has redundant parentheses;',
  tooManyOperators: (count: number): string =>
    `The expression contains too many operators; operator count: ${count}`,

  unknownFunction: (name: string): string => `Invalid function name; function: ${name}`,
  functionNotInCondition: (name: string): string =>
    `The function is not allowed in a condition expression; function: ${name}`,
  functionNotInUpdate: (name: string): string =>
    `The function is not allowed in an update expression; function: ${name}`,
  misusedFunction: (name: string): string =>
    `The function is not allowed to be used this way in an expression; function: ${name}`,
  reservedWord: (name: string): string => `Attribute name is a reserved keyword; reserved keyword: ${name}`,
  indexOutOfRange: (index: string): string =>
    `List index is not within the allowable range; index: [${index}]`,
  repeatedSection: (section: string): string =>
    `The "${section}" section can only be used once in an update expression;`,

  undefinedName: (placeholder: string): string =>
    `An expression attribute name used in the document path is not defined; attribute name: ${placeholder}`,
  undefinedValue: (placeholder: string): string =>
    `An expression attribute value used in expression is not defined; attribute value: ${placeholder}`,
  pathTooDeep: (levels: number): string =>
    `The document path has too many nesting levels; nesting levels: ${levels}`,
  overlappingPaths: (first: string, second: string): string =>
    'Two document paths overlap with each other; must remove or rewrite one of these paths; ' +
    `path one: ${first}, path two: ${second}`,
  conflictingPaths: (first: string, second: string): string =>
    'Two document paths conflict with each other; must remove or rewrite one of these paths; ' +
    `path one: ${first}, path two: ${second}`,

  operandCount: (operator: string, count: number): string =>
    'Incorrect number of operands for operator or function; ' +
    `operator or function: ${operator}, number of operands: ${count}`,
  operandType: (operator: string, type: string): string =>
    `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`,
  actionOperandType: (section: string, type: string): string =>
    `Incorrect operand type for operator or function; operator: ${section}, operand type: ${type}, ` +
    `typeSet: ALLOWED_FOR_${section}_OPERAND`,
  notDistinct: (operator: string, first: string): string =>
    'The first operand must be distinct from the remaining operands for this operator or function; ' +
    `operator: ${operator}, first operand: ${first}`,
  pathRequired: (name: string): string =>
    `Operator or function requires a document path; operator or function: ${name}`,
  unknownType: (type: string): string =>
    `Invalid attribute type name found; type: ${type}, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}`,
  /** What stands for the type of an operand whose type only the item decides. */
  anyType: '{NS,SS,L,BS,N,M,B,BOOL,NULL,S}',
  betweenTypes: (lower: string, upper: string): string =>
    'The BETWEEN operator requires same data type for lower and upper bounds; ' +
    `lower bound operand: AttributeValue: ${lower}, upper bound operand: AttributeValue: ${upper}`,
  betweenOrder: (lower: string, upper: string): string =>
    'The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ' +
    `lower bound operand: AttributeValue: ${lower}, upper bound operand: AttributeValue: ${upper}`,
  tooManyInOperands: (count: number): string =>
    `The IN operator is provided with too many operands; number of operands: ${count}`,

  updatePathInvalid: 'The document path provided in the update expression is invalid for update',
  updateAttributeMissing: 'The provided expression refers to an attribute that does not exist in the item',
  updateOperandType: 'An operand in the update expression has an incorrect data type',
  updatedItemTooLarge: 'Item size to update has exceeded the maximum allowed size',
  updateTooDeep: 'Nesting Levels have exceeded supported limits',
}

/** What the service says about the placeholders of a request. */
export const placeholderMessages = {
  emptyMap: (map: string): string => `${map} must not be empty`,
  /** The engine's own words, where the service would name thousands of keys. */
  tooMany: (map: string, limit: number): string => `${map} has more than ${limit} keys`,
  invalidKey: (map: string, problem: string): string => `${map} contains invalid key: ${problem}`,
  emptyKey: 'The expression attribute map contains an empty key;',
  keyTooLong: (sizeBytes: number): string =>
    `The expression attribute map contains a key that is too long; size of key: ${sizeBytes}`,
  keySyntax: (key: string): string => `Syntax error; key: "${key}"`,
  invalidValue: (map: string, problem: string, key: string): string =>
    `${map} contains invalid value: ${problem} for key ${key}`,
  valuesTooLarge: 'ExpressionAttributeValues exceeds max size',
  unused: (map: string, keys: readonly string[]): string =>
    `Value provided in ${map} unused in expressions: keys: {${keys.join(', ')}}`,
}

/** What the service says about a key condition that is well-formed but not one that a query can follow. */
export const keyConditionMessages = {
  invalidOperator: (operator: string): string =>
    `Invalid operator used in KeyConditionExpression: ${operator}`,
  nestedOperation: 'KeyConditionExpressions cannot contain nested operations',
  nestedPath:
    'Invalid KeyConditionExpression: KeyConditionExpressions cannot have conditions on nested attributes',
  severalNames: 'Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition',
  noName: 'Invalid condition in KeyConditionExpression: No key attribute specified',
  keyNotFirst: (operator: string): string =>
    `Invalid condition in KeyConditionExpression: ${operator} operator must have the key attribute as its first operand`,
  repeatedKey:
    'Invalid KeyConditionExpression: KeyConditionExpressions must only contain one condition per key',
  tooMany: (conditions: number, attributes: number): string =>
    `The number of query conditions (${conditions}) exceeds the number of key attributes defined in the schema (${attributes})`,
  notSupported: 'Query key condition not supported',
  missedElement: (name: string): string => `Query condition missed key schema element: ${name}`,
  typeMismatch:
    'One or more parameter values were invalid: Condition parameter type does not match schema type',
  partitionIncomplete: (names: readonly string[]): string =>
    `HASH key attributes ${names.join(', ')} must have equality conditions specified in the query`,
  sortGap: (names: readonly string[], conditioned: string): string =>
    `RANGE key attributes ${names.join(', ')} must have equality conditions specified in the query ` +
    `because a condition is present on key attribute ${conditioned}`,
  emptyKeyValue: (kind: 'binary' | 'string', key: string): string =>
    'One or more parameter values are not valid. The AttributeValue for a key attribute ' +
    `cannot contain an empty ${kind} value. Key: ${key}`,
  emptyIndexKeyValue: (kind: 'binary' | 'string', index: string, key: string): string =>
    'One or more parameter values are not valid. A value specified for a secondary index key is not supported. ' +
    `The AttributeValue for a key attribute cannot contain an empty ${kind} value. ` +
    `IndexName: ${index}, IndexKey: ${key}`,
}
