import { partiqlMessages } from './messages.js'
import { parseExpression } from './parse-expression.js'
import type { StatementParser } from './parser.js'
import { atPosition } from './position.js'
import type { OrderSyntax, SelectSyntax, StatementExpression } from './syntax.js'

const joins = ['CROSS', 'FULL', 'INNER', 'JOIN', 'LEFT', 'OUTER', 'RIGHT'] as const

/** Parses `SELECT … FROM …` and the clauses that may follow. */
export function parseSelect(parser: StatementParser): SelectSyntax {
  const { tokens } = parser
  tokens.expect('SELECT')
  if (tokens.accept('DISTINCT')) parser.refuse(partiqlMessages.unsupportedToken('DISTINCT'))
  else tokens.accept('ALL')
  const projection = parseProjection(parser)
  tokens.expect('FROM')
  const source = parseSource(parser)
  parseOtherSources(parser)
  const where = parseWhere(parser)
  if (tokens.accept('GROUP')) {
    tokens.accept('PARTIAL')
    tokens.expect('BY')
    parser.refuse(partiqlMessages.unsupportedClause('GROUP BY'))
    parser.list(parseAliased)
  }
  if (tokens.accept('HAVING')) refuseClause(parser, 'HAVING')
  const order = parseOrder(parser)
  if (tokens.accept('LIMIT')) refuseClause(parser, 'LIMIT')
  // The statement fills in what only its end shows.
  return { kind: 'select', projection, source, where, order, parameterCount: 0, refusal: undefined }
}

function parseProjection(parser: StatementParser): SelectSyntax['projection'] {
  const { tokens } = parser
  if (tokens.accept('*')) return undefined
  if (tokens.isAt('FROM')) throw tokens.malformed(partiqlMessages.fromInSelectList)
  if (tokens.accept('VALUE')) parser.refuse(partiqlMessages.valueProjection)
  return parser.list(parseAliased)
}

/** Parses a table or index and the alias that it may not have. */
export function parseSource(parser: StatementParser): StatementExpression {
  return parseAliased(parser)
}

function parseAliased(parser: StatementParser): StatementExpression {
  const { tokens } = parser
  const expression = parseExpression(parser)
  const isAliased = tokens.accept('AS')
  if (isAliased || tokens.peek().kind === 'name') {
    if (tokens.next().kind !== 'name') throw tokens.malformed()
    parser.refuse(partiqlMessages.aliasing)
  }
  return expression
}

function parseOtherSources(parser: StatementParser): void {
  const { tokens } = parser
  for (;;) {
    if (!tokens.accept(',')) {
      if (!joins.some((word) => tokens.isAt(word))) return
      while (joins.some((word) => tokens.accept(word)));
    }
    parser.refuse(partiqlMessages.severalSources)
    parseAliased(parser)
    if (tokens.accept('ON')) parseExpression(parser)
  }
}

export function parseWhere(parser: StatementParser): StatementExpression | undefined {
  return parser.tokens.accept('WHERE') ? parser.expression(parseExpression) : undefined
}

function parseOrder(parser: StatementParser): OrderSyntax[] {
  const { tokens } = parser
  if (!tokens.accept('ORDER')) return []
  tokens.expect('BY')
  return parser.list(() => {
    const by = parseExpression(parser)
    const isDescending = tokens.accept('DESC')
    if (!isDescending) tokens.accept('ASC')
    return { by, isDescending }
  })
}

function refuseClause(parser: StatementParser, clause: string): void {
  const { at } = parseExpression(parser)
  parser.refuse(atPosition(partiqlMessages.unsupportedClause(clause), at))
}
