/** Index of the first text that stood earlier in the list; -1 where all differ. */
export function indexOfRepeated(texts: readonly string[]): number {
  const seen = new Set<string>()
  return texts.findIndex((text) => seen.size === seen.add(text).size)
}
