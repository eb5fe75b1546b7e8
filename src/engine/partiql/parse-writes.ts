import { partiqlMessages } from './messages.js'
import { parseExpression } from './parse-expression.js'
import { parsePath } from './parse-primary.js'
import { parseSource, parseWhere } from './parse-select.js'
import type { StatementParser } from './parser.js'
import { atPosition } from './position.js'
import type {
  ChangeSyntax,
  DeleteSyntax,
  InsertSyntax,
  ReturningSyntax,
  StatementExpression,
  UpdateSyntax,
} from './syntax.js'

/** Filled in once the whole statement is parsed. */
const unfinished = { parameterCount: 0, refusal: undefined }

export function parseInsert(parser: StatementParser): InsertSyntax {
  const { tokens } = parser
  const { at } = tokens.expect('INSERT')
  if (!tokens.accept('INTO')) throw tokens.unexpected()
  const source = parseTarget(parser)
  if (!tokens.accept('VALUE')) parser.refuse(partiqlMessages.unsupportedOperation('InsertOp'))
  const item = parser.expression(parseExpression)
  if (tokens.accept('AT')) {
    parser.refuse(atPosition(partiqlMessages.insertAt, at))
    parseExpression(parser)
  }
  if (tokens.accept('ON')) {
    tokens.expect('CONFLICT')
    parser.refuse(partiqlMessages.unsupportedClause('ON CONFLICT'))
    if (tokens.accept('WHERE')) parseExpression(parser)
    tokens.expect('DO')
    tokens.expect('NOTHING')
  }
  if (parseReturning(parser) !== undefined) parser.refuse(partiqlMessages.insertReturning)
  return { kind: 'insert', source, item, ...unfinished }
}

export function parseUpdate(parser: StatementParser): UpdateSyntax {
  const { tokens } = parser
  tokens.expect('UPDATE')
  const source = parseWritten(parser)
  const changes = parser.expression(parseChanges)
  const where = parseWhere(parser)
  return { kind: 'update', source, changes, where, returning: parseReturning(parser), ...unfinished }
}

/** The form of UPDATE that begins with its table and its condition. */
export function parseUpdateFrom(parser: StatementParser): UpdateSyntax {
  const { tokens } = parser
  tokens.expect('FROM')
  const source = parseSource(parser)
  const where = parseWhere(parser)
  if (!tokens.isAt('SET') && !tokens.isAt('REMOVE')) {
    throw tokens.malformed(partiqlMessages.expectedManipulation)
  }
  const changes = parser.expression(parseChanges)
  return { kind: 'update', source, changes, where, returning: parseReturning(parser), ...unfinished }
}

export function parseDelete(parser: StatementParser): DeleteSyntax {
  const { tokens } = parser
  tokens.expect('DELETE')
  if (!tokens.accept('FROM')) throw tokens.malformed(partiqlMessages.expectedFromInDelete)
  const source = parseWritten(parser)
  const where = parseWhere(parser)
  const returning = parseReturning(parser)
  if (returning !== undefined && returning !== 'ALL OLD') {
    parser.refuse(partiqlMessages.deleteReturning(returning))
  }
  return { kind: 'delete', source, where, returning, ...unfinished }
}

/** The table of an UPDATE or DELETE, of which the service says no more than that it is not there. */
function parseWritten(parser: StatementParser): StatementExpression {
  const { kind } = parser.tokens.peek()
  if (kind === 'end' || kind === 'keyword' || parser.tokens.isAt(';')) {
    throw parser.tokens.malformed(partiqlMessages.expectedTarget)
  }
  return parseSource(parser)
}

/** SET with one assignment or more, REMOVE with one path, each as often as it takes. */
function parseChanges(parser: StatementParser): ChangeSyntax[] {
  const { tokens } = parser
  const changes: ChangeSyntax[] = []
  for (;;) {
    if (tokens.accept('SET')) {
      changes.push(...parser.list(parseAssignment))
    } else if (tokens.accept('REMOVE')) {
      changes.push({ section: 'REMOVE', target: parseTarget(parser) })
    } else {
      if (changes.length === 0) throw tokens.malformed()
      return changes
    }
  }
}

function parseAssignment(parser: StatementParser): ChangeSyntax {
  const target = parseTarget(parser)
  parser.tokens.expect('=')
  return { section: 'SET', target, value: parseExpression(parser) }
}

function parseTarget(parser: StatementParser): StatementExpression {
  if (parser.tokens.peek().kind !== 'name') {
    throw parser.tokens.malformed(partiqlMessages.expectedTarget)
  }
  return parsePath(parser, parseExpression)
}

/** Parses `RETURNING ALL OLD *` and its like. */
function parseReturning(parser: StatementParser): ReturningSyntax | undefined {
  const { tokens } = parser
  if (!tokens.accept('RETURNING')) return undefined
  const returning = parser.list(parseReturned)
  if (returning.length > 1) parser.refuse(partiqlMessages.severalReturning)
  return returning[0]
}

function parseReturned(parser: StatementParser): ReturningSyntax {
  const { tokens } = parser
  const scope = tokens.accept('MODIFIED') ? 'MODIFIED' : 'ALL'
  if (scope === 'ALL') tokens.expect('ALL')
  const time = tokens.accept('NEW') ? 'NEW' : 'OLD'
  if (time === 'OLD') tokens.expect('OLD')
  if (!tokens.accept('*')) {
    parser.refuse(partiqlMessages.returningNotAll)
    parseExpression(parser)
  }
  return `${scope} ${time}`
}
