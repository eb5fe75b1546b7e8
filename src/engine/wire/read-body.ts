import { unreadableRequest } from '../faults.js'
import { wireMessages } from './messages.js'

/** Far more than a request with the deepest item allowed has. */
const nestingMax = 1000
/** Shorter texts cannot nest so deep that it matters. */
const measuredFrom = 4096

const quote = 34
const openBrace = 123
const closeBrace = 125
const openBracket = 91
const closeBracket = 93
const backslash = 92

/** Parses the JSON text of a request. Throws SerializationException. */
export function readBody(body: string): unknown {
  if (body.length >= measuredFrom) assertNesting(body)
  try {
    return JSON.parse(body) as unknown
  } catch {
    throw unreadableRequest(wireMessages.none)
  }
}

/** Throws for text that nests deeper than any request, before a parser makes millions of objects of it. */
function assertNesting(text: string): void {
  let depth = 0
  for (let index = 0; index < text.length; index += 1) {
    switch (text.charCodeAt(index)) {
      case openBrace:
      case openBracket:
        depth += 1
        if (depth > nestingMax) throw unreadableRequest(wireMessages.none)
        break
      case closeBrace:
      case closeBracket:
        depth -= 1
        break
      case quote:
        index = endOfString(text, index)
        break
      default:
    }
  }
}

/** The index of the closing quote, or of the end of a text without one. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0
    while (text.charCodeAt(end - 1 - backslashes) === backslash) backslashes += 1
    if (backslashes % 2 === 0) return end
  }
  return text.length
}
