import { MonotableError } from '../core/errors.js'
import type { EntityDefinitionInput } from './entity-definition.js'
import { definitionError } from './errors.js'
import { isTable } from './table.js'

type Fields = Readonly<Record<string, unknown>>

const definitionWords = [
  'name',
  'table',
  'schema',
  'key',
  'access',
  'unique',
  'version',
  'timestamps',
  'softDelete',
  'attributes',
  'derived',
  'entityValue',
  'validateOnRead',
] as const satisfies readonly (keyof EntityDefinitionInput)[]
const keyWords = ['partitionKey', 'sortKey']
const accessWords = ['index', 'partitionKey', 'sortKey', 'shards', 'includeExpired']
const timestampWords = ['createdAt', 'updatedAt']
const derivedWords = ['from', 'compute']

/** What each option of an attribute may say. */
const optionWords: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  storedName: (value) => (typeof value === 'string' ? undefined : 'takes a name'),
  store: oneOf(['string', 'number', 'iso', 'epoch-seconds', 'epoch-milliseconds']),
  hidden: oneOf([true, false]),
  readOnly: oneOf([true, false]),
  keyOrder: oneOf(['descending', 'declared']),
}

/**
 * Refuses a definition of which a part is missing, or has a form or a word that means nothing: what the compiler tells
 * TypeScript callers.
 *
 * @throws MonotableError `schema.definition`, naming the entity and the place; `schema.entity` for one without a name.
 */
export function assertDefinition(definition: unknown): asserts definition is EntityDefinitionInput {
  const given = definition as Partial<Record<keyof EntityDefinitionInput, unknown>>
  if (!isObject(definition) || typeof given.name !== 'string' || given.name === '')
    throw new MonotableError('schema.entity', "An entity needs a name: defineEntity({ name: 'Order', … })", {
      entity: isObject(definition) ? given.name : undefined,
    })
  const at: Checks = checksOf(given.name)
  at.words('the definition', given, definitionWords)
  if (!isTable(given.table)) at.refuse('table', 'give what defineTable made')
  at.words('key', given.key, keyWords)
  if (given.key['partitionKey'] === undefined)
    at.refuse('key', "give a partitionKey, such as 'ORDER#{orderId}'")
  at.each('access', given.access, (place, value) => at.words(place, value, accessWords))
  at.each('unique', given.unique, (place, value) => at.words(place, value, keyWords))
  at.name('version', given.version)
  if (given.timestamps !== undefined) {
    at.words('timestamps', given.timestamps, timestampWords)
    for (const word of timestampWords) at.name(`timestamps.${word}`, given.timestamps[word])
  }
  at.name('softDelete', given.softDelete)
  at.each('attributes', given.attributes, (place, value) => {
    at.words(place, value, Object.keys(optionWords))
    for (const [word, option] of Object.entries(value)) {
      const problem = option === undefined ? undefined : optionWords[word]?.(option)
      if (problem !== undefined) at.refuse(place, `${word} ${problem}`)
    }
  })
  at.each('derived', given.derived, (place, value) => {
    at.words(place, value, derivedWords)
    const { from, compute } = value as { from?: unknown; compute?: unknown }
    if (!Array.isArray(from) || !from.every((source) => typeof source === 'string'))
      at.refuse(place, 'from takes the names of the attributes that it is worked out from')
    if (typeof compute !== 'function') at.refuse(place, 'compute takes a function of them')
  })
  at.name('entityValue', given.entityValue)
  if (given.validateOnRead !== undefined && typeof given.validateOnRead !== 'boolean')
    at.refuse('validateOnRead', 'it is true or false')
}

/** The checks of one definition, in the name of its entity. */
interface Checks {
  refuse(place: string, problem: string): never
  words(place: string, value: unknown, words: readonly string[]): asserts value is Fields
  each(place: string, value: unknown, check: (place: string, member: unknown) => void): void
  name(place: string, value: unknown): void
}

function checksOf(entity: string): Checks {
  const refuse: Checks['refuse'] = (place, problem) => {
    throw definitionError('schema.definition', { entity, place }, problem)
  }
  return {
    refuse,
    words(place, value, words) {
      if (!isObject(value)) refuse(place, `give an object with ${words.join(', ')}`)
      const unknown = Object.keys(value).find((word) => !words.includes(word))
      if (unknown !== undefined) refuse(place, `${unknown} means nothing here; it has ${words.join(', ')}`)
    },
    each(place, value, check) {
      if (value === undefined) return
      if (!isObject(value)) refuse(place, 'give an object')
      for (const [name, member] of Object.entries(value)) check(`${place}.${name}`, member)
    },
    name(place, value) {
      if (value !== undefined && (typeof value !== 'string' || value === ''))
        refuse(place, 'give a name, or leave it out')
    },
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function oneOf(words: readonly unknown[]): (value: unknown) => string | undefined {
  const named = words.map(quoted).join(', ')
  return (value) => (words.includes(value) ? undefined : `is one of ${named}, not ${quoted(value)}`)
}

function quoted(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value)
}
