import { describe, expect, it } from 'vitest'
import { mentioned, refusal, update } from './requests.js'

const refuse = (text: string) =>
  refusal(() => update(text, mentioned(text))).replace('Invalid UpdateExpression: ', '')
const undefinedName =
  'An expression attribute name used in the document path is not defined; attribute name: '
const undefinedValue = 'An expression attribute value used in expression is not defined; attribute value: '
const overlap = (first: string, second: string) =>
  'Two document paths overlap with each other; must remove or rewrite one of these paths; ' +
  `path one: ${first}, path two: ${second}`
const conflict = (first: string, second: string) =>
  'Two document paths conflict with each other; must remove or rewrite one of these paths; ' +
  `path one: ${first}, path two: ${second}`
const operandType = (operator: string, type: string) =>
  `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`
const actionType = (section: string, type: string) =>
  `Incorrect operand type for operator or function; operator: ${section}, operand type: ${type}, ` +
  `typeSet: ALLOWED_FOR_${section}_OPERAND`

describe('targets and operands of updates', () => {
  it.each([
    ['SET #a = :s', `${undefinedName}#a`],
    ['SET a = :zz', `${undefinedValue}:zz`],
    ['ADD a :zz', `${undefinedValue}:zz`],
    ['SET #zz = :zz', `${undefinedName}#zz`],
    ['REMOVE a, a', overlap('[a]', '[a]')],
    ['SET m.b = :s, m = :m', overlap('[m, b]', '[m]')],
    ['SET m = :m, m.b = :s', overlap('[m]', '[m, b]')],
    ['SET a = :s REMOVE a', overlap('[a]', '[a]')],
    ['REMOVE a.b ADD a :n', overlap('[a, b]', '[a]')],
    ['SET l[0] = :s, l[0].a = :s', overlap('[l, [0]]', '[l, [0], a]')],
    ['SET m.b = :s, m[0] = :s', conflict('[m, b]', '[m, [0]]')],
    ['SET a[0].b = :s, a.c = :s', conflict('[a, [0], b]', '[a, c]')],
    ['SET l[0] = :s, l[1] = :s, m.a = :s, m.b = :s, x = :s', 'accepted'],
    [
      'SET a = list_append(b)',
      'Incorrect number of operands for operator or function; operator or function: list_append, number of operands: 1',
    ],
    [
      'SET a = if_not_exists(b)',
      'Incorrect number of operands for operator or function; operator or function: if_not_exists, number of operands: 1',
    ],
    [
      'SET a = if_not_exists(:s, a)',
      'Operator or function requires a document path; operator or function: if_not_exists',
    ],
    [
      'SET a = if_not_exists(b, b)',
      'The first operand must be distinct from the remaining operands for this operator or function; operator: if_not_exists, first operand: [b]',
    ],
    ['SET a = list_append(b, :s)', operandType('list_append', 'S')],
    ['SET a = list_append(:ss, b)', operandType('list_append', 'SS')],
    ['SET a = b + :s', operandType('+', 'S')],
    ['SET a = :ss - b', operandType('-', 'SS')],
    ['ADD a :s', actionType('ADD', 'STRING')],
    ['ADD a :b', actionType('ADD', 'BINARY')],
    ['ADD a :bool', actionType('ADD', 'BOOLEAN')],
    ['ADD a :null', actionType('ADD', 'NULL')],
    ['ADD a :l', actionType('ADD', 'LIST')],
    ['ADD a :m', actionType('ADD', 'MAP')],
    ['DELETE a :n', actionType('DELETE', 'NUMBER')],
    ['DELETE a :s', actionType('DELETE', 'STRING')],
    ['ADD a :n, b :ss, c :ns, d :bs', 'accepted'],
  ])('%s', (text, message) => {
    const accepted = text.includes('l[1]') ? { l: { L: [] }, m: { M: {} } } : {}
    const outcome = refusal(() => update(text, mentioned(text), accepted))
    expect(outcome.replace('Invalid UpdateExpression: ', '')).toBe(message)
  })

  it('are looked at from the last to the first, targets before values', () => {
    expect(refuse('SET #y = :s, #z = :s')).toMatch(/attribute name: #z$/)
    expect(refuse('REMOVE #y SET #z = :s')).toMatch(/attribute name: #z$/)
    expect(refuse('SET a = :y, b = :z, c = :s')).toMatch(/attribute value: :z$/)
    expect(refuse('SET a = list_append(:y, :z), b = :s')).toMatch(/attribute value: :y$/)
    expect(refuse('REMOVE #y SET a = #z, c = :s')).toMatch(/attribute name: #y$/)
    expect(refuse('SET a = :y, b = :s, b = :s')).toMatch(/overlap/)
    expect(refuse('SET a = list_append(b), c = :y')).toMatch(/attribute value: :y$/)
  })
})
