import { functionKeywords } from './keywords.js'
import { partiqlMessages } from './messages.js'
import type { StatementParser } from './parser.js'
import type { PathExpression, PathStepSyntax, StatementExpression, TupleExpression } from './syntax.js'
import type { Token } from './tokens.js'

type ParseExpression = (parser: StatementParser) => StatementExpression

/** Parses what operators connect: a path, a literal, a parameter, a call, or something in parentheses or brackets. */
export function parsePrimary(parser: StatementParser, parseExpression: ParseExpression): StatementExpression {
  const { tokens } = parser
  const token = tokens.peek()
  switch (token.kind) {
    case 'name':
      return isCall(parser) ? parseCall(parser, parseExpression) : parsePath(parser, parseExpression)
    case 'keyword':
      if (isCall(parser)) return parseCall(parser, parseExpression)
      return parseWord(parser, token)
    case 'string':
    case 'number':
      tokens.next()
      return {
        kind: 'literal',
        value: token.kind === 'string' ? { S: token.text } : { N: token.text },
        at: token.at,
      }
    case 'ion':
      tokens.next()
      return { kind: 'ion', at: token.at }
    case 'symbol':
      return parseBracketed(parser, parseExpression)
    case 'end':
      throw tokens.unexpected()
  }
}

/** Whether the next tokens call a function. */
function isCall({ tokens }: StatementParser): boolean {
  if (!tokens.isAt('(', 1)) return false
  const { isQuoted, kind, text } = tokens.peek()
  return !isQuoted && (kind === 'name' || functionKeywords.has(text))
}

function parseCall(parser: StatementParser, parseExpression: ParseExpression): StatementExpression {
  const { tokens } = parser
  const { at, kind, text } = tokens.next()
  tokens.expect('(')
  parser.countOperator()
  // The service writes names that are keywords in small letters.
  const name = kind === 'keyword' ? text.toLowerCase() : text
  if (tokens.accept('*')) {
    tokens.expect(')')
    return { kind: 'call', name, operands: [], at }
  }
  const operands = tokens.isAt(')') ? [] : parser.list(parseExpression)
  tokens.expect(')')
  return { kind: 'call', name, operands, at }
}

function parseWord({ tokens }: StatementParser, { at, text }: Token): StatementExpression {
  if (!['FALSE', 'MISSING', 'NULL', 'TRUE'].includes(text)) throw tokens.unexpected()
  tokens.next()
  if (text === 'MISSING') return { kind: 'missing', at }
  return { kind: 'literal', value: text === 'NULL' ? { NULL: true } : { BOOL: text === 'TRUE' }, at }
}

function parseBracketed(parser: StatementParser, parseExpression: ParseExpression): StatementExpression {
  const { tokens } = parser
  const { at, text } = tokens.peek()
  if (!['?', '@', '[', '<<', '{', '('].includes(text)) throw tokens.unexpected()
  tokens.next()
  switch (text) {
    case '?':
      return { kind: 'parameter', index: parser.countParameter(), at }
    case '@':
      return parsePath(parser, parseExpression)
    case '[':
      return { kind: 'list', elements: parseElements(parser, ']', parseExpression), at }
    case '<<':
      return { kind: 'bag', elements: parseElements(parser, '>>', parseExpression), at }
    case '{':
      return { kind: 'tuple', members: parseMembers(parser, parseExpression), at }
    default: {
      const elements = parser.list(parseExpression)
      tokens.expect(')')
      const [element] = elements
      return elements.length === 1 && element !== undefined ? element : { kind: 'list', elements, at }
    }
  }
}

function parseElements(
  parser: StatementParser,
  end: string,
  parseExpression: ParseExpression,
): StatementExpression[] {
  if (parser.tokens.accept(end)) return []
  const elements = parser.list(parseExpression)
  parser.tokens.expect(end)
  return elements
}

function parseMembers(parser: StatementParser, parseExpression: ParseExpression): TupleExpression['members'] {
  const { tokens } = parser
  if (tokens.accept('}')) return []
  const members = parser.list(() => {
    const key = parseExpression(parser)
    tokens.expect(':')
    return { key, value: parseExpression(parser) }
  })
  tokens.expect('}')
  return members
}

/** Parses `name`, `"name"`, `.name`, `[index]`, `['name']` … */
export function parsePath(parser: StatementParser, parseExpression: ParseExpression): PathExpression {
  const { tokens } = parser
  const { at } = tokens.peek()
  const steps: PathStepSyntax[] = [{ kind: 'name', text: parseName(parser) }]
  for (;;) {
    if (tokens.accept('.')) {
      steps.push(tokens.accept('*') ? { kind: 'all' } : { kind: 'name', text: parseName(parser) })
    } else if (tokens.accept('[')) {
      steps.push(toStep(parseExpression(parser)))
      tokens.expect(']')
    } else {
      return { kind: 'path', steps, at }
    }
  }
}

/** Takes a name that may stand without quotation marks or in them. */
function parseName({ tokens }: StatementParser): string {
  const { kind, text } = tokens.next()
  if (kind !== 'name') throw tokens.malformed(partiqlMessages.expectedStep)
  return text
}

/** Brackets take a name as text, or as a path of one step. */
function toStep(expression: StatementExpression): PathStepSyntax {
  if (expression.kind === 'literal') {
    const { S: name, N: index } = expression.value
    if (name !== undefined) return { kind: 'name', text: name }
    if (index !== undefined && /^-?[0-9]+$/.test(index))
      return { kind: 'index', text: index, at: expression.at }
  }
  if (expression.kind === 'path' && expression.steps.length === 1) {
    const [step] = expression.steps
    if (step !== undefined) return step
  }
  return { kind: 'unexpected', at: expression.at }
}
