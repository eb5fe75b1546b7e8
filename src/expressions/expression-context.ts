import { MonotableError } from '../core/errors.js'
import type { AttributeMap, AttributeValue } from '../protocol/attribute-value.js'
import type { ExpressionAttributes } from '../protocol/items.js'
import { expressionOperatorsMax, expressionSizeBytesMax } from '../protocol/limits.js'
import type { Place } from './place.js'
import { isSameValue, scalarKey } from './same-value.js'

/** The expressions of a request, as DynamoDB names their members. */
export type ExpressionKind =
  | 'ConditionExpression'
  | 'FilterExpression'
  | 'KeyConditionExpression'
  | 'ProjectionExpression'
  | 'UpdateExpression'

/** Up to here, a look at each value is cheaper than a map of them. */
const fewValues = 8
const valueTokens: readonly string[] = Array.from({ length: 64 }, (_, index) => `:${index}`)
const nameTokens: readonly string[] = Array.from({ length: 64 }, (_, index) => `#${index}`)

/**
 * The placeholders that the expressions of one request share: `#0`, `#1`… for names that cannot stand as they are, `:0`,
 * `:1`… for values. Equal names share one, and so do equal values.
 */
export class ExpressionContext {
  #nameList: string[] | undefined
  #names: Record<string, string> | undefined
  #values: AttributeMap | undefined
  readonly #valueList: AttributeValue[] = []
  #scalars: Map<string, string> | undefined
  #operators = 0
  #finished = 0

  /** The text of a place. */
  pathText(place: Place): string {
    return place.bareText ?? this.#composedPath(place)
  }

  /** The placeholder of a value. */
  valueToken(value: AttributeValue): string {
    const list = this.#valueList
    const known = list.length <= fewValues ? this.#findAmongFew(value) : this.#findAmongMany(value)
    if (known !== undefined) return known
    const token = valueTokens[list.length] ?? `:${list.length}`
    list.push(value)
    this.#values ??= {}
    this.#values[token] = value
    if (this.#scalars !== undefined) this.#remember(value, token)
    return token
  }

  /** The placeholder of a name. */
  nameToken(name: string): string {
    const list = (this.#nameList ??= [])
    const known = list.indexOf(name)
    const index = known < 0 ? list.length : known
    const token = nameTokens[index] ?? `#${index}`
    if (known < 0) {
      list.push(name)
      this.#names ??= {}
      this.#names[token] = name
    }
    return token
  }

  /** Counts operators and functions of the expression that is being compiled. */
  count(operators: number): void {
    this.#operators += operators
  }

  /** How many operators and functions the expression has that was finished last. */
  get operators(): number {
    return this.#finished
  }

  /** Ends an expression: checks it against the limits of DynamoDB and makes ready for the next. */
  finish(kind: ExpressionKind, text: string): string {
    const operators = this.#operators
    this.#operators = 0
    this.#finished = operators
    if (operators > expressionOperatorsMax)
      throw new MonotableError(
        'expressions.too-many-operators',
        `The ${kind} has ${operators} operators and functions; DynamoDB allows ${expressionOperatorsMax}: split the request.`,
        { kind, operators, limit: expressionOperatorsMax },
      )
    // All that is not ASCII stands behind placeholders, so characters are bytes.
    if (text.length > expressionSizeBytesMax)
      throw new MonotableError(
        'expressions.too-large',
        `The ${kind} is ${text.length} bytes long; DynamoDB allows ${expressionSizeBytesMax}: split the request.`,
        { kind, sizeBytes: text.length, limit: expressionSizeBytesMax },
      )
    return text
  }

  /** The members that go into the request beside the expressions; absent where there is nothing to name. */
  attributes(): ExpressionAttributes {
    const attributes: ExpressionAttributes = {}
    this.addTo(attributes)
    return attributes
  }

  /** Puts the same members into a request. */
  addTo(request: ExpressionAttributes): void {
    if (this.#names !== undefined) request.ExpressionAttributeNames = this.#names
    if (this.#values !== undefined) request.ExpressionAttributeValues = this.#values
  }

  #composedPath(place: Place): string {
    const { parent, step } = place
    if (typeof step === 'number') return `${parent === undefined ? '' : this.pathText(parent)}[${step}]`
    const name = place.isBare ? step : this.nameToken(step)
    return parent === undefined ? name : `${this.pathText(parent)}.${name}`
  }

  #findAmongFew(value: AttributeValue): string | undefined {
    const list = this.#valueList
    for (let index = 0; index < list.length; index++) {
      const known = list[index]
      if (known !== undefined && isSameValue(known, value)) return valueTokens[index]
    }
    return undefined
  }

  #findAmongMany(value: AttributeValue): string | undefined {
    if (this.#scalars === undefined) {
      this.#scalars = new Map()
      this.#valueList.forEach((known, index) => this.#remember(known, `:${index}`))
    }
    const key = scalarKey(value)
    if (key !== undefined) return this.#scalars.get(key)
    const index = this.#valueList.findIndex((known) => isSameValue(known, value))
    return index < 0 ? undefined : `:${index}`
  }

  #remember(value: AttributeValue, token: string): void {
    const key = scalarKey(value)
    if (key !== undefined) this.#scalars?.set(key, token)
  }
}
