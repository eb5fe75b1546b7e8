import type { GeneratedRequest } from '../generators/requests.js'
import type { KnownDifference } from './known-difference.js'
import { answered, refusalOf } from './known-difference.js'

/** What the service looks at, in its order; each begins the words of refusals on either side. */
const stages: readonly RegExp[] = [
  /^Unexpected value type in payload$/,
  /^(.*[Ff]ailed to satisfy constraint|Value .* failed to satisfy|Invalid table\/index name|Limit must be|The (Total)?Segments? parameter)/,
  /^Can not use both expression and non-expression/,
  /^ExpressionAttribute(Names|Values) can only be/,
  /^(Number |The parameter cannot|A value provided|Supplied AttributeValue|Attempting to store|DynamoDB only supports|One or more parameter values were invalid: (An? |Input collection|Null attribute))/,
  /^(ReturnValues can only|Return values set|At least one of)|^(One or more parameter values were invalid: )?(Cannot specify|Must specify|ALL_PROJECTED_ATTRIBUTES|Either the KeyConditions|Duplicate value in attribute name|Cannot have two attributes)|^Provided list of item keys contains duplicates/,
  /^(Validation failed in TransactStatements\[|Invalid \w+Expression: |Invalid (operator used|condition) in KeyConditionExpression: |KeyConditionExpressions cannot contain|Value provided in ExpressionAttribute|ExpressionAttribute(Names|Values) (contains|must not))/,
  /^(Cannot do operations on a non-existent table|Requested resource not found)/,
  /^(The table does not have the specified index|Consistent reads are not supported)/,
  /^(Exclusive Start Key|The provided starting key is invalid)/,
  /^(The provided key element|The number of conditions on the keys|Query condition missed|Invalid attribute value type|Condition parameter type|Query key condition|One of the required keys|The list of keys in RequestItems for BatchGetItem may not contain null|One or more parameter values are not valid|Filter Expression can only contain|Hash primary key|One or more parameter values were invalid: (Type mismatch|Condition parameter type|Size of hashkey|Aggregated|Missing the key))/,
  /^The provided starting key (does not match|is outside)/,
  /^One or more parameter values were invalid: (Global secondary|Secondary index|Select type)/,
  /^(The conditional request failed|An operand in|The provided expression refers|The document path|Type mismatch for attribute|Item size|Transaction cancelled|TimeToLive is )/,
]

/** Whether there can be several faults: those that were put in, or an index that has gone beside one by chance. */
function mayBeFaulty({ isSpoilt, input }: GeneratedRequest): boolean {
  return isSpoilt === true || input['IndexName'] === 'late'
}

/** Kinds of refusals that are about the request. */
const kinds = new Set(['ResourceNotFoundException', 'SerializationException', 'ValidationException'])

function stageOf(text: string): number {
  return stages.findIndex((stage) => stage.test(text))
}

const textOf = (refusal: string | undefined): string => refusal?.replace(/^\w+: /, '') ?? ''

export const orderDifferences: readonly KnownDifference[] = [
  answered(
    'of several faults, the one that the service sees first',
    'observed on the service: members, placeholders, what goes together, expressions, table, index, keys, projections',
    ({ request, local, engine }) => {
      if (!mayBeFaulty(request) || !('refusal' in engine) || !kinds.has(engine.refusal)) return false
      const [expected, found] = [stageOf(textOf(refusalOf(local))), stageOf(textOf(refusalOf(engine)))]
      return found >= 0 && found < expected
    },
  ),
  answered(
    'of a batch, an expression with a fault before a key',
    'observed on the service: expressions of a table come before its keys, which are told by their values',
    ({ request, local, engine }) =>
      request.operation === 'BatchGetItem' &&
      request.isSpoilt === true &&
      /^(Number |The parameter|A value|Supplied|One or more parameter values|DynamoDB only|Attempting|The list of keys)/.test(
        textOf(refusalOf(local)),
      ) &&
      /^(Invalid ProjectionExpression|Value provided in|ExpressionAttribute)/.test(textOf(refusalOf(engine))),
  ),
  answered(
    'of a statement, the count of its parameters before a name that it selects twice',
    'not confirmed: which of two faults of a statement is told',
    ({ local, engine }) =>
      textOf(refusalOf(local)).startsWith('Duplicate identifiers in select clause: ') &&
      textOf(refusalOf(engine)) === "Number of parameters in request and statement don't match.",
  ),
  answered(
    'of an expression with redundant parentheses that is no expression, the syntax',
    'not confirmed: parentheses are counted in what was parsed',
    ({ request, local, engine }) =>
      request.isSpoilt === true &&
      refusalOf(local)?.endsWith('The expression has redundant parentheses;') === true &&
      /^ValidationException: Invalid \w+Expression: Syntax error; /.test(refusalOf(engine) ?? ''),
  ),
  answered(
    'of several expressions with faults, another one',
    'observed on the service: the order in which expressions are parsed',
    ({ request, local, engine }) => {
      if (request.isSpoilt !== true) return false
      const member = /^Invalid (\w+)Expression: /
      const [expected, found] = [local, engine].map((side) => member.exec(textOf(refusalOf(side)))?.[1])
      return expected !== undefined && found !== undefined && expected !== found
    },
  ),
]
