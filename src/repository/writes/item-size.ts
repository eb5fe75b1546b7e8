import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'

/**
 * The size of a stored item as DynamoDB counts it, in bytes: names and strings in UTF-8, numbers by pairs of
 * digits, one byte for null and boolean, three and one for each element of lists and maps. The size of numbers is
 * AWS's own approximation.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function itemSizeBytes(item: Readonly<AttributeMap>): number {
  let size = 0
  for (const name in item) {
    const value = item[name]
    if (value !== undefined) size += textSizeBytes(name) + valueSizeBytes(value)
  }
  return size
}

function valueSizeBytes(value: AttributeValue): number {
  if (value.S !== undefined) return textSizeBytes(value.S)
  if (value.N !== undefined) return numberSizeBytes(value.N)
  if (value.M !== undefined) {
    let size = 3
    for (const name in value.M)
      size += 1 + textSizeBytes(name) + valueSizeBytes(value.M[name] as AttributeValue)
    return size
  }
  if (value.L !== undefined) return value.L.reduce((size, element) => size + 1 + valueSizeBytes(element), 3)
  if (value.B !== undefined) return value.B.length
  if (value.SS !== undefined) return value.SS.reduce((size, text) => size + textSizeBytes(text), 0)
  if (value.NS !== undefined) return value.NS.reduce((size, text) => size + numberSizeBytes(text), 0)
  if (value.BS !== undefined) return value.BS.reduce((size, bytes) => size + bytes.length, 0)
  return 1
}

/** No less than the size, and told without looking into any text: a UTF-16 unit has at most three bytes. */
export function itemSizeBoundBytes(item: Readonly<AttributeMap>): number {
  let bound = 0
  for (const name in item) bound += 1 + name.length * 3 + valueSizeBoundBytes(item[name] as AttributeValue)
  return bound
}

function valueSizeBoundBytes(value: AttributeValue): number {
  if (value.S !== undefined) return value.S.length * 3
  if (value.N !== undefined) return numberSizeBytesMax
  if (value.M !== undefined) return 3 + itemSizeBoundBytes(value.M)
  if (value.L !== undefined) {
    let bound = 3
    for (const element of value.L) bound += 1 + valueSizeBoundBytes(element)
    return bound
  }
  return valueSizeBytes(value)
}

/** UTF-8 length without encoding: most text is ASCII. */
function textSizeBytes(text: string): number {
  let size = text.length
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit < 0x80) continue
    if (unit < 0x800) size += 1
    else if (unit >= 0xd800 && unit <= 0xdbff) {
      size += 2
      index++
    } else size += 2
  }
  return size
}

const numberSizeBytesMax = 21

/** A byte for each pair of decimal digits, counted from the point, that is not zero or lies between such; one more. */
function numberSizeBytes(text: string): number {
  const mark = text.search(/e/i)
  const mantissa = mark < 0 ? text : text.slice(0, mark)
  const exponent = mark < 0 ? 0 : Number(text.slice(mark + 1))
  const point = mantissa.includes('.') ? mantissa.indexOf('.') : mantissa.length
  let first: number | undefined
  let last = 0
  for (let index = 0; index < mantissa.length; index++) {
    const unit = mantissa.charCodeAt(index)
    if (unit <= 0x30 || unit > 0x39) continue
    last = exponent + (index < point ? point - index - 1 : point - index)
    first ??= last
  }
  const pairs = first === undefined ? 0 : Math.floor(first / 2) - Math.floor(last / 2) + 1
  return Math.min(pairs + 1 + (text.startsWith('-') && pairs > 0 ? 1 : 0), numberSizeBytesMax)
}
