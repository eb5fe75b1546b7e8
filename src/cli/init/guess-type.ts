import type { ModelItem, ModelValue } from './model.types.js'
import { propertyName } from './words.js'

type Tag = 'S' | 'N' | 'B' | 'BOOL' | 'NULL' | 'M' | 'L' | 'SS' | 'NS' | 'BS'

/** The zod schema, as text, of values that samples have. */
export function typeText(values: readonly ModelValue[]): string {
  const present = values.filter((value) => !('NULL' in value))
  const tags = new Set(present.map(tagOf))
  const [tag] = tags
  if (tag === undefined) return values.length === 0 ? 'z.unknown()' : 'z.null()'
  const text = tags.size > 1 ? 'z.unknown()' : ofTag(tag, present)
  return present.length < values.length && text !== 'z.unknown()' ? `${text}.nullable()` : text
}

function tagOf(value: ModelValue): Tag {
  return Object.keys(value)[0] as Tag
}

function ofTag(tag: Tag, values: readonly ModelValue[]): string {
  switch (tag) {
    case 'S':
      return 'z.string()'
    case 'N':
      return numberText(values.flatMap((value) => ('N' in value ? [value.N] : [])))
    case 'B':
      return 'z.instanceof(Uint8Array)'
    case 'BOOL':
      return 'z.boolean()'
    case 'NULL':
      return 'z.null()'
    case 'M':
      return objectText(values.flatMap((value) => ('M' in value ? [value.M] : [])))
    case 'L': {
      const elements = values.flatMap((value) => ('L' in value ? value.L : []))
      return `z.array(${typeText(elements)})`
    }
    case 'SS':
      return 'z.set(z.string())'
    case 'NS':
      return `z.set(${numberText(values.flatMap((value) => ('NS' in value ? value.NS : [])))})`
    default:
      return 'z.set(z.instanceof(Uint8Array))'
  }
}

/** Numbers that a double cannot hold are bigints if they are whole; others are not told apart from their neighbours. */
function numberText(texts: readonly string[]): string {
  if (texts.some((text) => text.includes('.'))) return 'z.number()'
  return texts.every((text) => Number.isSafeInteger(Number(text))) ? 'z.int()' : 'z.bigint()'
}

function objectText(maps: readonly ModelItem[]): string {
  const names = [...new Set(maps.flatMap((map) => Object.keys(map)))]
  const members = names.map((name) => {
    const values = maps.flatMap((map) => (map[name] === undefined ? [] : [map[name]]))
    return `${propertyName(name)}: ${typeText(values)}${values.length < maps.length ? '.optional()' : ''}`
  })
  return members.length === 0 ? 'z.record(z.string(), z.unknown())' : `z.object({ ${members.join(', ')} })`
}

/** A sample value as plain JSON, as seed files have it. */
export function plainJson(value: ModelValue): unknown {
  if ('N' in value) return plainNumber(value.N)
  if ('NS' in value) return value.NS.map(plainNumber)
  if ('L' in value) return value.L.map(plainJson)
  if ('NULL' in value) return null
  if ('M' in value)
    return Object.fromEntries(Object.entries(value.M).map(([name, each]) => [name, plainJson(each)]))
  return Object.values(value)[0]
}

function plainNumber(text: string): number | string {
  return text.includes('.') || Number.isSafeInteger(Number(text)) ? Number(text) : text
}
