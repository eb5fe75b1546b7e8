import type { IndexStep, NameStep, OperandSyntax, PathSyntax, ValueSyntax } from './syntax.js'
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

/** A function call whose closing parenthesis has not come yet, and how many stand open around the call itself. */
interface OpenCall {
  readonly name: string
  readonly operands: OperandSyntax[]
  readonly parentheses: number
}

/**
 * Parses a path, a value or a function call, which may stand in parentheses; a second pair around it is redundant.
 * Keeps its own stack, so that 4 KB of nested calls cannot exhaust the machine's.
 */
export function parseOperand(tokens: TokenStream): OperandSyntax {
  const openCalls: OpenCall[] = []
  for (;;) {
    let parentheses = openParentheses(tokens)
    if (isCall(tokens)) {
      openCalls.push({ name: tokens.next().text, operands: [], parentheses })
      tokens.expect('(')
      tokens.countOperator()
      continue
    }
    let operand: OperandSyntax =
      tokens.peek().kind === 'valuePlaceholder' ? parseValue(tokens) : parsePath(tokens)
    for (;;) {
      closeParentheses(tokens, parentheses)
      const call = openCalls.at(-1)
      if (call === undefined) return operand
      call.operands.push(operand)
      if (tokens.accept(',')) break
      tokens.expect(')')
      openCalls.pop()
      operand = { kind: 'call', name: call.name, operands: call.operands }
      parentheses = call.parentheses
    }
  }
}

function openParentheses(tokens: TokenStream): number {
  let count = 0
  while (tokens.accept('(')) count += 1
  return count
}

function closeParentheses(tokens: TokenStream, count: number): void {
  for (let closed = 0; closed < count; closed += 1) tokens.expect(')')
  if (count > 1) tokens.noteRedundantParentheses()
}

/** Parses one operand or more up to the closing parenthesis, which it takes. */
export function parseOperandList(tokens: TokenStream): OperandSyntax[] {
  const operands = [parseOperand(tokens)]
  while (tokens.accept(',')) operands.push(parseOperand(tokens))
  tokens.expect(')')
  return operands
}
