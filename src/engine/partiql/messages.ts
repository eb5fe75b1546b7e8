/** What the service says about PartiQL statements, word for word: a catalogue. */
export const partiqlMessages = {
  notWellFormed: (detail: string): string => `Statement wasn't well formed, can't be processed: ${detail}`,
  inTransaction: (index: number, problem: string): string =>
    `Validation failed in TransactStatements[${index}]: ${problem}`,
  at: (problem: string, position: string): string => `${problem} at ${position}`,

  // What is wrong with statements that are not well-formed.
  afterExpression: 'Unexpected token after expression',
  afterSemicolon: 'Unexpected token after semicolon. (Only one query is allowed.)',
  expectedManipulation: 'Expected data manipulation',
  expectedFromInDelete: 'Expected FROM after DELETE',
  expectedTypeName: 'Expected type name',
  expectedTarget: 'Expected identifier for simple path',
  expectedStep: 'Invalid path dot component',
  expectedRight: 'Missing right-hand side expression of infix operator',
  fromInSelectList:
    "Expected identifier or an expression but found unexpected keyword 'from' in a select list.",
  unexpectedTerm: 'Unexpected term',
  unexpectedOperator: 'Unexpected operator',
  unexpectedKeyword: 'Unexpected keyword',
  unreadable: '',

  // Statements.
  unsupportedOperation: (operation: string): string => `Unsupported operation: ${operation}`,
  unsupportedClause: (clause: string): string => `Unsupported clause: ${clause}`,
  unsupportedToken: (token: string): string => `Unsupported token in expression: ${token}`,
  aliasing: 'Aliasing is not supported',
  valueProjection: "Select projection doesn't support value or pivot keywords",
  severalSources: 'Only select from a single table or index is supported.',
  unexpectedSource: 'Unexpected from source',
  listInSource: 'Invalid list expression in source.',
  sourceTooDeep: 'A path may contain at most 2 components in the FROM clause',
  sourceName:
    "Table name should be within the length [3, 255] and only contain 'a-z', 'A-Z', '0-9', '-', '_', '.'.",
  writeToIndex: 'This operation is not supported on an index',
  insertIntoIndex: 'FROM clause may only contain a single table name in data manipulation statements',
  insertAt: 'AT is not supported in insert statements.',
  insertReturning: 'RETURNING is not supported in INSERT',
  severalReturning: 'Invalid syntax with multiple returning elements in RETURNING clause',
  returningNotAll: "Expected '*' after ( MODIFIED | ALL ) ( NEW | OLD ) in RETURNING clause",
  deleteReturning: (clause: string): string =>
    `Invalid returning clause: RETURNING ${clause} *. Only RETURNING ALL OLD * is allowed in DELETE statements.`,
  existsOutside: 'EXISTS can only be used in ExecuteTransaction write requests.',
  parametersMismatch: "Number of parameters in request and statement don't match.",

  // Paths and projections.
  unexpectedPath: 'Unexpected path component',
  emptyPath: 'Path component cannot be an empty string',
  unpivotedPath: "Changing item's hierarchy while reading isn't supported",
  indexOutOfRange: (index: string): string =>
    `List index is not within the allowable range; index: [${index}]`,
  duplicateProjection: (name: string): string => `Duplicate identifiers in select clause: ${name}`,

  // Conditions.
  notBoolean: 'WHERE clause must contain an expression that resolves to a boolean',
  connectiveOperands: 'The arguments to AND/OR must be Expressions',
  notOperand: 'The argument to NOT must be a Type or Expression',
  conditionOperator: (operator: string): string =>
    `Unsupported operator in Condition Expression. Operator: ${operator}`,
  updateOperator: (operator: string): string =>
    `Unsupported operator in Update Expression. Operator: ${operator}`,
  unknownFunction: (name: string): string => `Unrecognized function: ${name}`,
  missingOperand: 'MISSING must be compared using IS operator',
  inOperands:
    'IN operator must have a left hand argument of type Variable Reference and right hand argument of type Seq with at least one member',
  isOperand: 'The left hand side argument to IS must be a Variable Reference, Literal, or Path',
  isType: (type: string): string =>
    `Unsupported data type for IS operator: ${type}. Supported data types are [MISSING, NULL, BOOLEAN, BLOB, STRING, NUMERIC, STRUCT, TUPLE, LIST]`,

  // Order.
  orderWithoutWhere: 'Must have WHERE clause in the statement when using ORDER BY clause.',
  orderWithoutKey:
    'Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.',
  orderNotByName: (type: string): string =>
    `Argument to ORDER BY must be of type VariableReference. Type: ${type}`,
  orderNotByKey: (name: string): string =>
    `Variable reference ${name} in ORDER BY clause must be part of the primary key`,

  // Values.
  unsupportedValue: (what: string, where: string): string =>
    `Unsupported data type: ${what} under key ${where}`,
  ionLiteral: (where: string): string => `Ion Literals are not supported under key ${where}`,
  tupleKey: (type: string, where: string): string =>
    `Tuple keys must be of type String. Actual type: ${type} under ${where}`,
  duplicateTupleKey: (key: string, where: string): string =>
    `Duplicate keys in tuple. Key: ${key} under ${where}`,
  emptyBag: 'Empty bags are not supported',
  bagElements: 'Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags',
  insertedNotTuple:
    'Unsupported format in item expression. Please use struct format {...} to express item values for insert statement.',

  // Updates.
  setFunctionArguments: (name: string): string => `${name} must have exactly two arguments`,
  setFunctionTarget: (name: string): string =>
    `The first argument to ${name} must equal the assignment value`,
  setFunctionValue: (name: string): string => `The second argument to ${name} must be a value with type SET`,

  // Keys.
  keysIncomplete: 'Where clause does not contain a mandatory equality on all key attributes',
  severalKeys: (name: string): string =>
    `Multiple conditions on same key ${name}. Only single item Update/Insert/Delete are supported`,
  keyMissing: (name: string): string => `Key attribute should be present in the item: Key ${name}`,
  keyType: (name: string): string =>
    `Key attribute's data type should match its data type in table's schema: Key ${name}`,
  conditionType:
    'One or more parameter values were invalid: Condition parameter type does not match schema type',
  nextTokenInvalid: 'Invalid NextToken',

  // Indexes.
  indexMissing: 'The table does not have the specified index',
  multiAttributeKey:
    'PartiQL statements cannot be executed on tables with multi-attribute HASH keys or multi-attribute RANGE keys.',

  // Batches and transactions.
  batchSelect:
    'Select statements within BatchExecuteStatement must specify the primary key in the where clause.',
  mixedBatch: 'Read and write requests together in the same batch is not supported.',
  duplicateKeys: 'Provided list of item keys contains duplicates',
  mixedTransaction:
    'ExecuteTransaction API does not support both read and write operations in the same request.',
  transactionReturning: 'RETURNING clause is not supported in ExecuteTransaction.',
  transactionSelect:
    'Select statements within ExecuteTransaction must specify the primary key in the where clause.',
  transactionIndexRead: 'Reads on indices are not supported within transactions.',
  transactionIndex: 'Operations on indices are not supported in transactions',
  existsWithoutCondition: 'EXISTS() must contain a single item read with additional condition',
  transactionOperation: 'Unsupported operation in transaction.',
}
