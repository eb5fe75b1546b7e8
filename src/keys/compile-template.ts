import { MonotableError } from '../core/errors.js'
import type { CompiledTemplate } from './compiled-template.js'
import { conditionOf, equalTo } from './condition.js'
import { keyError } from './errors.js'
import type { ParsedTemplate } from './key-template.js'
import type { Language } from './language.js'
import { assertSize, describeKeys, layOut, readKey, valueOf, type CompileOptions } from './template-layout.js'

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
  let language: Language | undefined

  function format(values: Readonly<Record<string, unknown>>): string {
    let key = leading
    for (const hole of holes) {
      const value = valueOf(hole, values)
      if (value === undefined || value === null)
        throw keyError('keys.missing-value', hole.place, `needs a value, not ${String(value)}`)
      key += hole.codec.encode(value) + hole.following
    }
    assertSize(key, layout)
    return key
  }
  function nextHole(values: Readonly<Record<string, unknown>>): string | undefined {
    for (const hole of holes) {
      const value = valueOf(hole, values)
      if (value === undefined || value === null) return hole.name
    }
    return undefined
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
    holes: Object.freeze(holes.map((hole) => hole.name)),
    segments: parsed.segments,
    format,
    isComplete: (values) => nextHole(values) === undefined,
    parse(key) {
      const values = readKey(layout, key)
      return values !== undefined && isFormOf(values, key) ? values : undefined
    },
    nextHole,
    condition: (values, range) =>
      range === undefined ? equalTo(layout, values) : conditionOf(layout, values, range),
    language: () => (language ??= describeKeys(layout)),
  })
}
