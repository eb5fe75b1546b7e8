import { beforeAll, describe, expect, it } from 'vitest'
import type { MemoryBackend } from '../../../src/engine/index.js'
import { S, backendWith, plain, refused } from '../support.js'

let backend: MemoryBackend

beforeAll(async () => {
  backend = await backendWith([plain])
  const items = [
    { id: S('a'), s: S('abc'), b: { BOOL: true } },
    { id: S('c'), t: S('abc'), b: { BOOL: false } },
    { id: S('d') },
  ]
  for (const Item of items) await backend.execute('PutItem', { TableName: 'plain', Item })
})

async function found(where: string): Promise<string> {
  const { Items = [] } = await backend.execute('ExecuteStatement', {
    Statement: `SELECT * FROM "plain" WHERE ${where}`,
  })
  const ids = Items.map(({ id }) => id?.S ?? '')
  return ids.toSorted().join('')
}

describe('a function that statements compare', () => {
  it.each([
    ['attribute_exists(s) = true', 'a'],
    ['true = attribute_exists(s)', 'a'],
    ['attribute_exists(s) = false', 'cd'],
    ['attribute_exists(s) <> true', 'cd'],
    ['attribute_not_exists(s) = true', 'cd'],
    [`attribute_type(s, 'S') = true`, 'a'],
    ['attribute_exists(s) = b', 'ac'],
    ['b = attribute_exists(s)', 'ac'],
    ['attribute_exists(s) <> b', 'd'],
    ['attribute_exists(s) = attribute_exists(t)', 'd'],
    ['attribute_exists(s) = 1', ''],
    ['attribute_exists(s) <> 1', 'acd'],
    ['size(s) = attribute_exists(s)', ''],
    ['attribute_exists(s) IN [true, 1]', 'a'],
    ['attribute_exists(s) NOT IN [true]', 'cd'],
    [`NOT attribute_exists(s) = true AND id = 'd'`, 'd'],
  ])('is a boolean: %s', async (where, ids) => {
    expect(await found(where)).toBe(ids)
  })

  it('is a boolean in statements that write', async () => {
    const update = (where: string) =>
      backend.execute('ExecuteStatement', {
        Statement: `UPDATE "plain" SET w = 1 WHERE id = 'a' AND ${where} RETURNING ALL NEW *`,
      })
    expect((await update('attribute_exists(s) = b')).Items).toHaveLength(1)
    expect(await refused(update('attribute_exists(s) <> true'))).toMatch(/^ConditionalCheckFailedException/)
  })

  it.each([
    ['attribute_exists(s) < true', 'operator or function: <, operand type: BOOL'],
    ['b >= attribute_exists(s)', 'operator or function: >=, operand type: BOOL'],
    ['attribute_exists(s) BETWEEN true AND true', 'operator or function: BETWEEN, operand type: BOOL'],
    ['attribute_exists(s) = MISSING', 'MISSING must be compared using IS operator'],
    [
      `begins_with(s, 'a') = true`,
      'The function is not allowed to be used this way in an expression; function: begins_with',
    ],
  ])('has no order, and others are none: %s', async (where, words) => {
    expect(await refused(found(where))).toContain(words)
  })
})
