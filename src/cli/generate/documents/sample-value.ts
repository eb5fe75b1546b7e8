import type { $ZodCheck, $ZodType, $ZodTypes } from 'zod/v4/core'

/** A check as data. */
interface CheckData {
  readonly check?: string
  readonly format?: string
  readonly value?: unknown
  readonly inclusive?: boolean
  readonly minimum?: number
  readonly maximum?: number
  readonly length?: number
  readonly pattern?: RegExp
}

/** Texts of the formats that zod knows. */
const formats: Readonly<Record<string, (n: number) => string>> = {
  email: (n) => `someone${n}@example.com`,
  url: (n) => `https://example.com/${n}`,
  uuid: (n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  guid: (n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  datetime: (n) => `2026-01-0${n}T12:00:00.000Z`,
  date: (n) => `2026-01-0${n}`,
  time: (n) => `12:00:0${n}`,
  duration: (n) => `P${n}D`,
  ipv4: (n) => `192.0.2.${n}`,
  ipv6: (n) => `2001:db8::${n}`,
  e164: (n) => `+1555010000${n}`,
  ulid: (n) => `01ARZ3NDEKTSV4RRFFQ69G5FA${n}`,
  cuid: (n) => `cjld2cjxh0000qzrmn831i7r${n}`,
  cuid2: (n) => `tz4a98xxat96iws9zmbrgj3${n}`,
  nanoid: (n) => `V1StGXR8_Z5jdHi6B-my${n}`,
}

/**
 * A value that a write of the schema takes, the `n`th of up to nine; undefined where there is none or none is known.
 * What a refinement asks for is not known here: the caller tries the value.
 */
export function sampleValue(schema: $ZodType, name: string, n: number): unknown {
  const definition = (schema as $ZodTypes)._zod.def
  switch (definition.type) {
    case 'string':
      return sampleText(checksOf(schema), name, n)
    case 'number':
      return sampleNumber(checksOf(schema), n)
    case 'bigint':
      return BigInt(sampleNumber(checksOf(schema), n))
    case 'boolean':
      return n % 2 === 1
    case 'date':
      return new Date(Date.UTC(2026, 0, n, 12))
    case 'null':
      return null
    case 'enum':
    case 'literal': {
      const values = [...(schema._zod.values ?? [])]
      return values[(n - 1) % values.length]
    }
    case 'custom':
      return new Uint8Array([n, n, n])
    case 'object':
      return sampleObject(definition.shape, n)
    case 'array':
      return [sampleValue(definition.element, name, n)]
    case 'set':
      return new Set([sampleValue(definition.valueType, name, n)])
    case 'tuple':
      return definition.items.map((item) => sampleValue(item, name, n))
    case 'record':
      return {
        [String(sampleValue(definition.keyType, 'key', n))]: sampleValue(definition.valueType, name, n),
      }
    case 'map':
      return new Map([
        [sampleValue(definition.keyType, 'key', n), sampleValue(definition.valueType, name, n)],
      ])
    case 'union': {
      const option = definition.options[(n - 1) % definition.options.length]
      return option === undefined ? undefined : sampleValue(option, name, n)
    }
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'catch':
    case 'readonly':
    case 'nonoptional':
      return sampleValue(definition.innerType, name, n)
    case 'pipe':
      // A codec takes its output; a transform what it is given.
      return sampleValue(
        typeof definition.reverseTransform === 'function' ? definition.out : definition.in,
        name,
        n,
      )
    default:
      return undefined
  }
}

function sampleObject(shape: Readonly<Record<string, $ZodType>>, n: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(shape).flatMap(([name, schema]) => {
      const value = sampleValue(schema, name, n)
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** The checks of a schema, and those that it is itself, such as `z.email()`. */
function checksOf(schema: $ZodType): readonly CheckData[] {
  const checks = (schema._zod.def.checks ?? []) as readonly $ZodCheck[]
  return [schema._zod.def as CheckData, ...checks.map((check) => check._zod.def as CheckData)]
}

function sampleText(checks: readonly CheckData[], name: string, n: number): string {
  const format = checks.map((check) => formats[check.format ?? '']).find((each) => each !== undefined)
  if (format !== undefined) return format(n)
  const lengths = checks.map(({ length }) => length).find((each) => each !== undefined)
  const least = lengths ?? Math.max(0, ...checks.map(({ minimum = 0 }) => minimum))
  const most = lengths ?? Math.min(1024, ...checks.map(({ maximum = 1024 }) => maximum))
  const text = `${name.toLowerCase().replace(/[^a-z0-9]/g, '')}${n}`
  const wanted = text.padEnd(least, '0').slice(-most)
  const patterns = checks.flatMap(({ pattern }) => (pattern === undefined ? [] : [pattern]))
  return (
    candidates(wanted, n).find((each) => patterns.every((pattern) => each.search(pattern) === 0)) ?? wanted
  )
}

const lengthsTried = 40

/** Texts that simple patterns take: letters and digits, digits, capitals, of each length. */
function candidates(text: string, n: number): readonly string[] {
  const forms = Array.from({ length: lengthsTried }, (_, index) => [
    text.padEnd(index + 1, '0').slice(-index - 1),
    String(n).padStart(index + 1, '0'),
    text
      .replace(/[0-9]/g, '')
      .padEnd(index + 1, 'a')
      .slice(0, index + 1),
  ])
  return [text, ...forms.flat().flatMap((form) => [form, form.toUpperCase()])]
}

function sampleNumber(checks: readonly CheckData[], n: number): number {
  const bound = (kind: string): number[] =>
    checks.flatMap(({ check, value, inclusive }) =>
      check === kind && (typeof value === 'number' || typeof value === 'bigint')
        ? [Number(value) + (inclusive === true ? 0 : kind === 'greater_than' ? 1 : -1)]
        : [],
    )
  const least = Math.max(...bound('greater_than'), Number.NEGATIVE_INFINITY)
  const most = Math.min(...bound('less_than'), Number.POSITIVE_INFINITY)
  const steps = checks.flatMap(({ check, value }) =>
    check === 'multiple_of' && typeof value === 'number' ? [value] : [],
  )
  const wanted = n * (steps[0] ?? 1)
  return Math.min(Math.max(wanted, least), most)
}
