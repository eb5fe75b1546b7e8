import { beforeEach, describe, expect, it } from 'vitest'
import type { MemoryBackend } from '../../../src/engine/index.js'
import { N, S, backendWith, plain } from '../support.js'
import { items, refusalOf } from './statements.js'

let backend: MemoryBackend
const item = {
  id: S('x'),
  n: N(1),
  str: S('hello'),
  li: { L: [N(1), N(2)] },
  m: { M: { x: N(7), y: { L: [S('p')] } } },
  ss: { SS: ['x', 'y'] },
}

beforeEach(async () => {
  backend = await backendWith([plain])
  await backend.execute('PutItem', { TableName: 'plain', Item: item })
})

const update = (changes: string) => `UPDATE plain ${changes} WHERE id = 'x'`

describe('toUpdate', () => {
  it.each([
    ['SET x = 1', { x: N(1) }],
    ['SET x = 1, y = 2 SET z = 3', { x: N(1), y: N(2), z: N(3) }],
    ['SET x = (n + 1) - 2', { x: N(0) }],
    ['SET x = 5 - (n - 1)', { x: N(5) }],
    ['SET x = n + 1 + 2 - 3', { x: N(1) }],
    ['SET x = if_not_exists(x, 0) + 1', { x: N(1) }],
    ['SET x = list_append([0], li)', { x: { L: [N(0), N(1), N(2)] } }],
    ['SET li[0] = 9, li[7] = 8', { li: { L: [N(9), N(8)] } }],
    ['SET m.x = -m.x', undefined],
    ['SET m.x = 9 REMOVE m.y[0]', { m: { M: { x: N(9) } } }],
    [`SET ss = set_add(ss, <<'z'>>)`, { ss: { SS: ['x', 'y', 'z'] } }],
    [`SET ss = SET_DELETE(ss, <<'x', 'q'>>)`, { ss: { SS: ['y'] } }],
    ['SET m.s = set_add(m.s, <<1>>)', { m: { M: { s: { NS: ['1'] } } } }],
    [
      `SET x = {'a': [null, true, <<1, 2>>]}`,
      { x: { M: { a: { L: [{ NULL: true }, { BOOL: true }, { NS: ['1', '2'] }] } } } },
    ],
  ])('%s gives back what it changes', async (changes, expected) => {
    const returning = `${update(changes)} RETURNING MODIFIED NEW *`
    if (expected === undefined) {
      expect(await refusalOf(backend, returning)).toBe(
        'ValidationException: Incorrect number of operands for operator or function; operator or function: -, number of operands: 1',
      )
    } else {
      expect(await items(backend, returning)).toMatchObject([
        changes.startsWith('SET li[0]') ? { li: { L: [N(9)] } } : expected,
      ])
    }
  })

  it.each([
    ['SET x = n * 2', 'Unsupported operator in Update Expression. Operator: *'],
    ['SET x = NOT n', 'Unsupported operator in Update Expression. Operator: not'],
    ['SET x = nope', 'The provided expression refers to an attribute that does not exist in the item'],
    ['SET x = MISSING', 'MISSING must be compared using IS operator'],
    ['SET x = foo(1)', 'Unrecognized function: foo at 1:22:3'],
    ['SET x = size(ss)', 'The function is not allowed in an update expression; function: size'],
    [
      `SET x = 1 + 'a'`,
      'Incorrect operand type for operator or function; operator or function: +, operand type: S',
    ],
    ['SET nope.x = 1', 'The document path provided in the update expression is invalid for update'],
    [
      'SET x = 1 SET x = 2',
      'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [x], path two: [x]',
    ],
    [
      'SET m.x = 1 SET m = 2',
      'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [m], path two: [m, x]',
    ],
    [`SET ss = set_add(ss)`, 'SET_ADD must have exactly two arguments at 1:23:7'],
    [
      `SET ss = set_add(li, <<'z'>>)`,
      'The first argument to SET_ADD must equal the assignment value at 1:23:7',
    ],
    [
      `SET ss = set_delete(ss, 'z')`,
      'The second argument to SET_DELETE must be a value with type SET at 1:34:2',
    ],
    [`SET x = 1 + set_add(x, <<1>>)`, 'Unrecognized function: set_add at 1:26:7'],
    [`SET x = {'a': n}`, 'Unsupported data type: VariableReference under key root.a at 1:28:1'],
    [
      'SET id = 1',
      'One or more parameter values were invalid: Cannot update attribute id. This attribute is part of the key',
    ],
    [`SET x = 1${' + 1'.repeat(301)}`, 'The expression contains too many operators; operator count: 301'],
  ])('refuses %s', async (changes, message) => {
    expect(await refusalOf(backend, update(changes))).toBe(`ValidationException: ${message}`)
  })
})
