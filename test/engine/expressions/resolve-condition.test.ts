import { describe, expect, it } from 'vitest'
import { check, mentioned, refusal } from './requests.js'

const refuse = (text: string) =>
  refusal(() => check(text, mentioned(text))).replace('Invalid ConditionExpression: ', '')
const deepPath = `a${'.b'.repeat(32)}`
const tooDeep = 'The document path has too many nesting levels; nesting levels: '
const notDistinct =
  'The first operand must be distinct from the remaining operands for this operator or function; operator: '
const undefinedName =
  'An expression attribute name used in the document path is not defined; attribute name: '
const undefinedValue = 'An expression attribute value used in expression is not defined; attribute value: '
const operandType = (operator: string, type: string) =>
  `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`
const operandCount = (operator: string, count: number) =>
  `Incorrect number of operands for operator or function; operator or function: ${operator}, number of operands: ${count}`

describe('operands of conditions', () => {
  it.each([
    ['#zz = :s', `${undefinedName}#zz`],
    ['a.#zz = :s', `${undefinedName}#zz`],
    ['a = :zz', `${undefinedValue}:zz`],
    [':zz = #zz', `${undefinedValue}:zz`],
    [`${deepPath} = :s`, `${tooDeep}33`],
    [`${deepPath}.#zz = :s`, `${tooDeep}34`],
    [`a${'[0]'.repeat(32)} = :s`, `${tooDeep}33`],
    [`a${'.b'.repeat(31)} = :s`, 'accepted'],
    ['begins_with(a)', operandCount('begins_with', 1)],
    ['attribute_exists(a, b)', operandCount('attribute_exists', 2)],
    ['size(a, b) = :n', operandCount('size', 2)],
    ['contains(a, a, a)', operandCount('contains', 3)],
    ['begins_with(#zz)', `${undefinedName}#zz`],
    ['begins_with(:zz, :n)', `${undefinedValue}:zz`],
    ['begins_with(:n, :zz)', `${undefinedValue}:zz`],
    ['a = a', `${notDistinct}=, first operand: [a]`],
    ['a <> (a)', `${notDistinct}<>, first operand: [a]`],
    ['a[1].b < a[1].b', `${notDistinct}<, first operand: [a, [1], b]`],
    ['a between b and a', `${notDistinct}BETWEEN, first operand: [a]`],
    ['a in (b, a)', `${notDistinct}IN, first operand: [a]`],
    ['begins_with(a, a)', `${notDistinct}begins_with, first operand: [a]`],
    ['contains(a.b, a.b)', `${notDistinct}contains, first operand: [a, b]`],
    ['attribute_type(a, a)', `${notDistinct}attribute_type, first operand: [a]`],
    ['size(a) = size(a)', 'accepted'],
    ['begins_with(:s, :s)', 'accepted'],
    ['a < :bool', operandType('<', 'BOOL')],
    [':null >= a', operandType('>=', 'NULL')],
    ['a > :l', operandType('>', 'L')],
    ['a <= :m', operandType('<=', 'M')],
    ['a = :ss', 'accepted'],
    ['a between :bool and b', operandType('BETWEEN', 'BOOL')],
    ['a between :n and :ss', operandType('BETWEEN', 'SS')],
    ['a between a and :bool', operandType('BETWEEN', 'BOOL')],
    ['begins_with(a, :n)', operandType('begins_with', 'N')],
    ['begins_with(:bool, a)', operandType('begins_with', 'BOOL')],
    ['begins_with(size(a), :s)', operandType('begins_with', 'N')],
    ['begins_with(a, :b)', 'accepted'],
    ['size(:n) = :zz', operandType('size', 'N')],
    ['size(:bool) = :n', operandType('size', 'BOOL')],
    ['size(size(a)) = :n', operandType('size', 'N')],
    ['size(:m) = :n', 'accepted'],
    [
      'attribute_exists(:s)',
      'Operator or function requires a document path; operator or function: attribute_exists',
    ],
    [
      'attribute_not_exists(size(a))',
      'Operator or function requires a document path; operator or function: attribute_not_exists',
    ],
    ['attribute_type(a, :n)', operandType('attribute_type', 'N')],
    ['attribute_type(a, size(b))', operandType('attribute_type', 'N')],
    ['attribute_type(a, b)', operandType('attribute_type', '{NS,SS,L,BS,N,M,B,BOOL,NULL,S}')],
    [
      'attribute_type(a, :s)',
      'Invalid attribute type name found; type: b, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}',
    ],
    ['contains(:n, a)', 'accepted'],
    [
      'a between :s and :s2',
      'The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ' +
        'lower bound operand: AttributeValue: {S:b}, upper bound operand: AttributeValue: {S:a}',
    ],
    [
      'a between :n2 and :n',
      'The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ' +
        'lower bound operand: AttributeValue: {N:10}, upper bound operand: AttributeValue: {N:1}',
    ],
    [
      'a between :s and :b',
      'The BETWEEN operator requires same data type for lower and upper bounds; ' +
        'lower bound operand: AttributeValue: {S:b}, ' +
        'upper bound operand: AttributeValue: {B:java.nio.HeapByteBuffer[pos=0 lim=1 cap=1]}',
    ],
    [`a in (${Array(100).fill(':s').join()})`, 'accepted'],
    [
      `a in (${Array(101).fill(':s').join()})`,
      'The IN operator is provided with too many operands; number of operands: 101',
    ],
  ])('%s', (text, message) => {
    expect(refuse(text)).toBe(message)
  })

  it('are checked condition by condition, from left to right', () => {
    expect(refuse('a = a and #zz = :s')).toMatch(/must be distinct/)
    expect(refuse('#zz = :s and a = a')).toMatch(/attribute name: #zz$/)
    expect(refuse(`a < :bool and ${deepPath} = :s`)).toMatch(/operand type: BOOL$/)
  })

  it('may hide a reserved word behind a placeholder', () => {
    expect(check('#n = :s', { '#n': 'name', ':s': { S: 'x' } }, { name: { S: 'x' } })).toBe(true)
  })

  it('are named for the expression that they stand in', () => {
    expect(refusal(() => check('#n = :s', { ':s': { S: 'x' } }))).toMatch(/^Invalid ConditionExpression: An /)
  })
})
