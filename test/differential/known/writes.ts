import type { KnownDifference } from './known-difference.js'
import { answered, outputsOf, reasonsOf, refusalOf } from './known-difference.js'
import type { Answer, Output } from '../contestant.js'

const nestedPaths: KnownDifference = {
  name: 'what an update of a nested path changed, which DynamoDB Local gives with all of its attribute',
  because: 'API reference of UpdateItem: UPDATED_OLD and UPDATED_NEW return only the updated attributes',
  explain: (compared) => {
    const outputs = outputsOf(compared)
    const { UpdateExpression, ExpressionAttributeNames, ReturnValues } = compared.request.input
    if (outputs === undefined || !String(ReturnValues).startsWith('UPDATED_')) return undefined
    const names = (ExpressionAttributeNames ?? {}) as Readonly<Record<string, string>>
    const nested = new Set(
      [...String(UpdateExpression).matchAll(/(#?\w+)[.[]/g)].map(([, word = '']) => names[word] ?? word),
    )
    const rest = (output: Output): Output => {
      const all = Object.entries((output['Attributes'] ?? {}) as Output).filter(([name]) => !nested.has(name))
      return { ...output, Attributes: Object.fromEntries(all) }
    }
    return nested.size === 0
      ? undefined
      : { ...compared, local: { output: rest(outputs[0]) }, engine: { output: rest(outputs[1]) } }
  },
}

/** What a refusal says, or the reasons of a transaction. */
function toldBy(answer: Answer): string {
  const reason = reasonsOf(answer).find(({ Code }) => Code === 'ValidationError')
  return reason?.Message ?? refusalOf(answer)?.replace(/^\w+: /, '') ?? ''
}

export const writeDifferences: readonly KnownDifference[] = [
  nestedPaths,
  answered(
    'a deletion of nothing, for which DynamoDB Local looks at nothing of the request',
    'API reference of DeleteItem: what is refused for other writes is refused for it',
    ({ request, local, engine, touched }) =>
      request.operation === 'DeleteItem' &&
      'output' in local &&
      local.output['Attributes'] === undefined &&
      /^(ResourceNotFoundException|ValidationException): /.test(refusalOf(engine) ?? '') &&
      touched.every(({ before }) => before === undefined),
  ),
  answered(
    'which fault of an update is named, where what it changes or computes with is not there or of another type',
    'not documented; the engine takes actions in their order',
    ({ local, engine }) => {
      const fault =
        /(The document path provided in the update expression is invalid for update|The provided expression refers to an attribute that does not exist in the item|An operand in the update expression has an incorrect data type|DynamoDB only supports precision up to 38 digits|Attempting to store more than 38 significant digits in a Number|Number overflow\..*|Number underflow\..*)$/
      return fault.test(toldBy(local)) && fault.test(toldBy(engine)) && toldBy(local) !== toldBy(engine)
    },
  ),
  answered(
    'empty lists of attributes to get',
    'API reference: AttributesToGet has a length of 1 at least',
    ({ local, engine }) =>
      'output' in local &&
      /Value '\[\]' at '[\w.-]*attributesToGet' failed to satisfy constraint: Member must have length greater/.test(
        refusalOf(engine) ?? '',
      ),
  ),
  answered(
    'an item that is there is inserted by a statement',
    'API reference of ExecuteStatement: DuplicateItemException',
    ({ local, engine }) =>
      refusalOf(local)?.startsWith('DuplicateItem: ') === true &&
      refusalOf(engine)?.startsWith('DuplicateItemException: ') === true,
  ),
]
