import { describe, expect, it } from 'vitest'
import { check, mentioned, project, refusal, update } from './requests.js'

const condition = (text: string) => refusal(() => check(text, mentioned(text)))
const change = (text: string) => refusal(() => update(text, mentioned(text)))

describe('words of a condition', () => {
  it.each([
    ['name = :s', 'Attribute name is a reserved keyword; reserved keyword: name'],
    ['a.Name = :s', 'Attribute name is a reserved keyword; reserved keyword: Name'],
    ['a in (b, name)', 'Attribute name is a reserved keyword; reserved keyword: name'],
    ['a between b and name', 'Attribute name is a reserved keyword; reserved keyword: name'],
    ['size(name) = :n', 'Attribute name is a reserved keyword; reserved keyword: name'],
    ['foo(a)', 'Invalid function name; function: foo'],
    ['Size(a) = :n', 'Invalid function name; function: Size'],
    ['foo(name)', 'Invalid function name; function: foo'],
    ['name = foo(a)', 'Attribute name is a reserved keyword; reserved keyword: name'],
    [
      'list_append(a, :l) = :l',
      'The function is not allowed in a condition expression; function: list_append',
    ],
    [
      'if_not_exists(name, :l)',
      'The function is not allowed in a condition expression; function: if_not_exists',
    ],
    ['size(a)', 'The function is not allowed to be used this way in an expression; function: size'],
    ['size(foo(a))', 'The function is not allowed to be used this way in an expression; function: size'],
    [
      'attribute_exists(name) = :s',
      'The function is not allowed to be used this way in an expression; function: attribute_exists',
    ],
    [
      '(attribute_exists(a)) = :s',
      'The function is not allowed to be used this way in an expression; function: attribute_exists',
    ],
    [
      'contains(a, begins_with(a, b))',
      'The function is not allowed to be used this way in an expression; function: begins_with',
    ],
    ['attribute_exists(foo(a))', 'Invalid function name; function: foo'],
    ['a[2147483648] = :s', 'List index is not within the allowable range; index: [2147483648]'],
    ['a[99999999999].name = :s', 'List index is not within the allowable range; index: [99999999999]'],
    ['a[2147483647] = :s', 'accepted'],
    ['name = :s and foo(a)', 'Attribute name is a reserved keyword; reserved keyword: name'],
    ['foo(a) and name = :s', 'Invalid function name; function: foo'],
  ])('%s', (text, message) => {
    expect(condition(text).replace('Invalid ConditionExpression: ', '')).toBe(message)
  })

  it.each(['#zz = :s', 'a = :zz', 'begins_with(a)', 'a = a', 'a < :bool'])(
    'are looked at before the operands of %s',
    (wrong) => {
      expect(condition(`${wrong} and name = :s`)).toMatch(/reserved keyword: name$/)
    },
  )
})

describe('words of an update', () => {
  it.each([
    ['SET name = :s', 'Attribute name is a reserved keyword; reserved keyword: name'],
    ['SET a = name', 'Attribute name is a reserved keyword; reserved keyword: name'],
    ['REMOVE a[0].name', 'Attribute name is a reserved keyword; reserved keyword: name'],
    ['ADD name :n', 'Attribute name is a reserved keyword; reserved keyword: name'],
    ['SET a = foo(name)', 'Invalid function name; function: foo'],
    ['SET a = size(name)', 'The function is not allowed in an update expression; function: size'],
    [
      'SET a = :n + contains(a, b)',
      'The function is not allowed in an update expression; function: contains',
    ],
    [
      'SET a = list_append(:l, :l) + :n',
      'The function is not allowed to be used this way in an expression; function: list_append',
    ],
    [
      'SET a = if_not_exists(b, list_append(:l, :l))',
      'The function is not allowed to be used this way in an expression; function: list_append',
    ],
    ['SET a[99999999999] = name', 'List index is not within the allowable range; index: [99999999999]'],
    ['SET a = :s SET b = :s', 'The "SET" section can only be used once in an update expression;'],
    ['ADD a :n SET q = :s ADD b :n', 'The "ADD" section can only be used once in an update expression;'],
    ['SET a = :s SET b = foo(c)', 'Invalid function name; function: foo'],
    ['SET a = :zz SET b = :s', 'The "SET" section can only be used once in an update expression;'],
  ])('%s', (text, message) => {
    expect(change(text)).toBe(`Invalid UpdateExpression: ${message}`)
  })
})

describe('words of a projection', () => {
  it('are looked at before placeholders', () => {
    expect(refusal(() => project('a.#x, name'))).toBe(
      'Invalid ProjectionExpression: Attribute name is a reserved keyword; reserved keyword: name',
    )
  })
})
