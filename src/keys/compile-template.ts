import { MonotableError } from '../core/errors.js'
import type { CompiledTemplate } from './compiled-template.js'
import { conditionOf, equalTo } from './condition.js'
import { keyError } from './errors.js'
import type { ParsedTemplate } from './key-template.js'
import type { Language } from './language.js'
import { assertSize, describeKeys, layOut, readKey, type CompileOptions } from './template-layout.js'

/**
 * Chooses how each hole is written, and refuses templates whose keys could not be read back.
 *
 * @example
 * ```ts
 * const template = compileTemplate(parseTemplate('ORDER#{orderId}'), { role: 'sort', part: () => ({ kind: 'string' }) })
 * template.format({ orderId: 'o1' }) // 'ORDER#o1'
 * template.parse('ORDER#o1') // { orderId: 'o1' }
 * ```
 * @throws `keys.unknown-hole`, `keys.invalid-part`, `keys.ambiguous`, `keys.unsupported-delimiter`,
 * `keys.descending-unsupported`, `keys.too-long`.
 */
export function compileTemplate(parsed: ParsedTemplate, options: CompileOptions): CompiledTemplate {
  const layout = layOut(parsed, options)
  const { text, role, leading, holes } = layout
  const names = Object.freeze(holes.map((hole) => hole.name))
  let language: Language | undefined

  function format(values: Readonly<Record<string, unknown>>): string {
    let key = leading
    for (const { name, codec, following } of holes) {
      const value = Object.hasOwn(values, name) ? values[name] : undefined
      if (value === undefined || value === null) {
        throw keyError(
          'keys.missing-value',
          { template: text, hole: name },
          `needs a value, not ${String(value)}`,
        )
      }
      key += codec.encode(value) + following
    }
    assertSize(key, layout)
    return key
  }
  /** What cannot be formatted, such as an unpaired surrogate, was not formatted either. */
  function isFormOf(values: Readonly<Record<string, unknown>>, key: string): boolean {
    try {
      return format(values) === key
    } catch (error) {
      if (error instanceof MonotableError) return false
      throw error
    }
  }

  return Object.freeze<CompiledTemplate>({
    text,
    role,
    holes: names,
    segments: parsed.segments,
    format,
    isComplete: (values) => nextHoleOf(names, values) === undefined,
    parse(key) {
      const values = readKey(layout, key)
      return values !== undefined && isFormOf(values, key) ? values : undefined
    },
    nextHole: (values) => nextHoleOf(names, values),
    condition: (values, range) =>
      range === undefined ? equalTo(layout, values) : conditionOf(layout, values, range),
    language: () => (language ??= describeKeys(layout)),
  })
}

function nextHoleOf(names: readonly string[], values: Readonly<Record<string, unknown>>): string | undefined {
  for (const name of names) {
    if (!Object.hasOwn(values, name) || values[name] === undefined || values[name] === null) return name
  }
  return undefined
}
