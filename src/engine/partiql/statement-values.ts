import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'
import { invalidRequest } from '../faults.js'
import { getMember, normalizeItem, normalizeValue, setMember } from '../values/index.js'
import type { Resolution, ValueSyntax } from '../expressions/index.js'
import { partiqlMessages } from './messages.js'
import { atPosition } from './position.js'
import type { SequenceExpression, StatementExpression, TupleExpression } from './syntax.js'

/**
 * The values of one statement: its parameters, and its literals under the placeholders by which the syntax trees of
 * conditions and updates know them.
 */
export class StatementValues {
  readonly resolution: Resolution
  readonly #parameters: readonly AttributeValue[]
  readonly #values: AttributeValue[] = []

  /** `parameters` are in their stored form. */
  constructor(parameters: readonly AttributeValue[]) {
    this.#parameters = parameters
    this.resolution = {
      kind: 'Statement',
      context: { useName: () => undefined, useValue: (placeholder) => this.#values[Number(placeholder)] },
    }
  }

  /** Whether an expression is a value, known before any item is read. */
  isValue({ kind }: StatementExpression): boolean {
    return kind !== 'path' && kind !== 'call' && kind !== 'operation' && kind !== 'in' && kind !== 'is'
  }

  /** Keeps the value of an expression for a syntax tree. */
  placeholderOf(expression: StatementExpression): ValueSyntax {
    return this.placeholderFor(this.valueOf(expression))
  }

  placeholderFor(value: AttributeValue): ValueSyntax {
    this.#values.push(value)
    return { kind: 'value', placeholder: String(this.#values.length - 1) }
  }

  /** The stored form of a value that the statement spells out. Throws when it is none. */
  valueOf(expression: StatementExpression): AttributeValue {
    if (expression.kind === 'missing') throw invalidRequest(partiqlMessages.missingOperand)
    return normalizeValue(this.#read(expression, rootKey))
  }

  /** The stored form of an item that the statement spells out. */
  itemOf(tuple: TupleExpression): AttributeMap {
    // Each attribute is the root of its own value in the service's messages.
    return normalizeItem(this.#readMembers(tuple, rootKey, () => rootKey))
  }

  #read(expression: StatementExpression, where: string): AttributeValue {
    switch (expression.kind) {
      case 'literal':
        return expression.value
      case 'parameter':
        return this.#parameters[expression.index] as AttributeValue
      case 'list':
        return { L: expression.elements.map((element, index) => this.#read(element, `${where}.${index}`)) }
      case 'bag':
        return setOf(expression)
      case 'tuple':
        return { M: this.#readMembers(expression, where, (name) => `${where}.${name}`) }
      case 'ion':
        throw invalidRequest(atPosition(partiqlMessages.ionLiteral(where), expression.at))
      default: {
        const problem = partiqlMessages.unsupportedValue(describe(expression, where), where)
        throw invalidRequest(atPosition(problem, expression.at))
      }
    }
  }

  #readMembers({ members }: TupleExpression, where: string, placeOf: (name: string) => string): AttributeMap {
    const map: AttributeMap = {}
    for (const { key, value } of members) {
      const name = key.kind === 'literal' ? key.value.S : undefined
      if (name === undefined) {
        throw invalidRequest(atPosition(partiqlMessages.tupleKey(typeName(key), where), key.at))
      }
      if (name === '') throw invalidRequest(partiqlMessages.emptyPath)
      if (getMember(map, name) !== undefined) {
        throw invalidRequest(atPosition(partiqlMessages.duplicateTupleKey(name, where), key.at))
      }
      setMember(map, name, this.#read(value, placeOf(name)))
    }
    return map
  }
}

const rootKey = 'root'

/** A bag is a set, of numbers or of strings. */
function setOf({ at, elements }: SequenceExpression): AttributeValue {
  if (elements.length === 0) throw invalidRequest(atPosition(partiqlMessages.emptyBag, at))
  const values = elements.map((element) => {
    if (element.kind === 'literal' && (element.value.S ?? element.value.N) !== undefined) return element.value
    throw invalidRequest(atPosition(partiqlMessages.bagElements, element.at))
  })
  const strings = values.flatMap(({ S: string }) => (string === undefined ? [] : [string]))
  const numbers = values.flatMap(({ N: number }) => (number === undefined ? [] : [number]))
  if (strings.length > 0 && numbers.length > 0) throw invalidRequest(partiqlMessages.bagElements)
  return strings.length > 0 ? { SS: strings } : { NS: numbers }
}

/** What the service calls something that is no value: by name in the item itself, by kind further in. */
function describe(expression: StatementExpression, where: string): string {
  if (where !== rootKey) return typeName(expression)
  switch (expression.kind) {
    case 'path': {
      const [step] = expression.steps
      return expression.steps.length === 1 && step?.kind === 'name' ? step.text : 'Path'
    }
    case 'call':
      return expression.name
    case 'operation':
      return expression.operator
    case 'missing':
      return 'MISSING'
    default:
      return typeName(expression)
  }
}

function typeName(expression: StatementExpression): string {
  switch (expression.kind) {
    case 'path':
      return expression.steps.length === 1 ? 'VariableReference' : 'Path'
    case 'literal':
      return expression.value.N === undefined ? 'Literal' : 'INT'
    case 'missing':
      return 'LiteralMissing'
    case 'list':
    case 'bag':
      return 'Seq'
    case 'tuple':
      return 'Struct'
    case 'parameter':
      return 'Parameter'
    default:
      return 'NAry'
  }
}
