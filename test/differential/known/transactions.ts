import type { Comparison } from '../comparison.js'
import type { Answer } from '../contestant.js'
import type { KnownDifference } from './known-difference.js'
import { answered, reasonsOf, refusalOf, whole } from './known-difference.js'

const cancelled = /^TransactionCanceledException: /

/** What the engine says of keys, at which it looks before anything is computed. */
const refusesKey =
  /(Size of hashkey|Aggregated size of all range keys|Aggregate size for|does not match the schema|Type mismatch for|Missing the key)/

const conditionText: KnownDifference = {
  name: 'the full stop after a failed condition of a transaction',
  because: 'observed on the service: "The conditional request failed", as for single writes',
  explain: (compared) => {
    const { local, engine } = compared
    if ('output' in local || 'output' in engine) return undefined
    const text = JSON.stringify(local)
    const without = text.replaceAll('"The conditional request failed."', '"The conditional request failed"')
    return without === text ? undefined : { ...compared, local: JSON.parse(without) as Answer }
  },
}

const reasonInsteadOfRefusal: KnownDifference = {
  name: 'what an action computes or is keyed by cancels the transaction, with a reason for the action',
  because: 'API reference of TransactWriteItems and TransactGetItems: ValidationError among the reasons',
  explain: (compared) => (isReason(compared) ? whole(compared) : undefined),
}

/** DynamoDB Local refuses in words that the engine gives as the reason of an action, or in its own words for keys. */
function isReason({ request, local, engine }: Comparison): boolean {
  if (!/^(Transact|ExecuteTransaction)/.test(request.operation) || !cancelled.test(refusalOf(engine) ?? ''))
    return false
  const reasons = reasonsOf(engine).filter(({ Code }) => Code === 'ValidationError')
  const codes = reasonsOf(engine).map(({ Code }) => Code)
  const isSummed = refusalOf(engine)?.endsWith(`for specific reasons [${codes.join(', ')}]`) === true
  const said = 'output' in local ? '' : local.message
  const ofKeys =
    /^(The number of conditions on the keys is invalid|Invalid attribute value type|One of the required keys was not given a value|One or more parameter values were invalid: (Type mismatch for |Size limit exceeded)|Hash primary key values must be under )/
  const computed =
    /^(The provided expression refers to an attribute|The document path provided in the update expression|An operand in the update expression)/
  return (
    reasonsOf(local).length === 0 &&
    isSummed &&
    (reasons.some(({ Message }) => Message === said) ||
      (reasons.length > 0 && ofKeys.test(said)) ||
      (computed.test(said) && reasons.some(({ Message = '' }) => refusesKey.test(Message))))
  )
}

export const transactionDifferences: readonly KnownDifference[] = [
  conditionText,
  reasonInsteadOfRefusal,
  answered(
    'the other reasons of a transaction with a key that does not fit, which DynamoDB Local goes on to find',
    'not confirmed: keys are looked at before conditions in single writes, too',
    ({ local, engine }) => {
      const [expected, found] = [reasonsOf(local), reasonsOf(engine)]
      const isAlike = found.every(
        ({ Code }, place) =>
          Code === expected[place]?.Code || (Code === 'None' && expected[place]?.Code !== 'ValidationError'),
      )
      return (
        found.length > 0 &&
        found.length === expected.length &&
        isAlike &&
        found.some(({ Code, Message = '' }) => Code === 'ValidationError' && refusesKey.test(Message))
      )
    },
  ),
  answered(
    'a token of a transaction that was refused, which DynamoDB Local remembers',
    'API reference of TransactWriteItems: what completed is not done again',
    ({ local, engine }) =>
      (refusalOf(local) ?? '').startsWith('IdempotentParameterMismatchException: ') &&
      !(refusalOf(engine) ?? '').startsWith('Idempotent'),
  ),
  answered(
    'two actions of a transaction on one item',
    'API reference of TransactWriteItems: "you cannot both ConditionCheck and Update the same item"',
    ({ engine }) => /cannot include multiple operations on one item/.test(refusalOf(engine) ?? ''),
  ),
  answered(
    'an update without an UpdateExpression in a transaction, which DynamoDB Local takes',
    'API reference of Update: UpdateExpression is required',
    ({ engine }) =>
      /^ValidationException: \d+ validation errors? detected: .*Value null at 'transactItems\.\d+\.member\.update\.updateExpression' failed to satisfy constraint: Member must not be null(; |$)/.test(
        refusalOf(engine) ?? '',
      ),
  ),
]
