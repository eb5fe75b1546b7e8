import { beforeEach, describe, expect, it } from 'vitest'
import type { MemoryBackend } from '../../../src/engine/index.js'
import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import type { ExecuteStatementInput } from '../../../src/protocol/partiql.js'
import { items, refusalOf } from '../partiql/statements.js'
import { N, S, backendWith, plain, put, refusal, refused, shop } from '../support.js'

let backend: MemoryBackend
const item = (pk: string, sk: string, more: AttributeMap = {}) => ({ pk: S(pk), sk: S(sk), ...more })

beforeEach(async () => {
  backend = await backendWith([shop, plain])
})

const stored = async () => (await backend.execute('Scan', { TableName: 'shop' })).Items
const execute = (Statement: string, more: Omit<ExecuteStatementInput, 'Statement'> = {}) =>
  backend.execute('ExecuteStatement', { Statement, ...more })

describe('INSERT', () => {
  it('stores an item where none is', async () => {
    const Statement = `INSERT INTO shop VALUE {'pk': 'a', 'sk': '1', 'n': 1}`
    expect(await execute(Statement, { ReturnConsumedCapacity: 'TOTAL' })).toEqual({
      Items: [],
      ConsumedCapacity: { TableName: 'shop', CapacityUnits: 1 },
    })
    expect(await stored()).toEqual([item('a', '1', { n: N(1) })])
    const error = await refusal(execute(Statement, { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }))
    expect(error.name).toBe('DuplicateItemException')
    expect(error.message).toBe('Duplicate primary key exists in table')
    expect(error.Item).toBeUndefined()
  })

  it.each([
    [`{'pk': 'a'}`, 'Key attribute should be present in the item: Key sk'],
    ['{}', 'Key attribute should be present in the item: Key pk'],
    [
      `{'pk': 1, 'sk': '1'}`,
      "Key attribute's data type should match its data type in table's schema: Key pk",
    ],
    [
      `{'pk': '', 'sk': '1'}`,
      'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk',
    ],
    [
      `{'pk': 'a', 'sk': '1', 'n': 'x'}`,
      'One or more parameter values were invalid: Type mismatch for Index Key n Expected: N Actual: S IndexName: byG',
    ],
  ])('refuses %s', async (tuple, message) => {
    expect(await refusalOf(backend, `INSERT INTO shop VALUE ${tuple}`)).toBe(
      `ValidationException: ${message}`,
    )
  })

  it('stores no item past 400 KB', async () => {
    const Parameters = [S('x'.repeat(409_600))]
    const statement = `INSERT INTO shop VALUE {'pk': 'a', 'sk': '1', 'x': ?}`
    expect(await refusalOf(backend, statement, { Parameters })).toBe(
      'ValidationException: Item size has exceeded the maximum allowed size',
    )
  })
})

describe('UPDATE', () => {
  const where = `WHERE pk = 'a' AND sk = '1'`

  it('changes an item that is there and fulfils the condition', async () => {
    await put(backend, item('a', '1', { n: N(1) }))
    expect(await execute(`UPDATE shop SET n = n + 1 ${where} AND n = 1`)).toEqual({ Items: [] })
    expect(await stored()).toEqual([item('a', '1', { n: N(2) })])
    const failed = 'ConditionalCheckFailedException: The conditional request failed'
    expect(await refusalOf(backend, `UPDATE shop SET n = 5 ${where} AND n = 1`)).toBe(failed)
    expect(await refusalOf(backend, `UPDATE shop SET n = 5 WHERE pk = 'b' AND sk = '1'`)).toBe(failed)
    expect(await refusalOf(backend, `UPDATE shop REMOVE n WHERE pk = 'b' AND sk = '1'`)).toBe(failed)
    expect(await stored()).toEqual([item('a', '1', { n: N(2) })])
  })

  it('gives back what RETURNING asks for', async () => {
    const before = item('a', '1', { n: N(1), x: S('x') })
    const after = item('a', '1', { n: N(2), x: S('x') })
    for (const [returning, expected] of [
      ['ALL OLD', before],
      ['ALL NEW', after],
      ['MODIFIED OLD', { n: N(1) }],
      ['MODIFIED NEW', { n: N(2) }],
    ] as const) {
      await put(backend, before)
      expect(await items(backend, `UPDATE shop SET n = 2 ${where} RETURNING ${returning} *`)).toEqual([
        expected,
      ])
    }
    expect(await items(backend, `UPDATE shop REMOVE zz ${where} RETURNING MODIFIED OLD *`)).toEqual([])
  })

  it('shows the item that failed the condition, when asked to', async () => {
    await put(backend, item('a', '1', { n: N(1) }))
    const error = await refusal(
      execute(`UPDATE shop SET n = 5 ${where} AND n = 2`, { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
    )
    expect(error.Item).toEqual(item('a', '1', { n: N(1) }))
  })

  it('counts units as UpdateItem does', async () => {
    await put(backend, item('a', '1', { g: S('g'), n: N(1) }))
    const { ConsumedCapacity } = await execute(`UPDATE shop SET x = 1 ${where}`, {
      ReturnConsumedCapacity: 'INDEXES',
    })
    expect(ConsumedCapacity).toEqual({
      TableName: 'shop',
      CapacityUnits: 2,
      Table: { CapacityUnits: 1 },
      GlobalSecondaryIndexes: { byG: { CapacityUnits: 1 } },
    })
  })

  const incomplete = 'Where clause does not contain a mandatory equality on all key attributes'
  it.each([
    ['', incomplete],
    [`WHERE pk = 'a'`, incomplete],
    [`WHERE pk = 'a' AND sk IN ('1')`, incomplete],
    [`WHERE pk = 'a' AND sk >= '1'`, incomplete],
    [`WHERE pk = 'a' AND sk = '1' OR n = 1`, incomplete],
    [
      `WHERE pk = 'a' AND pk = 'b' AND sk = '1'`,
      'Multiple conditions on same key pk. Only single item Update/Insert/Delete are supported',
    ],
    [
      `WHERE pk = 1 AND sk = '1'`,
      "Key attribute's data type should match its data type in table's schema: Key pk",
    ],
  ])('names one item: %s does not', async (clause, message) => {
    expect(await refusalOf(backend, `UPDATE shop SET n = 1 ${clause}`)).toBe(
      `ValidationException: ${message}`,
    )
    expect(await refusalOf(backend, `DELETE FROM shop ${clause}`)).toBe(`ValidationException: ${message}`)
  })
})

describe('DELETE', () => {
  it('removes an item, and nothing where none is, whatever the condition', async () => {
    await put(backend, item('a', '1', { n: N(1) }))
    const where = `WHERE pk = 'a' AND sk = '1'`
    expect(await refusalOf(backend, `DELETE FROM shop ${where} AND n = 2`)).toBe(
      'ConditionalCheckFailedException: The conditional request failed',
    )
    const statement = `DELETE FROM shop ${where} AND n = 1 RETURNING ALL OLD *`
    expect(await items(backend, statement)).toEqual([item('a', '1', { n: N(1) })])
    expect(await items(backend, statement)).toEqual([])
    expect(await stored()).toEqual([])
  })
})

describe('SELECT', () => {
  beforeEach(async () => {
    for (const [pk, sk, n] of [
      ['a', '1', 1],
      ['a', '2', 2],
      ['b', '1', 3],
      ['b', '2', 4],
    ] as const) {
      await put(backend, item(pk, sk, { n: N(n), g: S('g'), l: S(`l${n}`), x: S('x') }))
    }
  })

  const named = async (statement: string, more = {}) =>
    (await items(backend, statement, more)).map(({ n }) => Number(n?.N))

  it('reads an index in its order, what it projects of the item, and what a local one fetches', async () => {
    expect(await named(`SELECT n FROM "shop"."byG" WHERE g = 'g' AND n BETWEEN 2 AND 3`)).toEqual([2, 3])
    expect(await named(`SELECT n FROM shop.byG WHERE g = 'g' ORDER BY n DESC`)).toEqual([4, 3, 2, 1])
    expect(await items(backend, `SELECT * FROM shop."local" WHERE pk = 'a' AND l > 'l1'`)).toEqual([
      item('a', '2', { l: S('l2') }),
    ])
    expect(await items(backend, `SELECT x FROM shop."local" WHERE pk = 'a' AND l = 'l1'`)).toEqual([
      { x: S('x') },
    ])
    expect(await refusalOf(backend, `SELECT x FROM shop.keysOnly WHERE g = 'g'`)).toBe(
      'ValidationException: One or more parameter values were invalid: Global secondary index keysOnly does not project [x]',
    )
  })

  it('plans partitions by equality, IN and OR, and counts what it reads of them', async () => {
    const units = async (where: string, more = {}) => {
      const output = await execute(`SELECT n FROM shop WHERE ${where}`, {
        ReturnConsumedCapacity: 'TOTAL',
        ...more,
      })
      return [output.Items?.length, output.ConsumedCapacity?.CapacityUnits]
    }
    const x = S('x'.repeat(4096))
    for (const sk of ['1', '2']) await put(backend, item('c', sk, { x, n: N(5) }))
    expect(await units(`pk = 'a'`)).toEqual([2, 0.5])
    expect(await units(`pk = 'a'`, { ConsistentRead: true })).toEqual([2, 1])
    expect(await units(`pk = 'zz'`)).toEqual([0, 0.5])
    expect(await units(`pk = 'c' AND sk = '1'`)).toEqual([1, 1])
    expect(await units(`pk = 'c' AND n = 1`)).toEqual([0, 1.5])
    expect(await units(`pk IN ('a', 'b')`)).toEqual([4, 0.5])
    expect(await units(`pk = 'a' OR pk = 'b'`)).toEqual([4, 0.5])
    expect(await units(`pk = 'a' OR n = 3`)).toEqual([3, 1.5])
    expect(await units(`n = 3`)).toEqual([1, 1.5])
  })

  it.each([`g = 'g' AND h = 'h'`, `nope = 1`])(
    'does not read an index with several key attributes, whatever it asks: %s',
    async (condition) => {
      expect(await refusalOf(backend, `SELECT n FROM shop.multi WHERE ${condition}`)).toBe(
        'ValidationException: PartiQL statements cannot be executed on tables with multi-attribute HASH keys or multi-attribute RANGE keys.',
      )
    },
  )

  const keyType = "Key attribute's data type should match its data type in table's schema: Key"
  it.each([
    [`SELECT n FROM shop WHERE pk = 1`, `${keyType} pk`],
    [`SELECT n FROM shop WHERE pk IN ('a', 1)`, `${keyType} pk`],
    [`SELECT n FROM shop WHERE pk = 'a' AND sk > 1`, `${keyType} sk`],
    [`SELECT n FROM shop.byG WHERE g = 1`, `${keyType} g`],
    [
      `SELECT n FROM shop WHERE sk = 1`,
      'One or more parameter values were invalid: Condition parameter type does not match schema type',
    ],
    [
      `SELECT n FROM shop WHERE pk = ''`,
      'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk',
    ],
    [
      `SELECT n FROM shop WHERE pk IN (${Array.from({ length: 51 }, (_, index) => `'${index}'`).join()})`,
      'The IN operator is provided with too many operands; number of operands: 51',
    ],
    ['SELECT n FROM shop ORDER BY sk', 'Must have WHERE clause in the statement when using ORDER BY clause.'],
    [
      `SELECT n FROM shop WHERE g = 'g' ORDER BY sk`,
      'Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.',
    ],
    [
      `SELECT n FROM shop WHERE pk = 'a' ORDER BY n`,
      'Variable reference n in ORDER BY clause must be part of the primary key',
    ],
    [
      `SELECT n FROM shop WHERE pk = 'a' ORDER BY 'sk'`,
      'Argument to ORDER BY must be of type VariableReference. Type: "sk"',
    ],
    [
      `SELECT n FROM shop WHERE pk = 'a' ORDER BY m.x`,
      'Argument to ORDER BY must be of type VariableReference. Type: PATH',
    ],
  ])('refuses %s', async (statement, message) => {
    expect(await refusalOf(backend, statement)).toBe(`ValidationException: ${message}`)
  })

  it('reads no global index consistently', async () => {
    expect(await refusalOf(backend, `SELECT n FROM shop.byG WHERE g = 'g'`, { ConsistentRead: true })).toBe(
      'ValidationException: Consistent reads are not supported on global secondary indexes',
    )
  })

  it('goes on where a token says, for the same statement and parameters alone', async () => {
    const Statement = 'SELECT n FROM shop WHERE pk IN (?, ?) ORDER BY pk DESC, sk DESC'
    const Parameters = [S('a'), S('b')]
    const first = await execute(Statement, { Parameters, Limit: 3 })
    expect(first.Items).toEqual([{ n: N(4) }, { n: N(3) }, { n: N(2) }])
    expect(first.LastEvaluatedKey).toEqual(item('a', '2'))
    const { NextToken } = first
    expect(await execute(Statement, { Parameters, NextToken })).toEqual({ Items: [{ n: N(1) }] })
    const invalid = 'ValidationException: Invalid NextToken'
    const others = [S('a'), S('c')]
    expect(await refusalOf(backend, Statement, { Parameters: others, NextToken })).toBe(invalid)
    expect(await refusalOf(backend, 'SELECT n FROM shop', { NextToken })).toBe(invalid)
    for (const garbage of ['garbage', btoa('[]'), btoa(encodeURIComponent('["x"]')), `${NextToken}x`]) {
      expect(await refusalOf(backend, Statement, { Parameters, NextToken: garbage })).toBe(invalid)
    }
  })

  it('ends a page with 1 MB, over all partitions', async () => {
    const x = S('x'.repeat(300_000))
    for (const pk of ['d', 'e']) for (const sk of ['1', '2', '3']) await put(backend, item(pk, sk, { x }))
    const Statement = `SELECT pk, sk FROM shop WHERE pk IN ('d', 'e')`
    const page = await execute(Statement)
    expect(page.Items).toEqual([item('d', '1'), item('d', '2'), item('d', '3'), item('e', '1')])
    expect(page.LastEvaluatedKey).toEqual(item('e', '1'))
    const { NextToken } = page
    expect((await execute(Statement, { NextToken })).Items).toEqual([item('e', '2'), item('e', '3')])
  })

  it('keeps what stands in a token exact', async () => {
    const odd = ['ü☃😀', `'"\\`, '1e1']
    for (const sk of odd) await put(backend, item('odd', sk))
    const found: string[] = []
    let NextToken: string | undefined
    do {
      const page = await execute(`SELECT sk FROM shop WHERE pk = 'odd'`, {
        Limit: 1,
        ...(NextToken !== undefined && { NextToken }),
      })
      found.push(...(page.Items ?? []).map(({ sk }) => sk?.S ?? ''))
      NextToken = page.NextToken
    } while (NextToken !== undefined)
    expect(new Set(found)).toEqual(new Set(odd))
    expect(found).toHaveLength(odd.length)
  })
})

describe('ExecuteStatement', () => {
  it.each([
    [{}, "Value null at 'statement' failed to satisfy constraint: Member must not be null"],
    [
      { Statement: '' },
      "Value '' at 'statement' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      { Statement: 'SELECT n FROM shop', Limit: 0 },
      "Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
    [
      { Statement: 'SELECT n FROM shop', Parameters: [] },
      "Value '[]' at 'parameters' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      { Statement: 'SELECT n FROM shop', ReturnConsumedCapacity: 'ALL' },
      "Value 'ALL' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]",
    ],
  ])('refuses %o', async (input, message) => {
    // What JavaScript callers and the wire may send is not what the type says.
    const call = backend.execute('ExecuteStatement', input as ExecuteStatementInput)
    expect(await refused(call)).toBe(`ValidationException: 1 validation error detected: ${message}`)
  })

  it('takes statements of 8192 characters and none that are longer', async () => {
    const statement = 'SELECT n FROM shop'.padEnd(8192)
    expect(await items(backend, statement)).toEqual([])
    expect(await refusalOf(backend, `${statement} `)).toContain(
      "at 'statement' failed to satisfy constraint: Member must have length less than or equal to 8192",
    )
  })

  it('gives and takes nothing that is stored', async () => {
    const list = { L: [N(1)] }
    const statement = `INSERT INTO plain VALUE {'id': 'x', 'list': ?}`
    await execute(statement, { Parameters: [list] })
    list.L.push(N(2))
    const [found] = await items(backend, `SELECT list FROM plain`.replace('list', '"list"'))
    found?.['list']?.L?.push(N(3))
    expect(await items(backend, 'SELECT * FROM plain')).toEqual([{ id: S('x'), list: { L: [N(1)] } }])
  })
})
