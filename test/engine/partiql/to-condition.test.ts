import { beforeAll, describe, expect, it } from 'vitest'
import type { MemoryBackend } from '../../../src/engine/index.js'
import { N, S, backendWith, plain } from '../support.js'
import { items, refusalOf } from './statements.js'

let backend: MemoryBackend

beforeAll(async () => {
  backend = await backendWith([plain])
  const Item = {
    id: S('x'),
    n: N(1),
    str: S('hello'),
    nul: { NULL: true },
    bo: { BOOL: true },
    bin: { B: Uint8Array.of(1) },
    li: { L: [N(1), S('b')] },
    m: { M: { x: N(7), 'y z': S('q') } },
    ss: { SS: ['x', 'y'] },
    ns: { NS: ['1', '2'] },
  }
  await backend.execute('PutItem', { TableName: 'plain', Item })
})

describe('toCondition', () => {
  it.each([
    'n = 1',
    '1 = n',
    'n != 2 AND n <> 3',
    'n = +1.0 AND n = 10e-1 AND n > -.5 AND n >= 1.',
    `m = {'y z': 'q', 'x': 7}`,
    `m."y z" = 'q' AND m['x'] = 7 AND li[1] = 'b'`,
    `li = [1, 'b'] AND li = (1, 'b')`,
    `ss = <<'y', 'x'>> AND ns = <<2, 1>>`,
    'nul = NULL AND bo = TRUE',
    'n BETWEEN 0 AND 2 AND NOT n BETWEEN 2 AND 3 AND n NOT BETWEEN 2 AND 3',
    `n IN (1, 'a', null) AND n IN [1] AND n IN <<1, 2>> AND n NOT IN (2)`,
    'size(li) IN (2) AND SIZE(str) = 5',
    `BEGINS_WITH(str, 'he') AND contains(str, 'll') AND contains(ss, 'x') AND attribute_type(bin, 'B')`,
    'nope IS MISSING AND n IS NOT MISSING AND NOT n IS MISSING AND attribute_not_exists(nope)',
    'nul IS NULL AND n IS NOT NULL AND NOT nope IS NULL',
    'str IS STRING AND n IS NUMERIC AND bo IS BOOLEAN AND bin IS BLOB AND li IS LIST AND m IS STRUCT AND m IS TUPLE',
    // AND binds closer than OR, NOT closer than AND, comparisons closer than NOT.
    'n = 1 OR n = 2 AND n = 3',
    'NOT n = 2 AND n = 1',
    '(n = 1 OR n = 2) AND NOT (n = 2 OR n = 3)',
    'NOT NOT n = 1',
    '(n) = (1)',
  ])('holds: %s', async (condition) => {
    expect(await items(backend, `SELECT id FROM plain WHERE ${condition}`)).toEqual([{ id: S('x') }])
    expect(await items(backend, `SELECT id FROM plain WHERE NOT (${condition})`)).toEqual([])
  })

  const seq =
    'IN operator must have a left hand argument of type Variable Reference and right hand argument of type Seq with at least one member'
  it.each([
    ['true', 'WHERE clause must contain an expression that resolves to a boolean'],
    ['bo', 'WHERE clause must contain an expression that resolves to a boolean'],
    ['size(str)', 'WHERE clause must contain an expression that resolves to a boolean'],
    ['n = 1 AND bo', 'The arguments to AND/OR must be Expressions'],
    ['NOT bo', 'The argument to NOT must be a Type or Expression'],
    ['n + 1 = 2', 'Unsupported operator in Condition Expression. Operator: +'],
    [`str LIKE 'h%'`, 'Unsupported operator in Condition Expression. Operator: like'],
    [`str || 'x' = 'y'`, 'Unsupported operator in Condition Expression. Operator: ||'],
    ['foo(n)', 'Unrecognized function: foo at 1:28:3'],
    ['upper(str) = 1', 'Unrecognized function: upper at 1:28:5'],
    [`set_add(ss, <<'x'>>) = 1`, 'Unrecognized function: set_add at 1:28:7'],
    ['constructor(n)', 'Unrecognized function: constructor at 1:28:11'],
    ['count(n) = 1', 'Unsupported token in expression: count at 1:28:5'],
    [
      'if_not_exists(n, 1) = 1',
      'The function is not allowed in a condition expression; function: if_not_exists',
    ],
    [
      `begins_with(str, 'h') = true`,
      'The function is not allowed to be used this way in an expression; function: begins_with',
    ],
    ['nope = MISSING', 'MISSING must be compared using IS operator'],
    ['size(str) IS NULL', 'The left hand side argument to IS must be a Variable Reference, Literal, or Path'],
    [
      'n IS INT',
      'Unsupported data type for IS operator: INTEGER. Supported data types are [MISSING, NULL, BOOLEAN, BLOB, STRING, NUMERIC, STRUCT, TUPLE, LIST] at 1:30:2',
    ],
    ['n IN []', seq],
    ['n IN 1', seq],
    ['n IN ns', seq],
    ['1 IN (1)', seq],
    [
      `n IN (${Array.from({ length: 101 }, (_, index) => index).join()})`,
      'The IN operator is provided with too many operands; number of operands: 101',
    ],
    [
      'n = n',
      'The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [n]',
    ],
    [
      'n > true',
      'Incorrect operand type for operator or function; operator or function: >, operand type: BOOL',
    ],
    [
      'begins_with(str)',
      'Incorrect number of operands for operator or function; operator or function: begins_with, number of operands: 1',
    ],
    [
      `n BETWEEN 2 AND 1`,
      'The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:2}, upper bound operand: AttributeValue: {N:1}',
    ],
    [`n = 1${' AND n = 1'.repeat(150)}`, 'The expression contains too many operators; operator count: 301'],
    [
      'id = 1 OR n = 1',
      'One or more parameter values were invalid: Condition parameter type does not match schema type',
    ],
    [
      `id.x = 1`,
      "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: id",
    ],
  ])('refuses %s', async (condition, message) => {
    expect(await refusalOf(backend, `SELECT id FROM plain WHERE ${condition}`)).toBe(
      `ValidationException: ${message}`,
    )
  })

  it('takes 300 operators', async () => {
    const condition = `n = 1${' AND n = 1'.repeat(149)}`
    expect(await items(backend, `SELECT n FROM plain WHERE ${condition}`)).toEqual([{ n: N(1) }])
  })
})
