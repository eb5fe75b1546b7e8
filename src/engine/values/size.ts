import { assert } from '../../core/assert.js'
import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'
import { utf8LengthBytes } from './text.js'

const containerOverheadBytes = 3
const elementOverheadBytes = 1
const numberSizeBytesMax = 21

/**
 * Bytes of an item as the service counts them for limits and capacity: names and contents of all its attributes.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function itemSizeBytes(item: AttributeMap): number {
  let size = 0
  for (const name of Object.keys(item)) size += attributeSizeBytes(name, item[name] as AttributeValue)
  return size
}

/** Bytes of one attribute: its name in UTF-8 and its value. */
export function attributeSizeBytes(name: string, value: AttributeValue): number {
  return utf8LengthBytes(name) + valueSizeBytes(value)
}

/** Bytes of a value without its name. */
export function valueSizeBytes(value: AttributeValue): number {
  if (value.S !== undefined) return utf8LengthBytes(value.S)
  if (value.N !== undefined) return numberSizeBytes(value.N)
  if (value.B !== undefined) return value.B.length
  if (value.BOOL !== undefined || value.NULL !== undefined) return 1
  if (value.M !== undefined) {
    return (
      containerOverheadBytes + itemSizeBytes(value.M) + elementOverheadBytes * Object.keys(value.M).length
    )
  }
  if (value.L !== undefined) {
    return containerOverheadBytes + sum(value.L, (element) => elementOverheadBytes + valueSizeBytes(element))
  }
  if (value.SS !== undefined) return sum(value.SS, utf8LengthBytes)
  if (value.NS !== undefined) return sum(value.NS, numberSizeBytes)
  if (value.BS !== undefined) return sum(value.BS, (element) => element.length)
  assert(false, 'a stored value has a type')
}

/**
 * Numbers are stored in pairs of decimal digits, counted from the decimal point: a byte for each pair from the first
 * significant one to the last, one for the exponent, one for a minus sign.
 */
function numberSizeBytes(canonical: string): number {
  const isNegative = canonical.charCodeAt(0) === 45
  const point = canonical.indexOf('.')
  const unit = (point === -1 ? canonical.length : point) - 1
  let first: number | undefined
  let last = 0
  for (let index = isNegative ? 1 : 0; index < canonical.length; index += 1) {
    const code = canonical.charCodeAt(index)
    if (code <= 48 || code > 57) continue
    const power = index <= unit ? unit - index : unit - index + 1
    first ??= power
    last = power
  }
  const pairs = first === undefined ? 0 : Math.floor(first / 2) - Math.floor(last / 2) + 1
  return Math.min(pairs + 1 + (isNegative ? 1 : 0), numberSizeBytesMax)
}

function sum<TElement>(elements: readonly TElement[], size: (element: TElement) => number): number {
  let total = 0
  for (const element of elements) total += size(element)
  return total
}
