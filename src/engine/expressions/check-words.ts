import { listIndexMax } from '../../protocol/limits.js'
import { unreachable } from '../../core/assert.js'
import { reservedWords } from '../../protocol/reserved-words.js'
import { expressionMessages } from './messages.js'
import type {
  ActionSyntax,
  CallSyntax,
  ConditionSyntax,
  OperandSyntax,
  PathSyntax,
  UpdateSection,
  UpdateValueSyntax,
} from './syntax.js'
import type { TokenStream } from './tokens.js'

/**
 * The checks that need the text alone: names of functions and their places, reserved words, list indexes. The service
 * makes them for the whole expression, from left to right, before it looks at any placeholder.
 */
const conditionFunctions: ReadonlySet<string> = new Set([
  'attribute_exists',
  'attribute_not_exists',
  'attribute_type',
  'begins_with',
  'contains',
])
const updateFunctions: ReadonlySet<string> = new Set(['if_not_exists', 'list_append'])

export function assertConditionWords(tokens: TokenStream, condition: ConditionSyntax): void {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.terms.forEach((term) => assertConditionWords(tokens, term))
    case 'not':
      return assertConditionWords(tokens, condition.term)
    case 'comparison':
      return assertOperands(tokens, [condition.left, condition.right])
    case 'between':
      return assertOperands(tokens, [condition.operand, condition.lower, condition.upper])
    case 'in':
      return assertOperands(tokens, [condition.operand, ...condition.candidates])
    case 'call':
      assertConditionFunction(tokens, condition)
      if (condition.name === 'size') throw tokens.invalid(expressionMessages.misusedFunction(condition.name))
      return assertOperands(tokens, condition.operands)
    default:
      unreachable(condition)
  }
}

function assertConditionFunction(tokens: TokenStream, { name }: CallSyntax): void {
  if (name === 'size' || conditionFunctions.has(name)) return
  throw tokens.invalid(
    updateFunctions.has(name)
      ? expressionMessages.functionNotInCondition(name)
      : expressionMessages.unknownFunction(name),
  )
}

function assertOperands(tokens: TokenStream, operands: readonly OperandSyntax[]): void {
  for (const operand of operands) {
    if (operand.kind === 'path') {
      assertPathWords(tokens, operand)
    } else if (operand.kind === 'call') {
      assertConditionFunction(tokens, operand)
      if (operand.name !== 'size') throw tokens.invalid(expressionMessages.misusedFunction(operand.name))
      assertOperands(tokens, operand.operands)
    }
  }
}

export function assertPathWords(tokens: TokenStream, path: PathSyntax): void {
  for (const step of path.steps) {
    if (step.kind === 'index') {
      if (Number(step.text) > listIndexMax)
        throw tokens.invalid(expressionMessages.indexOutOfRange(step.text))
    } else if (!step.isPlaceholder && reservedWords.has(step.text.toUpperCase())) {
      throw tokens.invalid(expressionMessages.reservedWord(step.text))
    }
  }
}

export function assertUpdateWords(tokens: TokenStream, actions: readonly ActionSyntax[]): void {
  for (const action of actions) {
    assertPathWords(tokens, action.target)
    if (action.section === 'SET') assertUpdateValue(tokens, action.value)
  }
}

function assertUpdateValue(tokens: TokenStream, value: UpdateValueSyntax): void {
  if (value.kind === 'sum') {
    assertUpdateOperands(tokens, [value.left, value.right])
  } else if (value.kind === 'call') {
    assertUpdateFunction(tokens, value)
    assertUpdateOperands(tokens, value.operands)
  } else if (value.kind === 'path') {
    assertPathWords(tokens, value)
  }
}

/** Operands of a function or a sum: `list_append` may not stand there. */
function assertUpdateOperands(tokens: TokenStream, operands: readonly UpdateValueSyntax[]): void {
  for (const operand of operands) {
    if (operand.kind === 'path') {
      assertPathWords(tokens, operand)
    } else if (operand.kind === 'call') {
      assertUpdateFunction(tokens, operand)
      if (operand.name === 'list_append')
        throw tokens.invalid(expressionMessages.misusedFunction(operand.name))
      assertUpdateOperands(tokens, operand.operands)
    }
  }
}

function assertUpdateFunction(tokens: TokenStream, { name }: CallSyntax): void {
  if (updateFunctions.has(name)) return
  throw tokens.invalid(
    name === 'size' || conditionFunctions.has(name)
      ? expressionMessages.functionNotInUpdate(name)
      : expressionMessages.unknownFunction(name),
  )
}

/** `sections` in the order of the text, one for each time that a section begins. */
export function assertSectionsOnce(tokens: TokenStream, sections: readonly UpdateSection[]): void {
  const seen = new Set<UpdateSection>()
  for (const section of sections) {
    if (seen.has(section)) throw tokens.invalid(expressionMessages.repeatedSection(section))
    seen.add(section)
  }
}
