import { beforeEach, describe, expect, it } from 'vitest'
import type { MemoryBackend } from '../../../src/engine/index.js'
import type { ParameterizedStatement } from '../../../src/protocol/partiql.js'
import { N, S, backendWith, manualClock, plain, put, refusal, refused, shop } from '../support.js'
import { waitingClock } from '../waiting-clock.js'

let backend: MemoryBackend
const where = (pk: string) => `WHERE pk = '${pk}' AND sk = '1'`
const stored = async () =>
  ((await backend.execute('Scan', { TableName: 'shop' })).Items ?? []).map(
    ({ n, pk }) => `${pk?.S}${n?.N ?? ''}`,
  )

beforeEach(async () => {
  backend = await backendWith([shop, plain])
  await put(backend, { pk: S('a'), sk: S('1'), n: N(1) }, { pk: S('b'), sk: S('1'), n: N(2) })
})

const transact = (statements: (string | ParameterizedStatement)[], more = {}) =>
  backend.execute('ExecuteTransaction', {
    TransactStatements: statements.map((each) => (typeof each === 'string' ? { Statement: each } : each)),
    ...more,
  })

describe('ExecuteTransaction that reads', () => {
  it('gives an answer for each statement', async () => {
    await backend.execute('PutItem', { TableName: 'plain', Item: { id: S('x'), m: { M: { y: N(3) } } } })
    const output = await transact(
      [
        `SELECT n FROM shop ${where('a')}`,
        `SELECT n FROM shop ${where('zz')}`,
        { Statement: 'SELECT m.y FROM plain WHERE id = ?', Parameters: [S('x')] },
        `SELECT * FROM shop ${where('b')}`,
      ],
      { ReturnConsumedCapacity: 'TOTAL' },
    )
    expect(output).toEqual({
      Responses: [
        { Item: { n: N(1) } },
        {},
        { Item: { m: { M: { y: N(3) } } } },
        { Item: { pk: S('b'), sk: S('1'), n: N(2) } },
      ],
      ConsumedCapacity: [
        { TableName: 'shop', CapacityUnits: 6, ReadCapacityUnits: 6 },
        { TableName: 'plain', CapacityUnits: 2, ReadCapacityUnits: 2 },
      ],
    })
  })

  const notByKey =
    'Select statements within ExecuteTransaction must specify the primary key in the where clause.'
  it.each([
    [`SELECT n FROM shop WHERE pk = 'a'`, notByKey],
    [`SELECT n FROM shop ${where('a')} AND n = 1`, notByKey],
    ['SELECT n FROM shop', notByKey],
    [`SELECT n FROM shop.byG WHERE g = 'g'`, 'Reads on indices are not supported within transactions.'],
    [`SELECT n, n FROM shop ${where('a')}`, 'Duplicate identifiers in select clause: n'],
    [`SELECT n FROM shop WHERE pk = ?`, "Number of parameters in request and statement don't match."],
  ])('refuses %s', async (statement, message) => {
    expect(await refused(transact([`SELECT n FROM shop ${where('b')}`, statement]))).toBe(
      `ValidationException: Validation failed in TransactStatements[1]: ${message}`,
    )
  })

  it('reads an item once', async () => {
    expect(
      await refused(transact([`SELECT n FROM shop ${where('a')}`, `SELECT sk FROM shop ${where('a')}`])),
    ).toBe('ValidationException: Transaction request cannot include multiple operations on one item')
  })
})

describe('ExecuteTransaction that writes', () => {
  const writes = [
    `UPDATE shop SET n = n + 1 ${where('a')}`,
    `INSERT INTO shop VALUE {'pk': 'c', 'sk': '1', 'n': 5}`,
    `DELETE FROM shop ${where('zz')}`,
    `EXISTS(SELECT * FROM shop ${where('b')} AND n = 2)`,
  ]

  it('writes all together', async () => {
    expect(await transact(writes, { ReturnConsumedCapacity: 'TOTAL' })).toEqual({
      Responses: [],
      ConsumedCapacity: [{ TableName: 'shop', CapacityUnits: 8, WriteCapacityUnits: 8 }],
    })
    expect((await stored()).toSorted()).toEqual(['a2', 'b2', 'c5'])
  })

  it('writes nothing when one statement cannot be done, and says why for each', async () => {
    const error = await refusal(
      transact([
        {
          Statement: `UPDATE shop SET n = 9 ${where('a')} AND n = 7`,
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
        `INSERT INTO shop VALUE {'pk': 'b', 'sk': '1'}`,
        `INSERT INTO shop VALUE {'pk': 'c', 'sk': '1'}`,
        `EXISTS(SELECT * FROM shop ${where('d')} AND n = 2)`,
        `UPDATE shop SET n = nope ${where('e')}`,
      ]),
    )
    const failed = { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' }
    expect(error.message).toBe(
      'Transaction cancelled, please refer cancellation reasons for specific reasons [ConditionalCheckFailed, DuplicateItem, None, ConditionalCheckFailed, ConditionalCheckFailed]',
    )
    expect(error.CancellationReasons).toEqual([
      { ...failed, Item: { pk: S('a'), sk: S('1'), n: N(1) } },
      { Code: 'DuplicateItem', Message: 'Duplicate primary key exists in table' },
      { Code: 'None' },
      failed,
      failed,
    ])
    expect((await stored()).toSorted()).toEqual(['a1', 'b2'])
  })

  it.each([
    [
      `UPDATE shop SET n = 1 WHERE pk = 'a'`,
      'Where clause does not contain a mandatory equality on all key attributes',
    ],
    [`INSERT INTO shop VALUE {'pk': 'q'}`, 'Key attribute should be present in the item: Key sk'],
    [
      `INSERT INTO shop VALUE {'pk': 'q', 'sk': 1}`,
      "Key attribute's data type should match its data type in table's schema: Key sk",
    ],
  ])('is cancelled by %s', async (statement, Message) => {
    const error = await refusal(transact([`DELETE FROM shop ${where('a')}`, statement]))
    expect(error.name).toBe('TransactionCanceledException')
    expect(error.CancellationReasons).toEqual([{ Code: 'None' }, { Code: 'ValidationError', Message }])
  })

  const needsCondition = 'EXISTS() must contain a single item read with additional condition'
  it.each([
    [
      `UPDATE shop SET n = 1 ${where('b')} RETURNING ALL OLD *`,
      'RETURNING clause is not supported in ExecuteTransaction.',
    ],
    [`INSERT INTO shop VALUE {'pk': 'q'} RETURNING ALL NEW *`, 'RETURNING is not supported in INSERT'],
    [`EXISTS(SELECT * FROM shop ${where('b')})`, needsCondition],
    [`EXISTS(SELECT * FROM shop WHERE pk = 'b')`, needsCondition],
    [
      `EXISTS(SELECT * FROM shop.byG WHERE g = 'g' AND n = 1)`,
      'Operations on indices are not supported in transactions',
    ],
  ])('refuses %s', async (statement, message) => {
    expect(await refused(transact([`DELETE FROM shop ${where('a')}`, statement]))).toBe(
      `ValidationException: Validation failed in TransactStatements[1]: ${message}`,
    )
  })

  it('is done once for a token, and tells another transaction from it', async () => {
    const clock = manualClock()
    backend = await backendWith([shop], { clock })
    const insert = [`INSERT INTO shop VALUE {'pk': 'c', 'sk': '1'}`]
    const options = { ClientRequestToken: 'token', ReturnConsumedCapacity: 'TOTAL' }
    await transact(insert, options)
    expect(await transact(insert, options)).toEqual({
      Responses: [],
      ConsumedCapacity: [{ TableName: 'shop', CapacityUnits: 2, ReadCapacityUnits: 2 }],
    })
    expect(await refused(transact([`DELETE FROM shop ${where('c')}`], options))).toContain(
      'IdempotentParameterMismatchException: ',
    )
    clock.advance(600_000)
    expect((await refusal(transact(insert, options))).CancellationReasons).toMatchObject([
      { Code: 'DuplicateItem' },
    ])
  })

  it('knows its token again without what goes without saying, and reads what it wrote then', async () => {
    const TransactStatements = [{ Statement: `DELETE FROM shop ${where('large')}` }]
    await transact([`INSERT INTO shop VALUE {'pk': 'large', 'sk': '1', 'x': '${'x'.repeat(5000)}'}`])
    const options = { ClientRequestToken: 'token', ReturnConsumedCapacity: 'TOTAL' } as const
    await backend.execute('ExecuteTransaction', { TransactStatements, ...options })
    const again = TransactStatements.map((statement) => ({
      ...statement,
      ReturnValuesOnConditionCheckFailure: 'NONE' as const,
    }))
    expect(
      await backend.execute('ExecuteTransaction', { TransactStatements: again, ...options }),
    ).toMatchObject({ ConsumedCapacity: [{ TableName: 'shop', ReadCapacityUnits: 4 }] })
  })

  it('holds its items while it takes its time', async () => {
    const clock = waitingClock()
    backend = await backendWith([shop], { clock, transactionTime: 10 })
    const first = transact([`INSERT INTO shop VALUE {'pk': 'c', 'sk': '1'}`])
    const second = await refusal(transact([`DELETE FROM shop ${where('c')}`]))
    expect(second.CancellationReasons).toMatchObject([{ Code: 'TransactionConflict' }])
    const read = await refusal(transact([`SELECT pk FROM shop ${where('c')}`]))
    expect(read.CancellationReasons).toMatchObject([{ Code: 'TransactionConflict' }])
    await clock.advance(10)
    expect(await first).toEqual({ Responses: [] })
    expect(await stored()).toEqual(['c'])
  })

  it('carries at most 4 MB', async () => {
    const Parameters = [S('x'.repeat(400_000))]
    const statements = Array.from({ length: 11 }, (_, index) => ({
      Statement: `INSERT INTO plain VALUE {'id': '${index}', 'x': ?}`,
      Parameters,
    }))
    expect(await refused(transact(statements))).toBe(
      'ValidationException: Transaction payload size cannot exceed 4MB',
    )
    expect(await transact(statements.slice(0, 10))).toEqual({ Responses: [] })
  })
})

describe('ExecuteTransaction', () => {
  it('either reads or writes', async () => {
    const mixed =
      'ValidationException: ExecuteTransaction API does not support both read and write operations in the same request.'
    const read = `SELECT n FROM shop ${where('a')}`
    expect(await refused(transact([read, `DELETE FROM shop ${where('b')}`]))).toBe(mixed)
    expect(await refused(transact([`EXISTS(SELECT * FROM shop ${where('b')} AND n = 2)`, read]))).toBe(mixed)
  })

  it.each([
    [
      'SELECT n FROM',
      "Validation failed in TransactStatements[1]: Statement wasn't well formed, can't be processed: Unexpected term",
    ],
    ['DROP TABLE shop', 'Validation failed in TransactStatements[1]: Unsupported operation: DropTable'],
    [`EXISTS('x')`, 'Unsupported operation in transaction.'],
  ])('refuses %s, and says which statement it is where the service does', async (statement, message) => {
    expect(await refused(transact([`DELETE FROM shop ${where('b')}`, statement]))).toBe(
      `ValidationException: ${message}`,
    )
  })

  it.each(['SELECT n FROM', 'DELETE FROM'])(
    'is cancelled where %s a table that is not there',
    async (verb) => {
      const statements = ['shop', 'nope'].map((table) => `${verb} ${table} ${where('a')}`)
      await expect(transact(statements)).rejects.toMatchObject({
        name: 'TransactionCanceledException',
        CancellationReasons: [
          { Code: 'None' },
          { Code: 'ResourceNotFound', Message: 'Requested resource not found' },
        ],
      })
    },
  )

  it('is cancelled by an empty key of an item, which refuses other transactions whole', async () => {
    const Message =
      'One or more parameter values are not valid. ' +
      'The AttributeValue for a key attribute cannot contain an empty string value. Key: pk'
    await expect(transact(["INSERT INTO shop VALUE {'pk': '', 'sk': 1}"])).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'ValidationError', Message }],
    })
  })

  it('takes 100 statements, at least one, and a token of 36 characters', async () => {
    const statements = Array.from({ length: 100 }, (_, index) => `SELECT n FROM shop ${where(String(index))}`)
    expect((await transact(statements)).Responses).toHaveLength(100)
    expect(await refused(transact([...statements, `SELECT n FROM shop ${where('a')}`]))).toContain(
      "at 'transactStatements' failed to satisfy constraint: Member must have length less than or equal to 100",
    )
    expect(await refused(transact([]))).toContain(
      "Value '[]' at 'transactStatements' failed to satisfy constraint: Member must have length greater than or equal to 1",
    )
    const token = 'y'.repeat(37)
    expect(await refused(transact(writesNothing, { ClientRequestToken: token }))).toContain(
      "at 'clientRequestToken' failed to satisfy constraint: Member must have length less than or equal to 36",
    )
  })
})

const writesNothing = [`DELETE FROM shop ${where('zz')}`]
