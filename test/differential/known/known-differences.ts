import type { Answer, Output } from './contestant.js'
import type { GeneratedRequest, Input } from './generators/requests.js'

/** A place where DynamoDB Local is known not to be the service. */
export interface KnownDifference {
  readonly name: string
  /** Why the engine's answer is the service's. */
  readonly because: string
  readonly covers: (request: GeneratedRequest, local: Answer, engine: Answer) => boolean
}

const refusedWith = (answer: Answer, text: RegExp): boolean =>
  !('output' in answer) && text.test(answer.message)

/** One text on the one side stands for another on the other. */
function wording(name: string, because: string, local: RegExp, engine: RegExp): KnownDifference {
  return {
    name,
    because,
    covers: (_, expected, found) => refusedWith(expected, local) && refusedWith(found, engine),
  }
}

const seen = 'observed on the service; DynamoDB Local words it otherwise (docs/internals/engine-fidelity.md)'

export const knownDifferences: readonly KnownDifference[] = [
  {
    name: 'what a member may be is told in the general form, before anything else',
    because: 'the service validates a request against its model first, and gathers the faults',
    covers: (_, __, found) => refusedWith(found, /^\d+ validation errors? detected: /),
  },
  wording(
    'ReturnValues of a put or delete',
    seen,
    /^Return values set to invalid value$/,
    /^ReturnValues can only be ALL_OLD or NONE$/,
  ),
  wording(
    'Select that does not go with the projection or the index',
    seen,
    /^(Cannot specify the ProjectionExpression when|Must specify the AttributesToGet or|ALL_PROJECTED_ATTRIBUTES can be used)/,
    /^One or more parameter values were invalid: (Cannot specify|Must specify|ALL_PROJECTED_ATTRIBUTES)/,
  ),
  wording('names of types', seen, /valid types: \{N,BS,L/, /valid types: \{B,NULL,SS/),
  {
    name: 'two actions of a transaction on one item',
    because: 'the service refuses such a request before it looks at any item',
    covers: (_, __, found) => refusedWith(found, /cannot include multiple operations on one item/),
  },
  {
    name: 'a key that does not fit cancels the transaction, with a reason for the action',
    because: 'API reference of TransactWriteItems and TransactGetItems: ValidationError among the reasons',
    covers: ({ operation }, _, found) =>
      operation.startsWith('Transact') && refusedWith(found, /specific reasons \[.*ValidationError/),
  },
  {
    name: 'capacity of reads and writes',
    because:
      'developer guide, capacity units: DynamoDB Local counts nothing for an empty read, and index writes that do not happen',
    covers: (_, expected, found) =>
      'output' in expected &&
      'output' in found &&
      sameWithout(['ConsumedCapacity', 'ItemCollectionMetrics'], expected.output, found.output),
  },
]

function sameWithout(members: readonly string[], left: Output, right: Output): boolean {
  const rest = (output: Output): Input =>
    Object.fromEntries(Object.entries(output).filter(([name]) => !members.includes(name)))
  return JSON.stringify(rest(left)) === JSON.stringify(rest(right))
}
