import { describe, expect, it } from 'vitest'
import { check, mentioned, refusal } from './requests.js'

const refuse = (text: string) => refusal(() => check(text, mentioned(text)))
const repeat = (part: string, times: number, separator: string) => Array(times).fill(part).join(separator)

describe('the syntax of conditions', () => {
  it.each([
    ['a', '<EOF>', 'a'],
    ['a b', 'b', 'a b'],
    ['a x b', 'x', 'a x b'],
    ['a = ', '<EOF>', '= '],
    ['= :s', '=', '= :s'],
    [' = :s', '=', ' = :s'],
    ['a = :s x', 'x', ':s x'],
    ['a = :s and', '<EOF>', 'and'],
    ['(a = :s', '<EOF>', ':s'],
    ['a = :s)', ')', ':s)'],
    ['a == :s', '=', '== :s'],
    ['a != :s', '!', 'a !='],
    ['a = "x"', '"', '= "x'],
    ["a = 'x'", "'", "= 'x"],
    ['a = 5', '5', '= 5'],
    ['_a = :s', '_', '_a'],
    ['1a = :s', '1', '1a'],
    ['a-b = :s', '-', 'a-b'],
    ['a.1b = :s', '1', '.1b'],
    ['a[-1] = :s', '-', '[-1'],
    ['a[x] = :s', 'x', '[x]'],
    ['a[01] = :s', '1', '01]'],
    ['# = :s', '#', '# ='],
    ['##a = :s', '#', '##a'],
    ['#a-b = :s', '-', '#a-b'],
    ['a = ::s', ':', '= ::s'],
    ['a = :s;', ';', ':s;'],
    ['in = :s', 'in', 'in ='],
    ['a.in = :s', 'in', '.in ='],
    ['set = :s', 'set', 'set ='],
    ['not = :s', '=', 'not = :s'],
    ['a.size(b) = :s', '(', 'size(b'],
    ['#f(a) = :s', '(', '#f(a'],
    ['(a)', '<EOF>', ')'],
    ['(a) and a = :s', 'and', ') and a'],
    ['(a = :s) = :s', '=', ') = :s'],
    ['a = :s = :s', '=', ':s = :s'],
    ['a = (a = :s)', '=', 'a = :s'],
    ['(a, b) = :s', ',', 'a, b'],
    ['a not in (:s)', 'not', 'a not in'],
    ['a in :s', ':s', 'in :s'],
    ['a in ()', ')', '()'],
    ['a in (:s,)', ')', ',)'],
    ['a and b', 'and', 'a and b'],
    ['attribute_exists(a) and b', '<EOF>', 'b'],
    ['not a', '<EOF>', 'a'],
    ['attribute_exists()', ')', '()'],
    ['a + :s = :s', '+', 'a + :s'],
    ['a\u00a0= :s', '\u00a0', 'a\u00a0='],
    ['é = :s', 'é', 'é ='],
    [' ', '<EOF>', ' '],
  ])('%s is refused at its first wrong token', (text, token, near) => {
    expect(refuse(text)).toBe(`Invalid ConditionExpression: Syntax error; token: "${token}", near: "${near}"`)
  })

  it.each([
    'a = :s',
    'a\n=\t:s',
    'a1_ = :s',
    'a [ 0 ] . b = :s',
    '(a) = (:s)',
    '((a = :s) and (a = :s))',
    '(a = :s) or ((a = :s) and a = :s)',
    '(not a = :s)',
    'NoT not (not a = :s)',
    'nota = :s',
    'a between (:s) and (:s)',
    'a in ((:s), :s)',
    '(attribute_exists(a))',
    '((size(a)) > :n and a = :s)',
    'attribute_exists (a)',
    'size((a)) = :n',
    ':s = a',
    ':s = :s',
    'contains = :s',
  ])('%s is accepted', (text) => {
    expect(refuse(text)).toBe('accepted')
  })

  it.each([
    '((a = :s))',
    '((a)) = :s',
    'not ((a = :s))',
    '(a = :s) or ((a = :s) and ((a = :s)))',
    '((size(a))) = :n',
    'size(((a))) = :n',
    'a in (((:s)))',
    'a between ((:s)) and :s',
    '((attribute_exists(a)))',
    '((name = :zz)) and foo(a)',
  ])('%s has redundant parentheses, which is the first thing said', (text) => {
    expect(refuse(text)).toBe('Invalid ConditionExpression: The expression has redundant parentheses;')
  })

  it('gives AND precedence over OR, and NOT over both', () => {
    const truth = (text: string) => {
      const expression = text.replaceAll(/\bT\b/g, 'a = a1').replaceAll(/\bF\b/g, 'a <> a1')
      return check(expression, {}, { a: { S: 'x' }, a1: { S: 'x' } })
    }
    expect(truth('T OR T AND F')).toBe(true)
    expect(truth('(T OR T) AND F')).toBe(false)
    expect(truth('F AND T OR T')).toBe(true)
    expect(truth('F AND (T OR T)')).toBe(false)
    expect(truth('NOT F AND F')).toBe(false)
    expect(truth('NOT (F AND F) AND T')).toBe(true)
    expect(truth('not not T and F or T and not F')).toBe(true)
  })
})

describe('the size of conditions', () => {
  it('is bounded in bytes', () => {
    expect(refuse(`a = :s${' '.repeat(4090)}`)).toBe('accepted')
    expect(refuse(`a = :s${' '.repeat(4091)}`)).toBe(
      'Invalid ConditionExpression: Expression size has exceeded the maximum allowed size; expression size: 4097',
    )
    expect(refuse('é'.repeat(2049))).toMatch(/expression size: 4098$/)
    expect(refuse('')).toBe('Invalid ConditionExpression: The expression can not be empty;')
  })

  it('is bounded in operators, functions and connectives', () => {
    const tooMany =
      'Invalid ConditionExpression: The expression contains too many operators; operator count: 301'
    expect(refuse(repeat('a=:s', 150, ' or '))).toBe('accepted')
    expect(refuse(repeat('a=:s', 151, ' or '))).toBe(tooMany)
    expect(refuse(`${'not '.repeat(299)}a=:s`)).toBe('accepted')
    expect(refuse(`${'not '.repeat(300)}a=:s`)).toBe(tooMany)
    expect(refuse(repeat('size(a)=:n', 100, ' or '))).toBe('accepted')
    expect(refuse(repeat('size(a)=:n', 101, ' or '))).toBe(tooMany)
    expect(refuse(repeat('contains(a,b)', 151, ' or '))).toBe(tooMany)
    expect(refuse(repeat('a in(:s)', 151, ' or '))).toBe(tooMany)
    expect(refuse(repeat('a between :s and :s', 151, ' or '))).toBe(tooMany)
  })

  it('never exhausts the stack, however deep', () => {
    expect(refuse(`${'('.repeat(2000)}a=:s${')'.repeat(2000)}`)).toMatch(/redundant parentheses/)
    expect(refuse('('.repeat(4096))).toMatch(/Syntax error; token: "<EOF>", near: "\("/)
    expect(refuse(`a=${'('.repeat(2000)}:s${')'.repeat(2000)}`)).toMatch(/redundant parentheses/)
    expect(refuse(`${'f('.repeat(1300)}a${')'.repeat(1300)}=:s`)).toMatch(
      /Invalid function name; function: f$/,
    )
    expect(refuse('f('.repeat(2048))).toMatch(/Syntax error/)
    expect(refuse(`${'not ('.repeat(680)}a=:s${')'.repeat(680)}`)).toMatch(/too many operators/)
    expect(refuse(`${'(a=:s or '.repeat(400)}a=:s${')'.repeat(400)}`)).toMatch(/too many operators/)
  })
})
