import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'
import {
  attributeNameSizeBytesMax,
  expressionValuesSizeBytesMax,
  placeholderLengthMax,
  placeholdersMax,
} from '../../protocol/limits.js'
import { ServiceError } from '../../protocol/service-errors.js'
import { LayeredRefusal } from '../faults.js'
import { attributeSizeBytes, normalizeValue, utf8LengthBytes, valueMessages } from '../values/index.js'
import { ExpressionCache } from './expression-cache.js'
import { inJavaHashOrder } from './java-hash-order.js'
import { placeholderMessages } from './messages.js'

const namesMap = 'ExpressionAttributeNames'
const valuesMap = 'ExpressionAttributeValues'

interface Placeholder<TMeaning> {
  readonly meaning: TMeaning
  isUsed: boolean
}

/**
 * The placeholders that the expressions of one request share: validated when it is made, looked up while the
 * expressions are parsed, and all used in the end.
 */
export class ExpressionAttributesContext {
  readonly cache: ExpressionCache
  readonly #names = new Map<string, Placeholder<string>>()
  readonly #values = new Map<string, Placeholder<AttributeValue>>()

  constructor(
    names: Record<string, string> | undefined,
    values: AttributeMap | undefined,
    cache: ExpressionCache = new ExpressionCache(),
  ) {
    this.cache = cache
    if (names !== undefined) this.#addNames(names)
    if (values !== undefined) this.#addValues(values)
  }

  /** What a `#placeholder` stands for, which counts as its use; undefined when the request does not say. */
  useName(placeholder: string): string | undefined {
    return use(this.#names.get(placeholder))
  }

  /** What a `:placeholder` stands for, which counts as its use; undefined when the request does not say. */
  useValue(placeholder: string): AttributeValue | undefined {
    return use(this.#values.get(placeholder))
  }

  /** Refuses placeholders that no expression has used. To be called once all are parsed. */
  assertAllUsed(): void {
    assertUsed(namesMap, this.#names)
    assertUsed(valuesMap, this.#values)
  }

  #addNames(names: Record<string, string>): void {
    assertCount(namesMap, names)
    for (const key of Object.keys(names)) {
      const name = names[key] as string
      assertKey(namesMap, '#', key)
      if (utf8LengthBytes(name) > attributeNameSizeBytesMax) {
        throw invalid(placeholderMessages.invalidValue(namesMap, valueMessages.nameTooLong, key))
      }
      if (name === '') {
        throw invalid(placeholderMessages.invalidValue(namesMap, valueMessages.emptyName, key))
      }
      this.#names.set(key, { meaning: name, isUsed: false })
    }
  }

  #addValues(values: AttributeMap): void {
    assertCount(valuesMap, values)
    let sizeBytes = 0
    for (const key of Object.keys(values)) {
      assertKey(valuesMap, ':', key)
      const normalized = normalizePlaceholderValue(key, values[key] as AttributeValue)
      sizeBytes += attributeSizeBytes(key, normalized)
      this.#values.set(key, { meaning: normalized, isUsed: false })
    }
    if (sizeBytes > expressionValuesSizeBytesMax) throw invalid(placeholderMessages.valuesTooLarge)
  }
}

function use<TMeaning>(placeholder: Placeholder<TMeaning> | undefined): TMeaning | undefined {
  if (placeholder === undefined) return undefined
  placeholder.isUsed = true
  return placeholder.meaning
}

function assertCount(map: string, placeholders: object): void {
  const count = Object.keys(placeholders).length
  if (count === 0) throw invalid(placeholderMessages.emptyMap(map))
  if (count > placeholdersMax) {
    throw invalid(placeholderMessages.tooMany(map, placeholdersMax))
  }
}

function assertKey(map: string, sign: '#' | ':', key: string): void {
  const problem = findKeyProblem(sign, key)
  if (problem !== undefined) throw invalid(placeholderMessages.invalidKey(map, problem))
}

const keyPattern = /^.[A-Za-z0-9_]+$/

function findKeyProblem(sign: '#' | ':', key: string): string | undefined {
  if (key === '') return placeholderMessages.emptyKey
  if (key.length > placeholderLengthMax) return placeholderMessages.keyTooLong(utf8LengthBytes(key))
  if (key[0] !== sign || !keyPattern.test(key)) return placeholderMessages.keySyntax(key)
  return undefined
}

function normalizePlaceholderValue(key: string, value: AttributeValue): AttributeValue {
  try {
    return normalizeValue(value)
  } catch (error) {
    if (!(error instanceof ServiceError) || error.name !== 'ValidationException') throw error
    const message = placeholderMessages.invalidValue(valuesMap, error.message, key)
    if (!(error instanceof LayeredRefusal)) throw new LayeredRefusal(message, error.message)
    throw new LayeredRefusal(message, error.isPlaced ? message : error.newerMessage, error)
  }
}

function assertUsed(map: string, placeholders: ReadonlyMap<string, Placeholder<unknown>>): void {
  let unused: string[] | undefined
  for (const [key, { isUsed }] of placeholders) if (!isUsed) (unused ??= []).push(key)
  if (unused === undefined) return
  throw invalid(placeholderMessages.unused(map, inJavaHashOrder(unused, placeholders.size)))
}

function invalid(message: string): ServiceError {
  return new ServiceError('ValidationException', message)
}
