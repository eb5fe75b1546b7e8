import { describe, expect, it } from 'vitest'
import { mentioned, refusal, update } from './requests.js'

const item = { n: { N: '5' }, l: { L: [] } }
const refuse = (text: string) => refusal(() => update(text, mentioned(text), item))

describe('the syntax of updates', () => {
  it.each([
    ['SET', '<EOF>', 'SET'],
    ['SET a', '<EOF>', 'a'],
    ['SET a =', '<EOF>', '='],
    ['SET a = :s b', 'b', ':s b'],
    ['SET a = :s b = :s', 'b', ':s b ='],
    ['SET a = :s,', '<EOF>', ','],
    ['FOO a = :s', 'FOO', 'FOO a'],
    ['a = :s', 'a', 'a ='],
    ['SET a = b = c', '=', 'b = c'],
    ['SET :s = a', ':s', 'SET :s ='],
    ['SET n = n + :n + :n', '+', ':n + :n'],
    ['SET n = (n + :n) + :n', '+', ') + :n'],
    ['SET a = -:n', '-', '= -:n'],
    ['SET n = n * :n', '*', 'n * :n'],
    ['SET a = if_not_exists(n + :n, :n)', '+', 'n + :n'],
    ['SET if_not_exists(a,:s) = :n', '(', 'if_not_exists(a'],
    ['SET set = :s', 'set', 'SET set ='],
    ['SET a = :s, REMOVE b', 'REMOVE', ', REMOVE b'],
    ['REMOVE', '<EOF>', 'REMOVE'],
    ['REMOVE a,', '<EOF>', ','],
    ['REMOVE a = :s', '=', 'a = :s'],
    ['ADD n', '<EOF>', 'n'],
    ['ADD n n', 'n', 'n n'],
    ['ADD n (:n)', '(', 'n (:n'],
    ['DELETE ss = :ss', '=', 'ss = :ss'],
    ['SET a[01] = :s', '1', '01]'],
  ])('%s is refused at its first wrong token', (text, token, near) => {
    expect(refuse(text)).toBe(`Invalid UpdateExpression: Syntax error; token: "${token}", near: "${near}"`)
  })

  it.each([
    'set a = :s remove b add c :n delete d :ss',
    'SET a=:s',
    'SET n = n+:n',
    'SET n = n-:n',
    'SET a = (:s)',
    'SET a = (n + :n)',
    'SET a = ((n) + (:n))',
    'SET a = (n) + :n',
    'SET a = (list_append(:l, (:l)))',
    'REMOVE a, b[0].c SET q = :s',
  ])('%s is accepted', (text) => {
    expect(refusal(() => update(text, mentioned(text), { ...item, b: { L: [{ M: {} }] } }))).toBe('accepted')
  })

  it.each(['SET a = ((:s))', 'SET a = ((n + :n))', 'SET a = list_append(((:l)), :l)', 'SET name = ((:s))'])(
    '%s has redundant parentheses',
    (text) => {
      expect(refuse(text)).toBe('Invalid UpdateExpression: The expression has redundant parentheses;')
    },
  )

  it('must say something, and not too much', () => {
    expect(refuse('')).toBe('Invalid UpdateExpression: The expression can not be empty;')
    expect(refuse(`SET a = :s${' '.repeat(4090)}`)).toBe(
      'Invalid UpdateExpression: Expression size has exceeded the maximum allowed size;',
    )
    const sums = Array.from({ length: 301 }, (_, index) => `a${index}=n+:n`)
    expect(refuse(`SET ${sums.slice(0, 300).join()}`)).toBe('accepted')
    expect(refuse(`SET ${sums.join()}`)).toBe(
      'Invalid UpdateExpression: The expression contains too many operators; operator count: 301',
    )
  })

  it('never exhausts the stack', () => {
    expect(refuse(`SET a = ${'('.repeat(2000)}:s${')'.repeat(2000)}`)).toMatch(/redundant parentheses/)
    expect(refuse(`SET a = ${'if_not_exists(b,'.repeat(225)}:s${')'.repeat(225)}`)).toBe('accepted')
  })
})
