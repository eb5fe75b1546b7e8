import { partiqlMessages } from './messages.js'
import type { Position } from './syntax.js'

/** The message with the place that it is about: line, column and length. */
export function atPosition(message: string, { line, column, length }: Position): string {
  return partiqlMessages.at(message, `${line}:${column}:${length}`)
}
