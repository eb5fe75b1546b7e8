import type { $ZodType } from 'zod/v4/core'
import type { Random } from '../../core/random.js'
import { definitionOf, isCodecDefinition, lazyTarget } from '../../schema/index.js'
import { checksOf, extentOf } from './checks.js'
import { bigintFor, dateFor, numberFor } from './numbers.js'
import { PatternTooHard } from './from-pattern.js'
import { textFor } from './texts.js'

/** Where a value stands, and which item it is for. */
export interface ValueSource {
  readonly name: string
  /** The number of the item, or of the element. */
  readonly sequence: number
  readonly random: Random
  /** How many containers the value is in: schemas that refer to themselves come to an end. */
  readonly depth: number
}

/** There is no value to be had; the caller says where. */
export class NoValue extends Error {}

const depthMax = 6

/** A value that the schema takes. Optional attributes and those with a default are left out. */
export function valueFor(schema: $ZodType, source: ValueSource): unknown {
  const definition = definitionOf(schema)
  const inner = (next: unknown): unknown => valueFor(next as $ZodType, source)
  switch (definition.type) {
    case 'string':
    case 'template_literal':
      return found(() => textFor(textChecks(schema), source), 'no text that its checks let pass was found')
    case 'number':
      return found(() => numberFor(checksOf(schema), source.sequence), 'no number lies within its bounds')
    case 'bigint':
      return bigintFor(checksOf(schema), source.sequence)
    case 'boolean':
      return source.random() < 0.5
    case 'date':
      return dateFor(checksOf(schema), source.sequence)
    case 'null':
      return null
    case 'any':
    case 'unknown':
      return `${source.name.toLowerCase()}${source.sequence}`
    case 'enum':
    case 'literal':
      return oneOf([...(schema._zod.values ?? [])], source.random)
    case 'custom':
      return custom([definition.fn, ...refinements(schema)], source)
    case 'object':
      return objectFor(definition.shape, source)
    case 'array':
      return elements(schema, definition.element, source)
    case 'tuple':
      return definition.items.map((item) => valueFor(item, below(source, source.sequence)))
    case 'set':
      return new Set(elements(schema, definition.valueType, source))
    case 'record':
      return Object.fromEntries(entries(schema, definition, source) as [string, unknown][])
    case 'map':
      return new Map(entries(schema, definition, source))
    case 'union':
      return unionFor(definition.options, source)
    case 'intersection':
      return Object.assign({}, inner(definition.left), inner(definition.right))
    case 'nullable':
      return source.depth > depthMax ? null : inner(definition.innerType)
    case 'lazy':
      return inner(lazyTarget(schema))
    case 'pipe':
      // Of a codec, writes take the output; of what goes one way, the input, unless it begins with the transform.
      if (isCodecDefinition(definition)) return inner(definition.out)
      return inner(isTransform(definition.in) ? definition.out : definition.in)
    case 'optional':
    case 'default':
    case 'prefault':
    case 'catch':
    case 'readonly':
    case 'nonoptional':
      return inner(definition.innerType)
    default:
      throw new NoValue(`there is nothing to make for ${definition.type}`)
  }
}

/** Whether an item may be without the attribute. */
export function mayBeAbsent(schema: $ZodType): boolean {
  const definition = definitionOf(schema)
  // A transform takes anything, and what follows it need not.
  if (definition.type === 'pipe' && isTransform(definition.in)) return mayBeAbsent(definition.out)
  return schema._zod.optin !== undefined
}

function objectFor(shape: Readonly<Record<string, $ZodType>>, source: ValueSource): Record<string, unknown> {
  if (source.depth > depthMax) throw new NoValue('it contains itself, without an end')
  const required = Object.entries(shape).filter(([, attribute]) => !mayBeAbsent(attribute))
  return Object.fromEntries(
    required.map(([name, attribute]) => [
      name,
      valueFor(attribute, { ...below(source, source.sequence), name }),
    ]),
  )
}

function elements(schema: $ZodType, element: $ZodType, source: ValueSource): unknown[] {
  const { least, most } = extentOf(checksOf(schema))
  const count = source.depth > depthMax ? least : Math.max(least, Math.min(1, most))
  const { values } = element._zod
  // The values of an enum in their order: those of a set have to differ.
  const fixed = values === undefined ? undefined : [...values]
  return Array.from({ length: count }, (_, index) =>
    fixed === undefined
      ? valueFor(element, below(source, source.sequence + index))
      : fixed[index % fixed.length],
  )
}

function entries(
  schema: $ZodType,
  { keyType, valueType }: { readonly keyType: unknown; readonly valueType: unknown },
  source: ValueSource,
): [unknown, unknown][] {
  const key = keyType as $ZodType
  const { values } = key._zod
  // A record of an enum has every key.
  const keys =
    values === undefined ? elements(schema, key, { ...source, name: `${source.name}key` }) : [...values]
  return keys.map((each, index) => [
    each,
    valueFor(valueType as $ZodType, below(source, source.sequence + index)),
  ])
}

/** One of the options, or the first for which there is a value. */
function unionFor(options: readonly $ZodType[], source: ValueSource): unknown {
  const start = source.depth > depthMax ? 0 : Math.floor(source.random() * options.length)
  let reason: unknown
  for (let offset = 0; offset < options.length; offset++) {
    const option = options[(start + offset) % options.length]
    try {
      if (option !== undefined) return valueFor(option, source)
    } catch (error) {
      if (!(error instanceof NoValue)) throw error
      reason ??= error
    }
  }
  throw reason
}

/** A check that is a function says nothing of what it wants: some likely values are tried. */
function custom(checks: readonly Predicate[], { name, sequence }: ValueSource): unknown {
  const lengths = [1, 0, 8, 12, 16, 20, 24, 32, 48, 64]
  const bytes = lengths.map((length) => new Uint8Array(length).fill(sequence % 256))
  const text = `${name.toLowerCase()}${sequence}`
  const candidates = [
    ...bytes,
    new Date(Date.UTC(2026, 0, 1)),
    text,
    sequence,
    BigInt(sequence),
    true,
    [],
    {},
    null,
  ]
  const passed = candidates.find((candidate) => {
    try {
      return checks.every((check) => Boolean(check(candidate as never)))
    } catch {
      return false
    }
  })
  if (passed === undefined) throw new NoValue('its check is a function that lets no likely value pass')
  return passed
}

type Predicate = (value: never) => unknown

function refinements(schema: $ZodType): readonly Predicate[] {
  return checksOf(schema).flatMap(({ check, fn }) => (check === 'custom' && fn !== undefined ? [fn] : []))
}

function textChecks(schema: $ZodType): ReturnType<typeof checksOf> {
  const { pattern } = schema._zod
  // A template literal is one pattern.
  return definitionOf(schema).type === 'template_literal' && pattern !== undefined
    ? [{ check: 'string_format', pattern }]
    : checksOf(schema)
}

function found<TValue>(make: () => TValue | undefined, problem: string): TValue {
  try {
    const value = make()
    if (value !== undefined) return value
  } catch (error) {
    if (!(error instanceof PatternTooHard)) throw error
  }
  throw new NoValue(problem)
}

function oneOf(values: readonly unknown[], random: Random): unknown {
  return values[Math.floor(random() * values.length)]
}

const below = (source: ValueSource, sequence: number): ValueSource => ({
  ...source,
  sequence,
  depth: source.depth + 1,
})

const isTransform = (schema: unknown): boolean => definitionOf(schema as $ZodType).type === 'transform'
