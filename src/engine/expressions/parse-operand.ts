import type { CallSyntax, IndexStep, NameStep, OperandSyntax, PathSyntax, ValueSyntax } from './syntax.js'
import type { TokenStream } from './tokens.js'

/** Parses `name`, `#name`, `.name`, `[index]` … : the document path that every grammar shares. */
export function parsePath(tokens: TokenStream): PathSyntax {
  const steps: (NameStep | IndexStep)[] = [parseName(tokens)]
  for (;;) {
    if (tokens.accept('.')) {
      steps.push(parseName(tokens))
    } else if (tokens.accept('[')) {
      if (tokens.peek().kind !== 'index') throw tokens.syntaxError()
      steps.push({ kind: 'index', text: tokens.next().text })
      tokens.expect(']')
    } else {
      return { kind: 'path', steps }
    }
  }
}

function parseName(tokens: TokenStream): NameStep {
  const { kind, text } = tokens.peek()
  if (kind !== 'name' && kind !== 'namePlaceholder') throw tokens.syntaxError()
  tokens.next()
  return { kind: 'name', text, isPlaceholder: kind === 'namePlaceholder' }
}

export function parseValue(tokens: TokenStream): ValueSyntax {
  if (tokens.peek().kind !== 'valuePlaceholder') throw tokens.syntaxError()
  return { kind: 'value', placeholder: tokens.next().text }
}

/** Whether the next tokens call a function: a bare name and an opening parenthesis. */
function isCall(tokens: TokenStream): boolean {
  return tokens.peek().kind === 'name' && tokens.peekSecond().text === '('
}

/** Parses a path, a value or a function call, without parentheses around it. */
export function parseBareOperand(tokens: TokenStream): OperandSyntax {
  if (isCall(tokens)) return parseCall(tokens)
  return tokens.peek().kind === 'valuePlaceholder' ? parseValue(tokens) : parsePath(tokens)
}

/** Parses an operand that may stand in parentheses; a second pair around it is redundant. */
export function parseOperand(tokens: TokenStream): OperandSyntax {
  let parentheses = 0
  while (tokens.accept('(')) parentheses += 1
  const operand = parseBareOperand(tokens)
  for (let closed = 0; closed < parentheses; closed += 1) tokens.expect(')')
  if (parentheses > 1) tokens.noteRedundantParentheses()
  return operand
}

function parseCall(tokens: TokenStream): CallSyntax {
  const name = tokens.next().text
  tokens.expect('(')
  return { kind: 'call', name, operands: parseOperandList(tokens) }
}

/** Parses one operand or more up to the closing parenthesis, which it takes. */
export function parseOperandList(tokens: TokenStream): OperandSyntax[] {
  const operands = [parseOperand(tokens)]
  while (tokens.accept(',')) operands.push(parseOperand(tokens))
  tokens.expect(')')
  return operands
}

/** Functions called in an operand, nested ones included: they count as operators. */
export function countCalls(operand: OperandSyntax): number {
  if (operand.kind !== 'call') return 0
  return operand.operands.reduce((count, nested) => count + countCalls(nested), 1)
}
