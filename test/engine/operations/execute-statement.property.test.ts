import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ServiceError } from '../../../src/protocol/service-errors.js'
import { parameters } from '../../property/runs.js'
import { mutatedStatements } from '../partiql/mutated-statements.js'
import { N, S, backendWith, put } from '../support.js'

describe('operations on statements', () => {
  it('answer any statement, whatever is wrong with it, and leave tables and indexes whole', async () => {
    const backend = await backendWith()
    await put(
      backend,
      { pk: S('a'), sk: S('1'), n: N(1), g: S('x'), a: { M: { b: { L: [S('y')] } } } },
      { pk: S('a'), sk: S('x'), b: N(2), s: { NS: ['3'] }, c: { L: [N(1), N(2)] } },
    )
    await fc.assert(
      fc.asyncProperty(mutatedStatements, mutatedStatements, async (first, second) => {
        const Statements = [first, second].map((Statement) => ({ Statement, ...withParameters(Statement) }))
        const calls = [
          backend.execute('ExecuteStatement', { Statement: first, ...withParameters(first), Limit: 1 }),
          backend.execute('BatchExecuteStatement', { Statements }),
          backend.execute('ExecuteTransaction', { TransactStatements: Statements }),
        ]
        for (const outcome of await Promise.allSettled(calls)) {
          if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(ServiceError)
        }
        backend.assertInvariants()
      }),
      parameters(1000),
    )
  })
})

function withParameters(statement: string) {
  const count = statement.split('?').length - 1
  return count === 0 ? {} : { Parameters: Array.from({ length: count }, () => S('x')) }
}
