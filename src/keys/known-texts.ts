import type { KeyError } from './errors.js'
import type { PartCodec, PartContext } from './key-part.js'

/**
 * The form of a finite set of values: `texts[i]` stands for `values[i]`; no text followed by the literal after the hole
 * begins like another.
 */
export function knownTexts(
  values: readonly unknown[],
  texts: readonly string[],
  { following, isLast }: PartContext,
  refusal: (value: unknown) => KeyError,
): PartCodec {
  const textOf = new Map(values.map((value, index) => [value, texts[index]]))
  const valueOf = new Map(texts.map((text, index) => [text, values[index]]))
  return {
    mayBeEmpty: texts.includes(''),
    encode(value) {
      const text = textOf.get(value)
      if (text === undefined) throw refusal(value)
      return text
    },
    end(key, start) {
      if (isLast) return key.length
      const found = texts.find((text) => key.startsWith(text + following, start))
      return found === undefined ? -1 : start + found.length
    },
    decode: (text) => valueOf.get(text),
    describe: (builder, state) => builder.oneOf(state, texts),
  }
}
