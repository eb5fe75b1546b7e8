import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseStatement } from '../../../src/engine/partiql/parse-statement.js'
import { readStatement } from '../../../src/engine/partiql/read-statement.js'
import { statementLengthMax } from '../../../src/protocol/limits.js'
import { ServiceError } from '../../../src/protocol/service-errors.js'
import { parameters } from '../../property/runs.js'
import { mutatedStatements, soups } from './mutated-statements.js'

/** Everything up to the table. True when nothing but a refusal of the service came out. */
function isAnswered(text: string): boolean {
  try {
    const syntax = parseStatement(text)
    readStatement(
      syntax,
      Array.from({ length: syntax.parameterCount }, () => ({ S: 'x' })),
    )
  } catch (error) {
    return error instanceof ServiceError && error.name === 'ValidationException'
  }
  return true
}

describe('parseStatement', () => {
  it('answers any text, and any statement with mistakes, with a statement or a refusal', () => {
    const texts = fc.oneof(mutatedStatements, soups, fc.string({ unit: 'binary', maxLength: 60 }))
    fc.assert(fc.property(texts, isAnswered), parameters(5000))
  })

  const long = (piece: string, before = '', after = '') =>
    before +
    piece.repeat(Math.floor((statementLengthMax - before.length - after.length) / piece.length)) +
    after
  const select = 'SELECT n FROM shop WHERE '

  it.each([
    ['parentheses', long('(', select)],
    ['parentheses around a condition', `${select}${'('.repeat(4000)}n = 1${')'.repeat(4000)}`],
    ['brackets', long('[', `${select}n = `)],
    ['tuples', long(`{'a':`, `${select}n = `)],
    ['calls', long('f(', select)],
    ['NOT', long('NOT ', select, 'n = 1')],
    ['signs', long('-', `${select}n = `, 'x')],
    ['AND', long(' AND n = 1', `${select}n = 1`)],
    ['comparisons', long('=1', `${select}n`)],
    ['sums', long('+1', 'UPDATE shop SET x = 1', ` WHERE pk = 'a'`)],
    ['sums in parentheses', long('(1+1+1+1+1+', 'UPDATE shop SET x = ')],
    ['IN lists', long('1,', `${select}n IN (`, '1)')],
    ['path steps', long('.a', 'SELECT a', ' FROM shop')],
    ['indexes', long('[0]', 'SELECT a', ' FROM shop')],
    ['nested indexes', long('a[', 'SELECT ')],
    ['quotation marks', long('"', select)],
    ['apostrophes', long(`'`, select)],
    ['blanks', long(' \n', select)],
    ['comments', long('/**/', select)],
    ['comments without an end', long('/*', select)],
    ['stars', long('*', `${select}/*`)],
    ['dashes', long('--\n', select)],
    ['digits', long('1', `${select}n = `)],
    ['assignments', long('x = 1,', 'UPDATE shop SET ', 'y = 1')],
    ['projected paths', long('a,', 'SELECT ', 'a FROM shop')],
  ])('is quick about as many %s as a statement can hold', (_, text) => {
    const start = performance.now()
    expect(isAnswered(text)).toBe(true)
    expect(performance.now() - start).toBeLessThan(500)
  })
})
