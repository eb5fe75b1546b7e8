import { beforeAll, describe, expect, it } from 'vitest'
import type { MemoryBackend } from '../../../src/engine/index.js'
import { backendWith, plain, shop } from '../support.js'
import { refusalOf } from './statements.js'

const where = `WHERE pk = 'a' AND sk = '1'`
let backend: MemoryBackend

beforeAll(async () => {
  backend = await backendWith([shop, plain])
})

describe('parseStatement', () => {
  it.each([
    // Words of the grammar are no names unless they are quoted.
    ['SELECT', 'Unexpected term'],
    ['SELECT n FROM', 'Unexpected term'],
    [
      'SELECT FROM shop',
      "Expected identifier or an expression but found unexpected keyword 'from' in a select list.",
    ],
    ['SELECT n, FROM shop', 'Expected data manipulation'],
    ['SELECT n FROM shop WHERE', 'Unexpected term'],
    ['SELECT n FROM shop WHERE (n = 1', 'Expected RIGHT_PAREN'],
    ['SELECT n FROM shop WHERE n = 1)', 'Unexpected token after expression'],
    ['SELECT n FROM shop WHERE n IN ()', 'Unexpected term'],
    ['SELECT n FROM shop WHERE n == 1', 'Unexpected operator'],
    [`SELECT n FROM shop WHERE n = 'a`, ''],
    ['SELECT "n FROM shop', ''],
    ['SELECT n FROM shop /* no end', ''],
    [
      'SELECT n FROM shop; SELECT n FROM shop',
      'Unexpected token after semicolon. (Only one query is allowed.)',
    ],
    ['SELECT n FROM shop WHERE n IS 1', 'Expected type name'],
    ['SELECT n FROM shop ORDER BY n NULLS LAST', 'Unexpected token after expression'],
    [`SELECT n FROM shop ${where} RETURNING ALL OLD *`, 'Unexpected token after expression'],
    ['SELECT order FROM shop', 'Unexpected keyword'],
    ['SELECT n FROM shop WHERE value = 1', 'Unexpected keyword'],
    ['SELECT list[0] FROM shop', 'Unexpected keyword'],
    [`SELECT m.'x' FROM shop`, 'Invalid path dot component'],
    ['INSERT', 'Unexpected term'],
    [`INSERT INTO shop VALUES {'pk': 'a'}`, 'Unexpected keyword'],
    [`INSERT INTO shop VALUE {'pk': 'a',}`, 'Unexpected term'],
    [`INSERT INTO shop s VALUE {'pk': 'a'}`, 'Unexpected token after expression'],
    [`UPDATE shop SET 'x' = 1 ${where}`, 'Expected identifier for simple path'],
    [`UPDATE shop REMOVE x, y ${where}`, 'Unexpected token after expression'],
    [`DELETE shop ${where}`, 'Expected FROM after DELETE'],
    [' ', 'Unexpected term'],
    ['§', ''],
    ['SLECT * FROM shop', 'Expected data manipulation'],
    ['INVALID STATEMENT HERE', 'Unexpected token after expression'],
    ['SELECT * FROM shop WHERE n = 1 AND', 'Missing right-hand side expression of infix operator'],
    ['SELECT * FROM shop WHERE n =', 'Missing right-hand side expression of infix operator'],
    ['SELECT * FROM shop WHERE n = LIKE', 'Unexpected operator'],
    ['SELECT * FROM shop WHERE m.date = 1', 'Invalid path dot component'],
    ['SELECT * FROM shop WHERE n BETWEEN 1 OR 2', 'Expected AND keyword'],
    ['FROM shop', 'Expected data manipulation'],
    ['DELETE FROM', 'Expected identifier for simple path'],
    ['[1, 2', 'Expected RIGHT_BRACKET'],
    [`{'a': 1`, 'Expected RIGHT_CURLY'],
    [`{'a' 1}`, 'Expected COLON'],
    ['<<1', 'Expected RIGHT_DOUBLE_ANGLE_BRACKET'],
    ['FOO[0', 'Expected RIGHT_BRACKET'],
    ['SELECT * FROM\u00a0shop', ''],
  ])('says of %s: %s', async (statement, detail) => {
    expect(await refusalOf(backend, statement)).toBe(
      `ValidationException: Statement wasn't well formed, can't be processed: ${detail}`,
    )
  })

  it.each([
    'SELECT *, n FROM shop',
    'UPDATE shop SET x',
    `UPDATE shop ${where}`,
    `UPDATE shop ADD x 1 ${where}`,
    `UPDATE shop SET x = 1 ${where} RETURNING NONE`,
    'EXISTS',
    'CREATE INDEX x',
  ])('does not take %s', async (statement) => {
    expect(await refusalOf(backend, statement)).toBe(
      `ValidationException: Statement wasn't well formed, can't be processed: ${statement}`,
    )
  })

  it('knows the form of UPDATE that begins with its table', async () => {
    const insert = `INSERT INTO plain VALUE {'id': 'a'}`
    await backend.execute('ExecuteStatement', { Statement: insert })
    const Statement = `FROM plain WHERE id = 'a' SET x = 1 REMOVE y RETURNING ALL NEW *`
    expect((await backend.execute('ExecuteStatement', { Statement })).Items).toEqual([
      { id: { S: 'a' }, x: { N: '1' } },
    ])
  })

  it.each([
    ['DROP TABLE shop', 'Unsupported operation: DropTable'],
    ['CREATE TABLE shop', 'Unsupported operation: CreateTable'],
    ['CREATE INDEX ON shop (x)', 'Unsupported operation: CreateIndex'],
    ['foo', 'Unsupported operation: VariableReference'],
    ['x.y', 'Unsupported operation: Path'],
    ['1', 'Unsupported operation: Literal'],
    ['?', 'Unsupported operation: Parameter'],
    [`{'a': 1}`, 'Unsupported operation: Struct'],
    ['[1]', 'Unsupported operation: Seq'],
    ['n = 1', 'EXISTS can only be used in ExecuteTransaction write requests.'],
    [`EXISTS(SELECT * FROM shop ${where})`, 'EXISTS can only be used in ExecuteTransaction write requests.'],
    ['EXISTS()', 'EXISTS can only be used in ExecuteTransaction write requests.'],
    [`INSERT INTO shop {'pk': 'a'}`, 'Unsupported operation: InsertOp'],
  ])('knows %s and has no such operation', async (statement, message) => {
    expect(await refusalOf(backend, statement)).toBe(`ValidationException: ${message}`)
  })

  it.each([
    ['SELECT * FROM shop x', 'Aliasing is not supported'],
    ['SELECT * FROM shop AS x', 'Aliasing is not supported'],
    ['SELECT n AS m FROM shop', 'Aliasing is not supported'],
    [`UPDATE shop s SET x = 1 ${where}`, 'Aliasing is not supported'],
    ['SELECT VALUE n FROM shop', "Select projection doesn't support value or pivot keywords"],
    ['SELECT DISTINCT n FROM shop', 'Unsupported token in expression: DISTINCT'],
    ['SELECT n FROM shop, plain', 'Only select from a single table or index is supported.'],
    ['SELECT n FROM shop JOIN plain ON true', 'Only select from a single table or index is supported.'],
    ['SELECT n FROM shop GROUP BY n', 'Unsupported clause: GROUP BY'],
    ['SELECT n FROM shop HAVING n = 1', 'Unsupported clause: HAVING at 1:29:1'],
    ['SELECT n FROM shop LIMIT 1', 'Unsupported clause: LIMIT at 1:26:1'],
    [`INSERT INTO shop VALUE {'pk': 'a'} AT 1`, 'AT is not supported in insert statements. at 1:1:6'],
    [
      `INSERT INTO shop VALUE {'pk': 'a'} ON CONFLICT WHERE true DO NOTHING`,
      'Unsupported clause: ON CONFLICT',
    ],
    [`INSERT INTO shop VALUE {'pk': 'a'} RETURNING ALL NEW *`, 'RETURNING is not supported in INSERT'],
    [
      `UPDATE shop SET x = 1 ${where} RETURNING ALL OLD x`,
      "Expected '*' after ( MODIFIED | ALL ) ( NEW | OLD ) in RETURNING clause",
    ],
    [
      `UPDATE shop SET x = 1 ${where} RETURNING ALL NEW *, ALL OLD *`,
      'Invalid syntax with multiple returning elements in RETURNING clause',
    ],
    [
      `DELETE FROM shop ${where} RETURNING MODIFIED OLD *`,
      'Invalid returning clause: RETURNING MODIFIED OLD *. Only RETURNING ALL OLD * is allowed in DELETE statements.',
    ],
  ])('refuses %s', async (statement, message) => {
    expect(await refusalOf(backend, statement)).toBe(`ValidationException: ${message}`)
  })

  it.each([
    `SELECT n FROM shop ${where};`,
    `-- what follows\nSELECT n FROM shop ${where} -- and no more`,
    `SELECT n FROM shop /* of a * kind */ ${where}`,
    `select "n" from "shop" where "pk" = 'a' and ((sk) = '1')`,
    `SELECT ALL n FROM shop ${where} ORDER BY sk`,
    `SELECT @n FROM shop ${where}`,
    `SELECT "order", m['x'], m["y"] FROM shop ${where}`,
  ])('takes %s', async (Statement) => {
    expect(await backend.execute('ExecuteStatement', { Statement })).toEqual({ Items: [] })
  })

  it('says where in a statement of several lines a fault is', async () => {
    expect(await refusalOf(backend, `SELECT\n  1 + 2\nFROM shop`)).toBe(
      'ValidationException: Unexpected path component at 2:5:1',
    )
  })
})
