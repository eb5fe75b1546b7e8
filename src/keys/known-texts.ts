import type { PartContext } from './key-part.js'
import type { LanguageBuilder } from './language.js'

/** A finite set of values, each with its text in the key. */
export interface KnownTexts {
  encode(value: unknown): string | undefined
  end(key: string, start: number): number
  decode(text: string): unknown
  describe(builder: LanguageBuilder, state: number): number
}

/** `texts[i]` stands for `values[i]`; no text followed by the literal after the hole begins like another. */
export function knownTexts(
  values: readonly unknown[],
  texts: readonly string[],
  context: PartContext,
): KnownTexts {
  const textOf = new Map(values.map((value, index) => [value, texts[index] ?? '']))
  const valueOf = new Map(texts.map((text, index) => [text, values[index]]))
  const { following, isLast } = context
  return {
    encode: (value) => textOf.get(value),
    end(key, start) {
      if (isLast) return key.length
      for (const text of texts) {
        if (key.startsWith(text, start) && key.startsWith(following, start + text.length))
          return start + text.length
      }
      return -1
    },
    decode: (text) => valueOf.get(text),
    describe: (builder, state) => builder.oneOf(state, texts),
  }
}
