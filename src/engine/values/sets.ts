import type { AttributeValue } from '../../protocol/attribute-value.js'
import { bytesAsText, compareBytes } from './bytes.js'
import { compareNumbers } from './number.js'
import { compareText } from './text.js'

/**
 * Sets have no order of their own; the service answers with their elements sorted. They are kept that way, so that
 * equal sets are stored alike.
 */
export function sortStrings(elements: readonly string[]): string[] {
  return elements.toSorted(compareText)
}

export function sortNumbers(elements: readonly string[]): string[] {
  return elements.toSorted(compareNumbers)
}

export function sortBinaries(elements: readonly Uint8Array[]): Uint8Array[] {
  return elements.toSorted(compareBytes)
}

/** The union of two stored sets of one type; undefined when the values are not that. */
export function addToSet(set: AttributeValue, added: AttributeValue): AttributeValue | undefined {
  if (set.SS !== undefined && added.SS !== undefined) {
    return { SS: sortStrings([...new Set([...set.SS, ...added.SS])]) }
  }
  if (set.NS !== undefined && added.NS !== undefined) {
    return { NS: sortNumbers([...new Set([...set.NS, ...added.NS])]) }
  }
  if (set.BS !== undefined && added.BS !== undefined) {
    const union = new Map([...set.BS, ...added.BS].map((bytes) => [bytesAsText(bytes), bytes]))
    return { BS: sortBinaries([...union.values()]) }
  }
  return undefined
}

/** The first set without the elements of the second; undefined when the values are not two sets of one type. */
export function deleteFromSet(
  set: AttributeValue,
  deleted: AttributeValue,
): AttributeValue | 'empty' | undefined {
  if (set.SS !== undefined && deleted.SS !== undefined) {
    const gone = new Set(deleted.SS)
    const rest = set.SS.filter((element) => !gone.has(element))
    return rest.length === 0 ? 'empty' : { SS: rest }
  }
  if (set.NS !== undefined && deleted.NS !== undefined) {
    const gone = new Set(deleted.NS)
    const rest = set.NS.filter((element) => !gone.has(element))
    return rest.length === 0 ? 'empty' : { NS: rest }
  }
  if (set.BS !== undefined && deleted.BS !== undefined) {
    const gone = new Set(deleted.BS.map(bytesAsText))
    const rest = set.BS.filter((element) => !gone.has(bytesAsText(element)))
    return rest.length === 0 ? 'empty' : { BS: rest }
  }
  return undefined
}
