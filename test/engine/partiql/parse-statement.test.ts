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
    'SELECT',
    'SELECT n FROM',
    'SELECT FROM shop',
    'SELECT n, FROM shop',
    'SELECT *, n FROM shop',
    'SELECT n FROM shop WHERE',
    'SELECT n FROM shop WHERE (n = 1',
    'SELECT n FROM shop WHERE n = 1)',
    'SELECT n FROM shop WHERE n IN ()',
    'SELECT n FROM shop WHERE n == 1',
    `SELECT n FROM shop WHERE n = 'a`,
    'SELECT "n FROM shop',
    'SELECT n FROM shop /* no end',
    'SELECT n FROM shop; SELECT n FROM shop',
    'SELECT n FROM shop WHERE n IS 1',
    'SELECT n FROM shop ORDER BY n NULLS LAST',
    `SELECT n FROM shop ${where} RETURNING ALL OLD *`,
    // Words of the grammar are no names unless they are quoted.
    'SELECT order FROM shop',
    'SELECT n FROM shop WHERE value = 1',
    'SELECT list[0] FROM shop',
    `SELECT m.'x' FROM shop`,
    'INSERT',
    `INSERT INTO shop VALUES {'pk': 'a'}`,
    `INSERT INTO shop VALUE {'pk': 'a',}`,
    `INSERT INTO shop s VALUE {'pk': 'a'}`,
    'UPDATE shop SET x',
    `UPDATE shop ${where}`,
    `UPDATE shop SET 'x' = 1 ${where}`,
    `UPDATE shop REMOVE x, y ${where}`,
    `UPDATE shop ADD x 1 ${where}`,
    `UPDATE shop SET x = 1 ${where} RETURNING NONE`,
    `DELETE shop ${where}`,
    'EXISTS',
    'CREATE INDEX x',
    ' ',
    '§',
  ])('does not take %s', async (statement) => {
    expect(await refusalOf(backend, statement)).toBe(
      `ValidationException: Statement wasn't well formed, can't be processed: ${statement}`,
    )
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
