import type { AttributeValue } from '../../protocol/attribute-value.js'
import { compareBytes } from './bytes.js'
import { compareNumbers } from './number.js'
import { compareText } from './text.js'

type Compare<TElement> = (left: TElement, right: TElement) => number

/**
 * Sets have no order of their own; the service answers with their elements sorted. They are kept that way, so that
 * equal sets are stored alike.
 */
export function sortStrings(elements: readonly string[]): string[] {
  return elements.toSorted(compareText)
}

export function sortNumbers(elements: readonly string[]): string[] {
  // Texts are read once each, and not once for each comparison.
  return elements
    .map((text) => ({ text, rounded: Number(text) }))
    .toSorted((left, right) => left.rounded - right.rounded || compareNumbers(left.text, right.text))
    .map(({ text }) => text)
}

export function sortBinaries(elements: readonly Uint8Array[]): Uint8Array[] {
  return elements.toSorted(compareBytes)
}

/** The union of two stored sets of one type; undefined when the values are not that. */
export function addToSet(set: AttributeValue, added: AttributeValue): AttributeValue | undefined {
  if (set.SS !== undefined && added.SS !== undefined) return { SS: union(set.SS, added.SS, compareText) }
  if (set.NS !== undefined && added.NS !== undefined) return { NS: union(set.NS, added.NS, compareNumbers) }
  if (set.BS !== undefined && added.BS !== undefined) return { BS: union(set.BS, added.BS, compareBytes) }
  return undefined
}

/** The first set without the elements of the second; undefined when the values are not two sets of one type. */
export function deleteFromSet(
  set: AttributeValue,
  deleted: AttributeValue,
): AttributeValue | 'empty' | undefined {
  if (set.SS !== undefined && deleted.SS !== undefined) {
    const SS = difference(set.SS, deleted.SS, compareText)
    return SS.length === 0 ? 'empty' : { SS }
  }
  if (set.NS !== undefined && deleted.NS !== undefined) {
    const NS = difference(set.NS, deleted.NS, compareNumbers)
    return NS.length === 0 ? 'empty' : { NS }
  }
  if (set.BS !== undefined && deleted.BS !== undefined) {
    const BS = difference(set.BS, deleted.BS, compareBytes)
    return BS.length === 0 ? 'empty' : { BS }
  }
  return undefined
}

/** Both are in order, so that one walk over them will do. */
function union<TElement>(
  left: readonly TElement[],
  right: readonly TElement[],
  compare: Compare<TElement>,
): TElement[] {
  const all: TElement[] = []
  let index = 0
  for (const element of left) {
    let order = -1
    while (index < right.length && (order = compare(right[index] as TElement, element)) < 0) {
      all.push(right[index] as TElement)
      index += 1
    }
    if (order === 0) index += 1
    all.push(element)
  }
  for (; index < right.length; index += 1) all.push(right[index] as TElement)
  return all
}

function difference<TElement>(
  left: readonly TElement[],
  right: readonly TElement[],
  compare: Compare<TElement>,
): TElement[] {
  let index = 0
  return left.filter((element) => {
    let order = -1
    while (index < right.length && (order = compare(right[index] as TElement, element)) < 0) index += 1
    return index === right.length || order !== 0
  })
}
