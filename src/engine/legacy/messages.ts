/** What the service says about the parameters that expressions have replaced, word for word. */
const invalid = 'One or more parameter values were invalid: '

export const legacyMessages = {
  mixed: (legacy: readonly string[], expressions: readonly string[]): string =>
    'Can not use both expression and non-expression parameters in the same request: ' +
    `Non-expression parameters: {${legacy.join(', ')}} Expression parameters: {${expressions.join(', ')}}`,
  operatorWithoutConditions: 'ConditionalOperator cannot be used without Filter or Expected',
  operatorUnknown: 'Failed to satisfy constraint: Member must satisfy enum value set: [ALL, OR]',
  comparisonUnknown: `${invalid}Invalid comparison operator`,
  operatorWithOneCondition:
    'ConditionalOperator can only be used when Filter or Expected has two or more elements',

  /** The engine's own words: nobody has seen the service refuse these. */
  tooManyConditions: (limit: number): string => `${invalid}More than ${limit} conditions`,
  tooManyUpdates: (limit: number): string => `${invalid}More than ${limit} attributes to update`,

  argumentCount: (operator: string): string =>
    `${invalid}Invalid number of argument(s) for the ${operator} ComparisonOperator`,
  argumentTypesDiffer: `${invalid}AttributeValues inside AttributeValueList must be of same type`,
  argumentType: (operator: string, type: string): string =>
    `${invalid}ComparisonOperator ${operator} is not valid for ${type} AttributeValue type`,
  betweenOrder:
    'The BETWEEN condition was provided a range where the lower bound is greater than the upper bound',

  valueAndList: (attribute: string): string =>
    `${invalid}Value and AttributeValueList cannot be used together for Attribute: ${attribute}`,
  existsAndOperator: (attribute: string): string =>
    `${invalid}Exists and ComparisonOperator cannot be used together for Attribute: ${attribute}`,
  operatorWithoutValue: (operator: string, attribute: string): string =>
    `${invalid}Value or AttributeValueList must be used with ComparisonOperator: ${operator} for Attribute: ${attribute}`,
  listWithoutOperator: (attribute: string): string =>
    `${invalid}AttributeValueList can only be used with a ComparisonOperator for Attribute: ${attribute}`,
  existsWithoutValue: (exists: true | null, attribute: string): string =>
    `${invalid}Value must be provided when Exists is ${exists} for Attribute: ${attribute}`,
  absentWithValue: (attribute: string): string =>
    `${invalid}Value cannot be used when Exists is false for Attribute: ${attribute}`,

  actionUnknown: (actions: readonly string[]): string =>
    `Member must satisfy enum value set: [${actions.join(', ')}]' for Action`,
  updateWithoutValue: `${invalid}Only DELETE action is allowed when no attribute value is specified`,
  deletedType: (type: string): string =>
    `${invalid}DELETE action with value is not supported for the type ${type}`,
  addedType: (type: string): string => `${invalid}ADD action is not supported for the type ${type}`,
  updatedTypeMismatch: 'Type mismatch for attribute to update',

  duplicateAttribute: (attribute: string): string =>
    `${invalid}Duplicate value in attribute name: ${attribute}`,

  keyConditionCount: 'Conditions can be of length 1 or 2 only',
  keyConditionMissing: (attribute: string): string =>
    `Query condition missed key schema element: ${attribute}`,
  keyConditionNotSupported: 'Query key condition not supported',
  notIndexable: 'Attempted conditional constraint is not an indexable operation',
  filterOnKey: (attribute: string): string =>
    `QueryFilter can only contain non-primary key attributes: Primary key attribute: ${attribute}`,
}
