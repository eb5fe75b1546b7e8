import { indexOfRepeated } from '../../core/repeated.js'
import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'
import { attributeNameSizeBytesMax, itemSizeBytesMax, nestingDepthMax } from '../../protocol/limits.js'
import { ServiceError } from '../../protocol/service-errors.js'
import { bareRefusal, LayeredRefusal } from '../faults.js'
import { bytesAsBase64, bytesAsText, compareBytes } from './bytes.js'
import { setMember } from './members.js'
import { valueMessages } from './messages.js'
import { normalizeNumber } from './number.js'
import { sortBinaries, sortNumbers, sortStrings } from './sets.js'
import { compareText, toWellFormed, utf8LengthBytes } from './text.js'

/** A pair of digits, and one byte besides. */
const numberSizeBytesMin = 2

/**
 * Validates an item of a request as the service does, and gives the form in which it is stored: a deep copy with every
 * number in its canonical text. Throws ServiceError.
 */
export function normalizeItem(item: AttributeMap): AttributeMap {
  // The item itself is the first level.
  return normalizeMap(item, 1)
}

/**
 * Validates one value of a request, such as that of a placeholder, and gives its stored form, a deep copy. Throws
 * ServiceError.
 */
export function normalizeValue(value: AttributeValue): AttributeValue {
  return normalizeAt(value, 0)
}

/** `depth` counts the levels around the value: the item, lists and maps. */
function normalizeAt(value: AttributeValue, depth: number): AttributeValue {
  let result: AttributeValue | undefined
  for (const type in value) {
    const member: unknown = value[type as keyof AttributeValue]
    if (member === undefined || member === null) continue
    const next = normalizeMember(type, member, depth)
    if (next === undefined) continue
    if (result !== undefined) throw bareRefusal(valueMessages.severalTypes)
    result = next
  }
  if (result === undefined) throw bareRefusal(valueMessages.empty)
  return result
}

/** Undefined for a member that is no type of the service: it ignores those. */
function normalizeMember(type: string, member: unknown, depth: number): AttributeValue | undefined {
  switch (type) {
    case 'S':
      return { S: toWellFormed(expectString(member)) }
    case 'N':
      return { N: normalizeNumber(expectString(member)) }
    case 'B':
      return { B: new Uint8Array(expectBinary(member)) }
    case 'BOOL':
      return { BOOL: expectBoolean(member) }
    case 'NULL':
      if (!expectBoolean(member)) throw invalid(valueMessages.nullNotTrue)
      return { NULL: true }
    case 'SS':
      return { SS: normalizeStringSet(expectArray(member).map(expectString)) }
    case 'NS':
      return { NS: normalizeNumberSet(expectArray(member).map(expectString)) }
    case 'BS':
      return { BS: normalizeBinarySet(expectArray(member).map(expectBinary)) }
    case 'L':
      return { L: normalizeList(expectArray(member) as AttributeValue[], depth + 1) }
    case 'M':
      return { M: normalizeMap(expectObject(member) as AttributeMap, depth + 1) }
    default:
      return undefined
  }
}

function normalizeStringSet(elements: string[]): string[] {
  if (elements.length === 0) throw emptySet(valueMessages.emptyStringSet)
  assertFitsItem(elements)
  const wellFormed = elements.map(toWellFormed)
  // Many are sent as they were answered: in order, and so without duplicates.
  if (
    wellFormed.every(
      (element, index) => index === 0 || compareText(wellFormed[index - 1] as string, element) < 0,
    )
  )
    return wellFormed
  if (new Set(wellFormed).size < elements.length) {
    const listed = listedWithRepeat(elements, elements, compareText)
    throw new LayeredRefusal(
      valueMessages.duplicateStrings(elements),
      valueMessages.duplicateStringsNewer(listed),
    )
  }
  return sortStrings(wellFormed)
}

function normalizeNumberSet(elements: string[]): string[] {
  if (elements.length === 0) throw emptySet(valueMessages.emptyNumberSet)
  if (elements.length * numberSizeBytesMin > itemSizeBytesMax) throw tooLarge()
  const numbers = elements.map(normalizeNumber)
  if (new Set(numbers).size < elements.length) {
    throw new LayeredRefusal(valueMessages.duplicateNumbers, valueMessages.duplicateNumbersNewer)
  }
  return sortNumbers(numbers)
}

function normalizeBinarySet(elements: Uint8Array[]): Uint8Array[] {
  if (elements.length === 0) throw emptySet(valueMessages.emptyBinarySet)
  assertFitsItem(elements)
  const texts = elements.map(bytesAsText)
  if (new Set(texts).size < elements.length) {
    const listed = listedWithRepeat(elements, texts, compareBytes)
    throw new LayeredRefusal(
      valueMessages.duplicateBinaries(elements.map(bytesAsBase64)),
      valueMessages.duplicateBinariesNewer(listed.map(bytesAsBase64)),
    )
  }
  return sortBinaries(elements).map((element) => new Uint8Array(element))
}

/**
 * A set with an element twice as the newer layer lists it: what it has read before the repetition, which it keeps in
 * order, the repeated element, and the rest as it was sent.
 */
function listedWithRepeat<TElement>(
  elements: readonly TElement[],
  texts: readonly string[],
  compare: (left: TElement, right: TElement) => number,
): TElement[] {
  const repeated = indexOfRepeated(texts)
  return [...elements.slice(0, repeated).toSorted(compare), ...elements.slice(repeated)]
}

function normalizeList(elements: readonly AttributeValue[], depth: number): AttributeValue[] {
  assertDepth(depth)
  // An element takes a byte besides its content.
  if (elements.length > itemSizeBytesMax) throw tooLarge()
  return elements.map((element) => normalizeAt(expectObject(element) as AttributeValue, depth))
}

function normalizeMap(map: AttributeMap, depth: number): AttributeMap {
  assertDepth(depth)
  const copy: AttributeMap = {}
  let namesLength = 0
  for (const name of Object.keys(map)) {
    assertName(name)
    namesLength += name.length
    if (namesLength > itemSizeBytesMax) throw tooLarge()
    setMember(copy, toWellFormed(name), normalizeAt(expectObject(map[name]) as AttributeValue, depth))
  }
  return copy
}

/** Throws for elements that no item can hold, before they are put in order. Characters take a byte or more. */
function assertFitsItem(elements: readonly (string | Uint8Array)[]): void {
  let length = 0
  for (const element of elements) length += element.length
  if (length > itemSizeBytesMax) throw tooLarge()
}

function assertName(name: string): void {
  if (name === '') throw invalid(valueMessages.emptyName)
  // No character takes more than three bytes for each of its units, so that most names need not be measured.
  if (name.length * 3 <= attributeNameSizeBytesMax) return
  if (utf8LengthBytes(name) > attributeNameSizeBytesMax) throw invalid(valueMessages.nameTooLong)
}

function assertDepth(depth: number): void {
  if (depth > nestingDepthMax) throw invalid(valueMessages.nestingTooDeep)
}

function expectString(member: unknown): string {
  if (typeof member !== 'string') throw mistyped(member, 'String')
  return member
}

function expectBoolean(member: unknown): boolean {
  if (typeof member !== 'boolean') throw mistyped(member, 'Boolean')
  return member
}

function expectBinary(member: unknown): Uint8Array {
  if (!(member instanceof Uint8Array)) throw mistyped(member, 'Blob')
  return member
}

function expectArray(member: unknown): unknown[] {
  if (!Array.isArray(member)) throw mistyped(member, 'List')
  return member
}

function expectObject(member: unknown): object {
  if (typeof member !== 'object' || member === null || Array.isArray(member)) throw mistyped(member, 'Map')
  return member
}

function tooLarge(): ServiceError {
  return bareRefusal(valueMessages.tooLarge)
}

function emptySet(message: string): ServiceError {
  return new LayeredRefusal(message, message, { isBareInKey: true })
}

function invalid(message: string): ServiceError {
  return new ServiceError('ValidationException', message)
}

/** What the service's JSON reader says of a member with the wrong JSON type. */
function mistyped(member: unknown, wanted: string): ServiceError {
  switch (typeof member) {
    case 'number':
      return unreadable(
        valueMessages.notConvertible(Number.isInteger(member) ? 'NUMBER_VALUE' : 'DECIMAL_VALUE', wanted),
      )
    case 'boolean':
      return unreadable(valueMessages.notConvertible(member ? 'TRUE_VALUE' : 'FALSE_VALUE', wanted))
    case 'object':
      return unreadable(valueMessages.unexpectedStructure)
    default:
      return unreadable(valueMessages.unexpectedField)
  }
}

function unreadable(message: string): ServiceError {
  return new ServiceError('SerializationException', message)
}
