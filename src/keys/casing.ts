export type Casing = 'lower' | 'upper' | undefined

/** Case without locale, of the whole text at once: what other libraries store. */
export function applyCasing(text: string, casing: Casing): string {
  if (casing === undefined) return text
  return casing === 'lower' ? text.toLowerCase() : text.toUpperCase()
}
