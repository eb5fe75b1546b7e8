import { assertSectionsOnce, assertUpdateWords } from './check-words.js'
import { parseOperand, parsePath, parseValue } from './parse-operand.js'
import type { ActionSyntax, ParsedUpdate, UpdateSection, UpdateValueSyntax } from './syntax.js'
import { TokenStream } from './tokens.js'

const sections: readonly UpdateSection[] = ['SET', 'REMOVE', 'ADD', 'DELETE']

/** Parses an update, and refuses what the text alone shows to be wrong. */
export function parseUpdateSyntax(text: string): ParsedUpdate {
  const tokens = new TokenStream('UpdateExpression', text)
  const actions: ActionSyntax[] = []
  const begun: UpdateSection[] = []
  do {
    const section = sections.find((name) => tokens.accept(name))
    if (section === undefined) throw tokens.syntaxError()
    begun.push(section)
    do actions.push(parseAction(tokens, section))
    while (tokens.accept(','))
  } while (tokens.peek().kind !== 'end')
  tokens.expectEnd()
  assertUpdateWords(tokens, actions)
  assertSectionsOnce(tokens, begun)
  return { actions, operatorCount: tokens.operatorCount }
}

function parseAction(tokens: TokenStream, section: UpdateSection): ActionSyntax {
  const target = parsePath(tokens)
  if (section === 'REMOVE') return { section, target }
  if (section !== 'SET') return { section, target, value: parseValue(tokens) }
  tokens.expect('=')
  return { section, target, value: parseUpdateValue(tokens) }
}

/** An operand, or a sum or difference of two; either may stand in parentheses, and the operands in their own. */
function parseUpdateValue(tokens: TokenStream): UpdateValueSyntax {
  let parentheses = 0
  while (tokens.accept('(')) parentheses += 1
  let value: UpdateValueSyntax = parseOperand(tokens)
  // Parentheses that close at once were around the operand; those left open are around the sum.
  let aroundOperand = 0
  while (aroundOperand < parentheses && tokens.accept(')')) aroundOperand += 1
  const operator = tokens.accept('+') ? '+' : tokens.accept('-') ? '-' : undefined
  if (operator !== undefined) {
    tokens.countOperator()
    value = { kind: 'sum', operator, left: value, right: parseOperand(tokens) }
  }
  const aroundSum = parentheses - aroundOperand
  for (let closed = 0; closed < aroundSum; closed += 1) tokens.expect(')')
  if (aroundOperand > 1 || aroundSum > 1) tokens.noteRedundantParentheses()
  return value
}
