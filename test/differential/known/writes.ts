import type { GeneratedRequest } from '../generators/requests.js'
import type { Wire, WireMap } from '../generators/values.js'
import type { KnownDifference } from './known-difference.js'
import { answered, outputsOf, reasonsOf, refusalOf } from './known-difference.js'
import { canonicalItem, isPartOf } from './parts.js'
import type { Answer, Output } from '../contestant.js'

/** What a write returned, with the words that asked for it. */
interface Returned {
  readonly text: string
  readonly names: Readonly<Record<string, string>>
  /** Where it stands in the answer. */
  readonly of: (output: Output) => WireMap | undefined
  readonly into: (output: Output, attributes: WireMap) => Output
}

function returnedBy({ operation, input }: GeneratedRequest): readonly Returned[] {
  const statement = (text: unknown, of: Returned['of'], into: Returned['into']): Returned => ({
    text: String(text),
    names: {},
    of,
    into,
  })
  if (operation === 'UpdateItem')
    return [
      {
        text: `${String(input['UpdateExpression'])} RETURNING ${String(input['ReturnValues'])}`,
        names: (input['ExpressionAttributeNames'] ?? {}) as Readonly<Record<string, string>>,
        of: (output) => output['Attributes'] as WireMap | undefined,
        into: (output, Attributes) => ({ ...output, Attributes }),
      },
    ]
  if (operation === 'ExecuteStatement')
    return [
      statement(
        input['Statement'],
        ({ Items }) => (Items as readonly WireMap[] | undefined)?.[0],
        (output, item) => ({ ...output, Items: [item] }),
      ),
    ]
  if (operation !== 'BatchExecuteStatement') return []
  return ((input['Statements'] ?? []) as readonly Output[]).map((one, place) =>
    statement(
      one['Statement'],
      ({ Responses }) => (Responses as readonly Output[])[place]?.['Item'] as WireMap | undefined,
      (output, Item) => ({
        ...output,
        Responses: (output['Responses'] as readonly Output[]).map((response, at) =>
          at === place ? { ...response, Item } : response,
        ),
      }),
    ),
  )
}

const nestedPaths: KnownDifference = {
  name: 'what an update of a nested path changed, which DynamoDB Local gives with all of its attribute',
  because:
    'API reference of UpdateItem: "Returns only the updated attributes, as they appear after the UpdateItem operation"',
  explain: (compared) => {
    const outputs = outputsOf(compared)
    if (outputs === undefined) return undefined
    let [local] = outputs
    returnedBy(compared.request).forEach(({ text, names, of, into }, place) => {
      const [left, right, touched] = [of(local), of(outputs[1]), compared.touched[place]]
      const which = /RETURNING (?:UPDATED_|MODIFIED )(OLD|NEW)/.exec(text)?.[1]
      if (left === undefined || right === undefined || which === undefined || touched === undefined) return
      const held = canonicalItem(which === 'OLD' ? touched.before : touched.after)
      const entries = Object.entries(left).map(([name, whole]): [string, Wire] => {
        const part = right[name]
        const isNested = [...text.matchAll(/"?(#?\w+)"?[.[]/g)].some(
          ([, word = '']) => (names[word] ?? word) === name,
        )
        const isWhole = JSON.stringify(whole) === JSON.stringify(held[name])
        return [name, part !== undefined && isNested && isWhole && isPartOf(part, whole) ? part : whole]
      })
      local = into(local, Object.fromEntries(entries))
    })
    return JSON.stringify(local) === JSON.stringify(outputs[0])
      ? undefined
      : { ...compared, local: { output: local } }
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
      request.isSpoilt === true &&
      'output' in local &&
      local.output['Attributes'] === undefined &&
      /^(ResourceNotFoundException|ValidationException): /.test(refusalOf(engine) ?? '') &&
      touched.every(({ before }) => before === undefined),
  ),
  answered(
    'which fault of an update is named, where what it changes or computes with is not there or of another type',
    'not confirmed: the engine takes actions in their order',
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
    'API reference of DuplicateItemException: "There was an attempt to insert an item with the same primary key as an item that already exists in the DynamoDB table"',
    ({ local, engine }) =>
      refusalOf(local)?.startsWith('DuplicateItem: ') === true &&
      refusalOf(engine) === refusalOf(local)?.replace('DuplicateItem: ', 'DuplicateItemException: '),
  ),
]
