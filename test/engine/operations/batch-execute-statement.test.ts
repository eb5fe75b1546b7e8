import { beforeEach, describe, expect, it } from 'vitest'
import type { MemoryBackend } from '../../../src/engine/index.js'
import type { BatchExecuteStatementInput, BatchStatementRequest } from '../../../src/protocol/partiql.js'
import { N, S, backendWith, plain, put, refused, shop } from '../support.js'
import { waitingClock } from '../waiting-clock.js'

let backend: MemoryBackend
const where = (pk: string, sk: string) => `WHERE pk = '${pk}' AND sk = '${sk}'`

beforeEach(async () => {
  backend = await backendWith([shop, plain])
  await put(backend, { pk: S('a'), sk: S('1'), n: N(1) }, { pk: S('b'), sk: S('1'), n: N(2) })
})

const batch = (statements: (string | BatchStatementRequest)[], more = {}) =>
  backend.execute('BatchExecuteStatement', {
    Statements: statements.map((each) => (typeof each === 'string' ? { Statement: each } : each)),
    ...more,
  })

describe('BatchExecuteStatement', () => {
  it('answers each read for itself, refused or not', async () => {
    const statements = [
      `SELECT n FROM shop ${where('a', '1')}`,
      `SELECT * FROM shop ${where('zz', '1')}`,
      `SELECT n FROM shop WHERE pk = 'a'`,
      `SELECT n FROM shop ${where('b', '1')} AND n = 2`,
      `SELECT n FROM shop.byG WHERE g = 'g' AND n = 1`,
      `SELECT n FROM nope ${where('a', '1')}`,
      'SELECT n FROM',
      `SELECT n FROM shop ${where('b', '1')} ORDER BY sk`,
      `EXISTS(SELECT n FROM shop ${where('a', '1')})`,
    ]
    const single = { Error: { Code: 'ValidationError', Message: 'Only single item select is supported' } }
    expect(await batch(statements, { ReturnConsumedCapacity: 'TOTAL' })).toEqual({
      Responses: [
        { TableName: 'shop', Item: { n: N(1) } },
        { TableName: 'shop' },
        single,
        single,
        single,
        { Error: { Code: 'ResourceNotFound', Message: 'Requested resource not found' } },
        {
          Error: {
            Code: 'ValidationError',
            Message: "Statement wasn't well formed, can't be processed: SELECT n FROM",
          },
        },
        { TableName: 'shop', Item: { n: N(2) } },
        {
          Error: {
            Code: 'ValidationError',
            Message: 'EXISTS can only be used in ExecuteTransaction write requests.',
          },
        },
      ],
      ConsumedCapacity: [{ TableName: 'shop', CapacityUnits: 1.5 }],
    })
  })

  it('reads consistently where a statement asks for it', async () => {
    const { ConsumedCapacity } = await batch(
      [{ Statement: `SELECT n FROM shop ${where('a', '1')}`, ConsistentRead: true }],
      { ReturnConsumedCapacity: 'TOTAL' },
    )
    expect(ConsumedCapacity).toEqual([{ TableName: 'shop', CapacityUnits: 1 }])
  })

  it('carries out each write for itself, and gives back what RETURNING asks for', async () => {
    const output = await batch(
      [
        {
          Statement: `UPDATE shop SET n = 9 ${where('a', '1')} AND n = 7`,
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
        `UPDATE shop SET n = 9 ${where('c', '1')}`,
        `INSERT INTO shop VALUE {'pk': 'b', 'sk': '1'}`,
        `INSERT INTO plain VALUE {'id': 'x'}`,
        `UPDATE shop SET n = 1 WHERE pk = 'a'`,
        `DELETE FROM shop ${where('d', '1')} RETURNING ALL OLD *`,
        `DELETE FROM shop ${where('e', '1')}`,
        { Statement: `INSERT INTO shop VALUE {'pk': ?, 'sk': '1', 'n': 'x'}`, Parameters: [S('f')] },
      ],
      { ReturnConsumedCapacity: 'TOTAL' },
    )
    const failed = { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' }
    expect(output.Responses).toEqual([
      { TableName: 'shop', Error: { ...failed, Item: { pk: S('a'), sk: S('1'), n: N(1) } } },
      { TableName: 'shop', Error: failed },
      {
        TableName: 'shop',
        Error: { Code: 'DuplicateItem', Message: 'Duplicate primary key exists in table' },
      },
      { TableName: 'plain' },
      {
        Error: {
          Code: 'ValidationError',
          Message: 'Where clause does not contain a mandatory equality on all key attributes',
        },
      },
      { TableName: 'shop' },
      { TableName: 'shop' },
      {
        Error: {
          Code: 'ValidationError',
          Message:
            'One or more parameter values were invalid: Type mismatch for Index Key n Expected: N Actual: S IndexName: byG',
        },
      },
    ])
    expect(output.ConsumedCapacity).toEqual([
      { TableName: 'plain', CapacityUnits: 1 },
      { TableName: 'shop', CapacityUnits: 2 },
    ])
  })

  it('gives back a changed item', async () => {
    const { Responses } = await batch([`UPDATE shop SET n = 9 ${where('a', '1')} RETURNING MODIFIED NEW *`])
    expect(Responses).toEqual([{ TableName: 'shop', Item: { n: N(9) } }])
  })

  it.each([
    [
      [`SELECT n FROM shop ${where('a', '1')}`, `DELETE FROM shop ${where('b', '1')}`],
      'Read and write requests together in the same batch is not supported.',
    ],
    [
      [`SELECT n FROM shop ${where('a', '1')}`, `SELECT sk FROM shop ${where('a', '1')}`],
      'Provided list of item keys contains duplicates',
    ],
    [
      [`INSERT INTO shop VALUE {'pk': 'q', 'sk': '1'}`, `DELETE FROM shop ${where('q', '1')}`],
      'Provided list of item keys contains duplicates',
    ],
  ])('refuses %o as a whole', async (statements, message) => {
    expect(await refused(batch(statements))).toBe(`ValidationException: ${message}`)
    expect((await backend.execute('Scan', { TableName: 'shop' })).Count).toBe(2)
  })

  it('takes 25 statements, and at least one', async () => {
    const statements = Array.from(
      { length: 25 },
      (_, index) => `SELECT n FROM shop ${where('a', String(index))}`,
    )
    expect((await batch(statements)).Responses).toHaveLength(25)
    expect(await refused(batch([...statements, `SELECT n FROM shop ${where('b', '1')}`]))).toContain(
      "at 'statements' failed to satisfy constraint: Member must have length less than or equal to 25",
    )
    expect(await refused(batch([]))).toBe(
      "ValidationException: 1 validation error detected: Value '[]' at 'statements' failed to satisfy constraint: Member must have length greater than or equal to 1",
    )
    // What JavaScript callers and the wire may send is not what the type says.
    const missing = { Statements: [{}] } as unknown as BatchExecuteStatementInput
    expect(await refused(backend.execute('BatchExecuteStatement', missing))).toBe(
      "ValidationException: 1 validation error detected: Value null at 'statements.1.member.statement' failed to satisfy constraint: Member must not be null",
    )
  })

  it('says of an item that a transaction holds that it is held', async () => {
    const clock = waitingClock()
    backend = await backendWith([shop], { clock, transactionTime: 10 })
    const transaction = backend.execute('ExecuteTransaction', {
      TransactStatements: [{ Statement: `INSERT INTO shop VALUE {'pk': 'a', 'sk': '1'}` }],
    })
    const { Responses } = await batch([
      `DELETE FROM shop ${where('a', '1')}`,
      `DELETE FROM shop ${where('b', '1')}`,
    ])
    expect(Responses).toMatchObject([
      { TableName: 'shop', Error: { Code: 'TransactionConflict' } },
      { TableName: 'shop' },
    ])
    await clock.advance(10)
    expect(await transaction).toEqual({ Responses: [] })
  })
})
