/**
 * The order in which the service lists placeholders: that of a hash set of the Java library, which depends on the
 * texts and on how many the set was made for.
 */
export function inJavaHashOrder(texts: readonly string[], setSize: number): string[] {
  let capacity = 16
  while (capacity < Math.floor(setSize / 0.75) + 1) capacity *= 2
  const placed = texts.map((text) => {
    const hash = javaHash(text)
    return { text, bucket: (hash ^ (hash >>> 16)) & (capacity - 1) }
  })
  return placed.sort((left, right) => left.bucket - right.bucket).map(({ text }) => text)
}

function javaHash(text: string): number {
  let hash = 0
  for (let index = 0; index < text.length; index += 1) {
    hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0
  }
  return hash
}
