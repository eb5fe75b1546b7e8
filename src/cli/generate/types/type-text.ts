import type { $ZodObjectDef, $ZodType, $ZodTypes } from 'zod/v4/core'

/** Which values a type is of: those that are read, or those that a write takes (rule M2). */
export type Side = 'item' | 'new'

type Definition = $ZodTypes['_zod']['def']

/**
 * A schema as a TypeScript type, or undefined where a schema does not tell its type: what a function makes (codecs,
 * transforms, custom checks), enums of TypeScript, schemas of themselves. A brand leaves no trace in a schema either, and
 * is not seen.
 */
export function typeText(schema: $ZodType, side: Side): string | undefined {
  return new Printer(side).text(schema)
}

class Printer {
  readonly #side: Side
  /** A schema within itself has no text. */
  readonly #open = new Set<$ZodType>()

  constructor(side: Side) {
    this.#side = side
  }

  text(schema: $ZodType): string | undefined {
    if (this.#open.has(schema)) return undefined
    this.#open.add(schema)
    const text = this.#node((schema as $ZodTypes)._zod.def)
    this.#open.delete(schema)
    return text
  }

  #node(definition: Definition): string | undefined {
    // What is converted from anything takes anything.
    if (this.#side === 'new' && 'coerce' in definition && definition.coerce === true) return undefined
    switch (definition.type) {
      case 'string':
      case 'number':
      case 'bigint':
      case 'boolean':
      case 'null':
      case 'any':
      case 'unknown':
        return definition.type
      case 'date':
        return 'Date'
      case 'enum':
        return enumText(definition.entries)
      case 'literal':
        return union(definition.values.map(literalText))
      case 'object':
        return this.#object(definition)
      case 'array':
        return mapped(this.text(definition.element), (text) => `${grouped(text)}[]`)
      case 'set':
        return mapped(this.text(definition.valueType), (text) => `Set<${text}>`)
      case 'map':
        return this.#pair('Map', definition.keyType, definition.valueType)
      case 'record':
        return (definition.keyType as $ZodTypes)._zod.def.type === 'string'
          ? this.#pair('Record', definition.keyType, definition.valueType)
          : undefined
      case 'tuple':
        return this.#tuple(definition.items, definition.rest)
      case 'union':
        return union(definition.options.map((option) => this.text(option)))
      case 'nullable':
        return union([this.text(definition.innerType), 'null'])
      case 'optional':
        return union([this.text(definition.innerType), 'undefined'])
      case 'default':
        return isOptional(definition.innerType)
          ? undefined
          : union([this.text(definition.innerType), ...(this.#side === 'new' ? ['undefined'] : [])])
      default:
        return undefined
    }
  }

  #object(definition: $ZodObjectDef): string | undefined {
    const { shape, catchall } = definition
    if (catchall !== undefined && catchall._zod.def.type !== 'never') return undefined
    const members: string[] = []
    for (const [name, schema] of Object.entries(shape)) {
      const text = this.text(schema)
      if (text === undefined) return undefined
      members.push(`${propertyName(name)}${isAbsentable(schema, this.#side) ? '?' : ''}: ${text}`)
    }
    return members.length === 0 ? undefined : `{ ${members.join('; ')} }`
  }

  #pair(container: string, key: $ZodType, value: $ZodType): string | undefined {
    const [keys, values] = [this.text(key), this.text(value)]
    return keys === undefined || values === undefined ? undefined : `${container}<${keys}, ${values}>`
  }

  #tuple(items: readonly $ZodType[], rest: $ZodType | null): string | undefined {
    const texts = items.map((item) => (isOptional(item) ? undefined : this.text(item)))
    const others = rest === null ? [] : [mapped(this.text(rest), (text) => `...${grouped(text)}[]`)]
    const all = [...texts, ...others]
    return all.includes(undefined) ? undefined : `[${all.join(', ')}]`
  }
}

/** Whether an object may be without an attribute. */
export function isAbsentable({ _zod: { optin, optout } }: $ZodType, side: Side): boolean {
  return (side === 'item' ? optout : optin) !== undefined
}

const isOptional = (schema: $ZodType): boolean =>
  schema._zod.optout !== undefined || schema._zod.optin !== undefined

/** The schema of what is there, without what says that it may be absent or null. */
export function presentPart(schema: $ZodType): $ZodType {
  const definition = (schema as $ZodTypes)._zod.def
  return definition.type === 'optional' || definition.type === 'nullable' || definition.type === 'default'
    ? presentPart(definition.innerType)
    : schema
}

/** The values of an enum that is a list; one of TypeScript has a type of its own, which the schema does not tell. */
function enumText(entries: Readonly<Record<string, string | number>>): string | undefined {
  const pairs = Object.entries(entries)
  return pairs.every(([name, value]) => name === value)
    ? union(pairs.map(([name]) => stringText(name)))
    : undefined
}

function literalText(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return stringText(value)
    case 'bigint':
      return `${value}n`
    case 'number':
    case 'boolean':
      return String(value)
    default:
      return value === null ? 'null' : undefined
  }
}

/** A literal type of text. */
export function stringText(text: string): string {
  return text.includes("'")
    ? JSON.stringify(text)
    : `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"')}'`
}

/** One of several types, `never` of none; undefined where one has no text. */
export function union(texts: readonly (string | undefined)[]): string | undefined {
  if (texts.includes(undefined)) return undefined
  return texts.length === 0 ? 'never' : [...new Set(texts)].join(' | ')
}

/** A name as a property: quoted where it is no identifier. */
export function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : stringText(name)
}

/** Data as the type that it has as a constant. */
export function dataText(value: unknown, depth: number): string {
  if (typeof value === 'string') return stringText(value)
  if (Array.isArray(value)) return `readonly [${value.map((each) => dataText(each, depth)).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const indent = '  '.repeat(depth + 1)
  const members = Object.entries(value).flatMap(([name, each]) =>
    each === undefined ? [] : [`${indent}readonly ${propertyName(name)}: ${dataText(each, depth + 1)}\n`],
  )
  if (members.length === 0) return '{}'
  return `{\n${members.join('')}${'  '.repeat(depth)}}`
}

const mapped = (text: string | undefined, change: (text: string) => string): string | undefined =>
  text === undefined ? undefined : change(text)

const grouped = (text: string): string =>
  text.includes(' | ') && !/^\{[^{}]*\}$/.test(text) ? `(${text})` : text
