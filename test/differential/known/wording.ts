import type { Answer } from '../contestant.js'
import type { KnownDifference } from './known-difference.js'
import { answered, observed, refusalOf, wording } from './known-difference.js'
import { plainNumbers } from './plain-numbers.js'

/** One of the faults in a refusal in the general form; the constraint is the whole of what it says. */
const general = (constraint: string): RegExp =>
  new RegExp(
    `^(\\d+ validation errors? detected: |Value .*)?.*[Ff]ailed to satisfy constraint: ${constraint}(; |$)`,
  )
const ofLength = 'Member must have length (greater|less) than or equal to \\d+'
const invalid = '^One or more parameter values were invalid: '

/** The words of a ValidationException. */
function invalidity(answer: Answer): string {
  return 'message' in answer && answer.refusal === 'ValidationException' ? answer.message : ''
}

const model: readonly KnownDifference[] = [
  wording(
    'a required member is missing',
    /^(Item to put in PutItem cannot be null|Cannot have null key for |BatchGetItem must have some requests set|BatchWriteItem cannot have a null or no requests set|The list of keys in RequestItems for BatchGetItem is required: |Value null at |No defined key schema\.|No Attribute Schema Defined|Indexes must have a projection specified|Get Condition for key not in key list|The supplied Item contains a null AttributeValue|ExecutePartiQLTransaction can not have empty statement\.$|The statement was empty\.$)/,
    general('Member must not be null'),
  ),
  answered(
    'a required member is missing, which DynamoDB Local stumbles over',
    'API reference of ExecuteStatement: Statement is required',
    ({ local, engine }) =>
      (refusalOf(local) ?? '').startsWith('InternalFailure: ') &&
      general('Member must not be null').test(invalidity(engine)),
  ),
  wording(
    'lengths of lists and texts',
    /^(Value .* failed to satisfy constraint: Member must have length |The list of keys in RequestItems for BatchGetItem is required: |Value null at |Member must have length |No defined key schema\.|Too many items requested for the Batch|Names of key attributes and attributes projected into an index must be between 1 and 255 characters, inclusive$)/,
    general(`(${ofLength}|Map value must satisfy constraint: \\[${ofLength}.*)`),
  ),
  wording(
    'names of tables and indexes',
    /^(Invalid table\/index name\. {2}Table\/index names must be between 3 and 255|The table does not have the specified index: )/,
    general(
      `Member must (not be null|satisfy regular expression pattern: \\S+|${ofLength.slice('Member must '.length)})`,
    ),
  ),
  answered(
    'names of one or two letters, which a table may have: there is none, or another fault',
    'API reference of PutItem: TableName has a length of 1 at least',
    ({ request, local, engine }) =>
      refusalOf(local)?.startsWith('ValidationException: Invalid table/index name.') === true &&
      /"TableName":"\w{1,2}"/.test(JSON.stringify(request.input)) &&
      /^(ResourceNotFoundException: Requested resource not found$|ValidationException: )/.test(
        refusalOf(engine) ?? '',
      ),
  ),
  wording(
    'segments without their number',
    /^If (total )?segments? is specified, /,
    /^The (TotalSegments|Segment) parameter is required but was not present in the request when /,
  ),
  wording(
    'which key attribute a condition lacks',
    /^Query condition missed key schema element$/,
    /^Query condition missed key schema element: \S+$/,
  ),
  wording(
    'more conditions than the key has attributes',
    /^Conditions can be of length 1 or 2 only$/,
    /^The number of query conditions \(\d+\) exceeds the number of key attributes defined in the schema \(\d+\)$/,
  ),
  wording(
    'two conditions on one key',
    /^KeyConditionExpressions must only contain one condition per key$/,
    /^Invalid KeyConditionExpression: KeyConditionExpressions must only contain one condition per key$/,
  ),
  wording(
    'paths into keys in key conditions',
    /^Key attributes must be scalars; list random access '\[\]' and map lookup '\.' are not allowed: (Index)?Key: /,
    /^Invalid KeyConditionExpression: KeyConditionExpressions cannot have conditions on nested attributes$/,
  ),
  wording(
    'segments past the last',
    /at 'segment' failed to satisfy constraint: Member must have value less than or equal to/,
    /^The Segment parameter is zero-based and must be less than parameter TotalSegments/,
  ),
  answered(
    'keys and actions that are null in a list',
    'observed on the service for null in lists: SerializationException',
    ({ local, engine }) =>
      /(may not contain null or empty values: .* has one or more empty keys|^InternalFailure: .*)$/.test(
        refusalOf(local) ?? '',
      ) && refusalOf(engine) === 'SerializationException: Unexpected value type in payload',
  ),
  wording(
    'ranges of numbers',
    /^(Limit must be greater than or equal to 1|\d+ validation errors? detected: )/,
    general('Member must have value (greater|less) than or equal to \\d+'),
  ),
  answered(
    'words that an enumeration does not have, which DynamoDB Local takes for absent',
    'API reference: valid values of the member; observed on the service in the general form',
    ({ request, engine }) =>
      /"(SOME|SOMETIMES|NOT)"/.test(JSON.stringify(request.input)) &&
      general('Member must satisfy enum value set: \\[[\\w, ]+\\]').test(invalidity(engine)),
  ),
]

const counted: KnownDifference = {
  name: 'how many faults are told, where there is one that has no member to its name',
  because:
    'observed on the service for writes: "1 validation error detected: " stands before families of refusals',
  explain: (compared) => {
    const { engine } = compared
    if (!('message' in engine)) return undefined
    const message = engine.message.replace(
      /^1 validation error detected: (?!.*ailed to satisfy constraint)/,
      '',
    )
    return message === engine.message ? undefined : { ...compared, engine: { ...engine, message } }
  },
}

export const wordings: readonly KnownDifference[] = [
  counted,
  ...model,
  wording(
    'ReturnValues of a put or delete',
    /^Return values set to invalid value$/,
    /^ReturnValues can only be ALL_OLD or NONE$/,
  ),
  wording(
    'missing table',
    /^Cannot do operations on a non-existent table$/,
    /^Requested resource not found(: Table: .* not found)?$/,
  ),
  wording('existing table', /^Cannot create preexisting table$/, /^Table already exists: /),
  wording(
    'texts that are no numbers',
    /A value provided cannot be converted into a number/,
    /The parameter cannot be converted to a numeric value/,
  ),
  wording(
    'numbers of too many digits',
    /DynamoDB only supports precision up to 38 digits/,
    /Attempting to store more than 38 significant digits in a Number/,
  ),
  wording(
    'duplicates in a set',
    /Input collection( \[.*\])? contains duplicates( for key :\w+)?$/,
    /Input collection( \[.*\])? contains duplicates\.( for key :\w+)?$/,
  ),
  wording(
    'keys that do not fit',
    /^(The number of conditions on the keys is invalid|Invalid attribute value type|One or more parameter values were invalid: Type mismatch for key|One of the required keys was not given a value|The list of keys in RequestItems for BatchGetItem may not contain null or empty values: .*)$/,
    /^The provided key element does not match the schema$/,
  ),
  wording(
    'keys of items that are missing',
    /^One of the required keys was not given a value$/,
    new RegExp(`${invalid}Missing the key \\S+ in the item$`),
  ),
  wording(
    'types of keys of items',
    /^(One or more parameter values were invalid: Type mismatch for key|Invalid attribute value type)$/,
    new RegExp(`${invalid}Type mismatch for key \\S+ expected: \\w+ actual: \\w+$`),
  ),
  wording(
    'types of index keys',
    /^(One or more parameter values were invalid: Type mismatch for Index Key|Invalid attribute value type)$/,
    new RegExp(
      `${invalid}Type mismatch for Index Key \\S+ Expected: \\w+ Actual: \\w+ IndexName: |^The update expression attempted to update the secondary index key to unsupported type$`,
    ),
  ),
  answered(
    'sizes of sort keys that conditions ask for',
    'not confirmed: no item has such a key, or there is another fault',
    ({ request, local, engine }) =>
      request.operation === 'Query' &&
      (invalidity(engine) !== '' || ('output' in engine && engine.output['ScannedCount'] === 0)) &&
      refusalOf(local)?.endsWith(
        ': Aggregated size of all range keys has exceeded the size limit of 1024 bytes',
      ) === true,
  ),
  wording(
    'sizes of keys in conditions',
    new RegExp(`${invalid}Aggregated size of all range keys has exceeded`),
    new RegExp(`${invalid}Condition parameter type does not match schema type$`),
    'not confirmed: the value is of another type as well, and the service looks at types first',
  ),
  wording(
    'starting keys of other partitions',
    /^The provided starting key does not match the range key predicate$/,
    /^(The provided starting key is outside query boundaries based on provided conditions|The query can return at most one row and cannot be restarted)$/,
  ),
  wording(
    'types of starting keys',
    /^Type mismatch for attribute to update$/,
    /^The provided key element does not match the schema$/,
  ),
  wording(
    'names of attributes to get that are there twice',
    /^Cannot have two attributes with the same name$/,
    new RegExp(`${invalid}Duplicate value in attribute name: `),
  ),
  wording(
    'sizes of keys',
    /^Hash primary key values must be under 2048 bytes, and range primary key values must be under 1024 bytes$/,
    new RegExp(`${invalid}(Size of hashkey has exceeded|Aggregated size of all range keys has exceeded)`),
  ),
  answered(
    'sizes of index keys of updates, at which DynamoDB Local does not look',
    'developer guide, quotas: 2048 bytes of partition and 1024 bytes of sort key',
    ({ request, local, engine }) =>
      request.operation === 'UpdateItem' &&
      'output' in local &&
      /^ValidationException: Aggregate size for (HASH|RANGE) key attributes /.test(refusalOf(engine) ?? ''),
  ),
  answered(
    'a key of an index that is too long, of an item that lacks the other one and so is not in it',
    'not confirmed: docs/internals/engine-fidelity.md, sizes are those of keys that are complete',
    ({ request, local, engine }) =>
      /^(Put|Update|BatchWrite)Item$/.test(request.operation) &&
      'output' in engine &&
      refusalOf(local) ===
        'ValidationException: One or more parameter values were invalid: Size limit exceeded',
  ),
  wording(
    'sizes of index keys',
    new RegExp(`${invalid}Size limit exceeded$`),
    /^Aggregate size for (HASH|RANGE) key attributes /,
  ),
  wording(
    'tokens that were used for something else',
    /^$/,
    /^DynamoDB rejected the request because you retried a request with a different payload/,
    'API reference of ClientRequestToken: "DynamoDB returns an IdempotentParameterMismatch exception"',
  ),
  wording(
    'values that placeholders do not need, and there are none',
    /^ExpressionAttributeValues must not be empty$/,
    /^ExpressionAttributeValues can only be specified when using expressions: /,
  ),
  answered(
    'expressions that are empty, which DynamoDB Local takes for absent',
    'observed on the service: they are refused as such',
    ({ request, local, engine }) =>
      /"\w+Expression":""/.test(JSON.stringify(request.input)) &&
      (/^ValidationException: ExpressionAttributeValues can only be specified when using expressions: FilterExpression is null$/.test(
        refusalOf(local) ?? '',
      ) ||
        (/Can not use both expression and non-expression parameters/.test(refusalOf(local) ?? '') &&
          /Can not use both expression and non-expression parameters/.test(refusalOf(engine) ?? ''))),
  ),
  wording(
    'which two paths overlap',
    /: Two document paths overlap with each other; must remove or rewrite one of these paths; /,
    /: Two document paths overlap with each other; must remove or rewrite one of these paths; /,
    'docs/internals/engine-fidelity.md: "in the order of their hashes, also paths that do not overlap"',
  ),
  wording('names of types', /valid types: \{N,BS,L/, /valid types: \{B,NULL,SS/),
  wording(
    'starting keys of another size',
    /^Exclusive Start Key must have same size as table's key schema$/,
    /^The provided starting key is invalid/,
  ),
  wording(
    'values without expressions',
    /^ExpressionAttributeValues can only be specified when using expressions: \w+ (and \w+ are|is) null$/,
    /^ExpressionAttributeValues can only be specified when using expressions$/,
  ),
  answered(
    'numbers in words, which DynamoDB Local repeats as they were given',
    'not confirmed: the engine says them as it stores them',
    ({ local, engine }) => {
      const [expected, found] = [refusalOf(local), refusalOf(engine)].map((text) =>
        text?.replaceAll(/\{N:([^}]*)\}/g, (_, number: string) => plainNumbers(`"N":"${number}"`)),
      )
      return expected !== undefined && expected === found && haveSameMembers(local, engine)
    },
  ),
  wording(
    'keys of a batch of which several do not fit',
    /^The number of conditions on the keys is invalid$/,
    new RegExp(`${invalid}(Size of hashkey has exceeded|Aggregated size of all range keys has exceeded)`),
    'not confirmed: the service takes them in their order',
  ),
  answered(
    'values of starting keys',
    observed,
    ({ local, engine }) =>
      'message' in local &&
      'message' in engine &&
      engine.message.startsWith('The provided starting key is invalid: ') &&
      local.message.endsWith(engine.message.slice('The provided starting key is invalid: '.length)),
  ),
  answered(
    'order of names in a list',
    'docs/internals/engine-fidelity.md: "those that are meant, in the order of the request"',
    ({ local, engine }) => {
      const [expected, found] = [refusalOf(local), refusalOf(engine)].map(listed)
      return expected !== undefined && expected === found && haveSameMembers(local, engine)
    },
  ),
]

function haveSameMembers(left: Answer, right: Answer): boolean {
  return (
    'members' in left && 'members' in right && JSON.stringify(left.members) === JSON.stringify(right.members)
  )
}

/** A refusal with the names in its brackets in order. */
function listed(text: string | undefined): string | undefined {
  return text?.replace(/\[([^\]]*)\]/, (_, names: string) => `[${names.split(', ').sort().join(', ')}]`)
}
