import { typeKeywords } from './keywords.js'
import { partiqlMessages } from './messages.js'
import { parsePrimary } from './parse-primary.js'
import type { StatementParser } from './parser.js'
import type { OperationExpression, StatementExpression } from './syntax.js'
import type { Token } from './tokens.js'

const comparators: ReadonlySet<string> = new Set(['=', '<>', '!=', '<', '<=', '>', '>='])

/** Parses an expression, OR and what binds closer. Nesting is bounded, so that no text exhausts the stack. */
export function parseExpression(parser: StatementParser): StatementExpression {
  parser.descend()
  const expression = parseConnective(parser, 'OR', parseConjunction)
  parser.ascend()
  return expression
}

function parseConjunction(parser: StatementParser): StatementExpression {
  return parseConnective(parser, 'AND', parseNegation)
}

function parseConnective(
  parser: StatementParser,
  word: 'AND' | 'OR',
  parseTerm: (parser: StatementParser) => StatementExpression,
): StatementExpression {
  const first = parseTerm(parser)
  if (!parser.tokens.isAt(word)) return first
  const { at } = parser.tokens.peek()
  const operands = [first]
  while (parser.tokens.accept(word)) {
    parser.countOperator()
    operands.push(parseTerm(parser))
  }
  return { kind: 'operation', operator: word.toLowerCase(), operands, at }
}

function parseNegation(parser: StatementParser): StatementExpression {
  const negations: Token[] = []
  while (parser.tokens.isAt('NOT')) negations.push(parser.tokens.next())
  return negations.reduceRight(
    (operand: StatementExpression, { at }) => operation(parser, 'not', [operand], at),
    parseComparison(parser),
  )
}

/** Comparisons associate to the left, each with the next. */
function parseComparison(parser: StatementParser): StatementExpression {
  const { tokens } = parser
  let left = parseConcatenation(parser)
  for (;;) {
    const token = tokens.peek()
    if (token.kind === 'symbol' && comparators.has(token.text)) {
      tokens.next()
      left = operation(
        parser,
        token.text === '!=' ? '<>' : token.text,
        [left, parseConcatenation(parser)],
        token.at,
      )
    } else if (tokens.isAt('IS')) {
      left = parseIs(parser, left)
    } else if (['IN', 'BETWEEN', 'LIKE'].some((word) => tokens.isAt(word, tokens.isAt('NOT') ? 1 : 0))) {
      const isNegated = tokens.accept('NOT')
      const test = parseWordOperator(parser, left)
      left = isNegated ? operation(parser, 'not', [test], token.at) : test
    } else {
      return left
    }
  }
}

function parseWordOperator(parser: StatementParser, left: StatementExpression): StatementExpression {
  const { tokens } = parser
  const { at, text } = tokens.next()
  if (text === 'IN') {
    parser.countOperator()
    return { kind: 'in', operand: left, candidates: parseCandidates(parser), at }
  }
  const first = parseConcatenation(parser)
  if (text === 'BETWEEN') {
    tokens.expect('AND')
    return operation(parser, 'between', [left, first, parseConcatenation(parser)], at)
  }
  const operands = tokens.accept('ESCAPE') ? [left, first, parseConcatenation(parser)] : [left, first]
  return operation(parser, 'like', operands, at)
}

/** After IN, parentheses make a list whatever their number of elements. */
function parseCandidates(parser: StatementParser): StatementExpression {
  const { tokens } = parser
  if (!tokens.isAt('(')) return parseConcatenation(parser)
  const { at } = tokens.next()
  const elements = parser.list(parseExpression)
  tokens.expect(')')
  return { kind: 'list', elements, at }
}

function parseIs(parser: StatementParser, operand: StatementExpression): StatementExpression {
  const { tokens } = parser
  const { at } = tokens.next()
  const isNegated = tokens.accept('NOT')
  const token = tokens.next()
  if (token.kind !== 'keyword' || !typeKeywords.has(token.text)) {
    throw tokens.malformed(partiqlMessages.expectedTypeName)
  }
  parser.countOperator()
  const test: StatementExpression = { kind: 'is', operand, type: token.text, at }
  return isNegated ? operation(parser, 'not', [test], at) : test
}

function parseConcatenation(parser: StatementParser): StatementExpression {
  return parseBinary(parser, ['||'], parseSum)
}

function parseSum(parser: StatementParser): StatementExpression {
  return parseBinary(parser, ['+', '-'], parseProduct)
}

function parseProduct(parser: StatementParser): StatementExpression {
  return parseBinary(parser, ['*', '/', '%'], parseSign)
}

function parseBinary(
  parser: StatementParser,
  operators: readonly string[],
  parseOperand: (parser: StatementParser) => StatementExpression,
): StatementExpression {
  let left = parseOperand(parser)
  while (operators.some((operator) => parser.tokens.isAt(operator))) {
    const { at, text } = parser.tokens.next()
    left = operation(parser, text, [left, parseOperand(parser)], at)
  }
  return left
}

/** Signs before a number are part of it. */
function parseSign(parser: StatementParser): StatementExpression {
  const { tokens } = parser
  const signs: Token[] = []
  while (tokens.isAt('-') || tokens.isAt('+')) signs.push(tokens.next())
  const operand = parsePrimary(parser, parseExpression)
  return signs.reduceRight((signed: StatementExpression, { at, text }) => {
    if (signed.kind !== 'literal' || signed.value.N === undefined)
      return operation(parser, text, [signed], at)
    const number = signed.value.N
    if (text === '+') return signed
    return {
      kind: 'literal',
      value: { N: number.startsWith('-') ? number.slice(1) : `-${number}` },
      at: signed.at,
    }
  }, operand)
}

function operation(
  parser: StatementParser,
  operator: string,
  operands: readonly StatementExpression[],
  at: OperationExpression['at'],
): OperationExpression {
  parser.countOperator()
  return { kind: 'operation', operator, operands, at }
}
