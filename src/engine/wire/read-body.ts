import { unreadableRequest } from '../faults.js'
import { wireMessages } from './messages.js'

/** Far more than a request with the deepest item allowed has. */
const nestingMax = 1000
/** Braces, brackets and commas: twice what the densest item allowed has. More would keep everybody else waiting. */
const valuesMax = 800_000
/** In shorter texts neither can be exceeded by much: what is read of them bounds its depth by itself. */
const measuredFrom = 65_536

const quote = 34
const comma = 44
const openBracket = 91
const backslash = 92
const closeBracket = 93
const openBrace = 123
const closeBrace = 125

/** Parses the JSON text of a request. Throws SerializationException. */
export function readBody(body: string): unknown {
  if (body.length >= measuredFrom) assertMeasure(body)
  try {
    return JSON.parse(body) as unknown
  } catch {
    throw unreadableRequest(wireMessages.none)
  }
}

/** Throws for text with more in it than any request has, before a parser makes millions of objects of it. */
function assertMeasure(text: string): void {
  let depth = 0
  let values = 0
  let nextBackslash = -1
  for (let index = 0; index < text.length; index += 1) {
    switch (text.charCodeAt(index)) {
      case openBrace:
      case openBracket:
        depth += 1
        values += 1
        if (depth > nestingMax) throw unreadableRequest(wireMessages.none)
        break
      case closeBrace:
      case closeBracket:
        depth -= 1
        break
      case comma:
        values += 1
        break
      case quote: {
        if (nextBackslash < index) nextBackslash = indexOrEnd(text, '\\', index)
        const end = indexOrEnd(text, '"', index + 1)
        index = end < nextBackslash ? end : endOfEscaped(text, nextBackslash)
        break
      }
      default:
    }
    if (values > valuesMax) throw unreadableRequest(wireMessages.tooManyValues(valuesMax))
  }
}

function indexOrEnd(text: string, part: string, from: number): number {
  const index = text.indexOf(part, from)
  return index === -1 ? text.length : index
}

/** The index of the quote that closes a string with a backslash in it. */
function endOfEscaped(text: string, firstBackslash: number): number {
  let index = firstBackslash
  while (index < text.length && text.charCodeAt(index) !== quote) {
    index += text.charCodeAt(index) === backslash ? 2 : 1
  }
  return index
}
