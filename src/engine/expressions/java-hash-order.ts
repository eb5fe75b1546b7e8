/**
 * The order in which the service lists placeholders: that of a hash set of the Java library, which depends on the
 * texts and on how many there are.
 */
export function inJavaHashOrder(texts: readonly string[]): string[] {
  let capacity = 16
  while (texts.length > capacity * 0.75) capacity *= 2
  const bucketOf = (text: string) => {
    let hash = 0
    for (let index = 0; index < text.length; index += 1) {
      hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0
    }
    return (hash ^ (hash >>> 16)) & (capacity - 1)
  }
  const placed = texts.map((text) => ({ text, bucket: bucketOf(text) }))
  return placed.sort((left, right) => left.bucket - right.bucket).map(({ text }) => text)
}
