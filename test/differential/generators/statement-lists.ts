import fc from 'fast-check'
import type { GeneratedRequest } from './requests.js'
import { sometimes, withoutAbsent } from './requests.js'
import type { Statement } from './statements.js'
import { asInput, existing, selectOne, writing } from './statements.js'
import type { GeneratedTable } from './tables.js'

/** Statements on items of their own. */
function distinct(one: fc.Arbitrary<Statement>): fc.Arbitrary<Statement[]> {
  return fc.uniqueArray(one, { minLength: 1, maxLength: 4, selector: ({ item }) => JSON.stringify(item) })
}

const writtenBy = (all: readonly Statement[]): Pick<GeneratedRequest, 'written'> => ({
  written: all.flatMap(({ item }) => item ?? []),
})

/** Statements that are done one by one: all of them read, or all of them write. */
export function batchStatements(tables: readonly GeneratedTable[]): fc.Arbitrary<GeneratedRequest> {
  const table = fc.constantFrom(...tables)
  const reads = fc
    .tuple(distinct(table.chain(selectOne)), sometimes(3, fc.constant(true)))
    .map(([all, ConsistentRead]) => ({
      operation: 'BatchExecuteStatement',
      input: { Statements: all.map((one) => withoutAbsent({ ...asInput(one), ConsistentRead })) },
    }))
  const writes = fc
    .tuple(distinct(table.chain(writing)), sometimes(3, fc.constant('ALL_OLD')))
    .map(([all, ReturnValuesOnConditionCheckFailure]) => ({
      operation: 'BatchExecuteStatement',
      input: {
        Statements: all.map((one) => withoutAbsent({ ...asInput(one), ReturnValuesOnConditionCheckFailure })),
      },
      ...writtenBy(all),
    }))
  const mixed = fc
    .tuple(table.chain(selectOne), table.chain(writing))
    .map((all) => ({ operation: 'BatchExecuteStatement', input: { Statements: all.map(asInput) } }))
  return fc.oneof(
    { weight: 4, arbitrary: reads },
    { weight: 7, arbitrary: writes },
    { weight: 1, arbitrary: mixed },
  )
}

/** Statements that are done together: all of them read, or none of them. */
export function transactStatements(
  tables: readonly GeneratedTable[],
  suffix: string,
): fc.Arbitrary<GeneratedRequest> {
  const table = fc.constantFrom(...tables)
  const token = sometimes(
    2,
    fc.integer({ min: 0, max: 200 }).map((drawn) => `p${drawn}-${suffix}`.slice(0, 36)),
  )
  const reads = distinct(table.chain(selectOne)).map((all) => ({
    operation: 'ExecuteTransaction',
    input: { TransactStatements: all.map(asInput) },
  }))
  const one = table.chain((chosen) =>
    fc.oneof({ weight: 5, arbitrary: writing(chosen) }, { weight: 1, arbitrary: existing(chosen) }),
  )
  const failure = sometimes(3, fc.constant('ALL_OLD'))
  const writes = fc.tuple(distinct(one), token, failure).map(([all, ClientRequestToken, kept]) => ({
    operation: 'ExecuteTransaction',
    input: withoutAbsent({
      TransactStatements: all.map((each) =>
        withoutAbsent({ ...asInput(each), ReturnValuesOnConditionCheckFailure: kept }),
      ),
      ClientRequestToken,
    }),
    ...writtenBy(all),
  }))
  return fc.oneof({ weight: 1, arbitrary: reads }, { weight: 3, arbitrary: writes })
}
