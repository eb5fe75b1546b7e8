import { echoedElementsMax } from '../../protocol/limits.js'

const defaultCapacity = 16

/**
 * The order in which the service lists placeholders: that of a hash set of the Java library, which depends on the
 * texts and on how many the set was made for.
 */
export function inJavaHashOrder(texts: readonly string[], setSize: number): string[] {
  let capacity = defaultCapacity
  while (capacity < Math.floor(setSize / 0.75) + 1) capacity *= 2
  return inOrderOf(texts, capacity)
}

/**
 * The order in which the service lists what it has put into such a set one by one: a set that was made for so many, or
 * for none in particular. Of more than any table can have, it lists the first.
 */
export function inFilledJavaHashOrder(texts: readonly string[], isMadeForThem: boolean): string[] {
  const distinct = [...new Set(texts.slice(0, echoedElementsMax))]
  let capacity = isMadeForThem ? 1 : defaultCapacity
  while (isMadeForThem && capacity < distinct.length) capacity *= 2
  // It grows when it is more than three quarters full.
  while (distinct.length * 4 > capacity * 3) capacity *= 2
  return inOrderOf(distinct, capacity)
}

function inOrderOf(texts: readonly string[], capacity: number): string[] {
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
