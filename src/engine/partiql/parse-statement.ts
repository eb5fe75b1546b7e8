import { invalidRequest } from '../faults.js'
import { partiqlMessages } from './messages.js'
import { parseExpression } from './parse-expression.js'
import { parseSelect } from './parse-select.js'
import { parseDelete, parseInsert, parseUpdate, parseUpdateFrom } from './parse-writes.js'
import { StatementParser } from './parser.js'
import type { StatementExpression, StatementSyntax } from './syntax.js'

/**
 * Parses a statement. Throws ServiceError (ValidationException) when it is not well-formed, or is a statement of a kind
 * that DynamoDB does not have.
 */
export function parseStatement(text: string): StatementSyntax {
  const parser = new StatementParser(text)
  const { tokens } = parser
  const statement = parseAny(parser)
  const isClosed = tokens.accept(';')
  if (tokens.peek().kind !== 'end') {
    throw tokens.malformed(isClosed ? partiqlMessages.afterSemicolon : partiqlMessages.afterExpression)
  }
  return { ...statement, parameterCount: parser.parameterCount, refusal: parser.refusal }
}

function parseAny(parser: StatementParser): StatementSyntax {
  const { tokens } = parser
  const { text, kind } = tokens.peek()
  if (kind === 'keyword') {
    switch (text) {
      case 'SELECT':
        return parseSelect(parser)
      case 'INSERT':
        return parseInsert(parser)
      case 'UPDATE':
        return parseUpdate(parser)
      case 'FROM':
        return parseUpdateFrom(parser)
      case 'DELETE':
        return parseDelete(parser)
      case 'EXISTS':
        return parseExists(parser)
      case 'CREATE':
      case 'DROP':
        throw unsupportedDefinition(parser, text)
    }
  }
  const expression = parser.expression(parseExpression)
  if (tokens.peek().kind !== 'end') throw tokens.malformed(partiqlMessages.afterExpression)
  // The service takes operators and functions for a condition that stands alone.
  if (['call', 'in', 'is', 'operation'].includes(expression.kind))
    throw invalidRequest(partiqlMessages.existsOutside)
  throw invalidRequest(partiqlMessages.unsupportedOperation(nodeName(expression)))
}

function parseExists(parser: StatementParser): StatementSyntax {
  const { tokens } = parser
  tokens.next()
  tokens.expect('(')
  const select = tokens.isAt('SELECT') ? parseSelect(parser) : undefined
  if (select === undefined && !tokens.isAt(')')) parser.list(parseExpression)
  tokens.expect(')')
  return { kind: 'exists', select, parameterCount: 0, refusal: undefined }
}

/** Statements that define tables and indexes, as far as one can tell them from a mistake. */
function unsupportedDefinition({ tokens }: StatementParser, verb: 'CREATE' | 'DROP') {
  tokens.next()
  const isIndex = tokens.isAt('INDEX')
  if (!isIndex && !tokens.isAt('TABLE')) return tokens.malformed()
  tokens.next()
  if (isIndex && verb === 'CREATE') {
    if (!tokens.accept('ON')) return tokens.malformed()
  }
  if (tokens.next().kind !== 'name') return tokens.malformed()
  const operation = `${verb === 'CREATE' ? 'Create' : 'Drop'}${isIndex ? 'Index' : 'Table'}`
  return invalidRequest(partiqlMessages.unsupportedOperation(operation))
}

/** What the service calls an expression where it expects none. */
function nodeName(expression: StatementExpression): string {
  switch (expression.kind) {
    case 'path':
      return expression.steps.length === 1 ? 'VariableReference' : 'Path'
    case 'literal':
    case 'ion':
      return 'Literal'
    case 'missing':
      return 'LiteralMissing'
    case 'parameter':
      return 'Parameter'
    case 'tuple':
      return 'Struct'
    case 'list':
    case 'bag':
      return 'Seq'
    default:
      return 'NAry'
  }
}
