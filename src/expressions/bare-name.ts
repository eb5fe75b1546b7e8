import { reservedWords } from '../protocol/reserved-words.js'

/**
 * Whether an attribute name can stand in an expression as it is: a letter, then a letter or digit, then those and
 * underscores, and not a reserved word. Any other name needs a `#` placeholder.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.Attributes.html
 */
export function isBareName(name: string): boolean {
  if (name.length === 0 || !isLetter(name.charCodeAt(0))) return false
  for (let index = 1; index < name.length; index++) {
    const code = name.charCodeAt(index)
    if (!isLetter(code) && !isDigit(code) && !(code === underscore && index > 1)) return false
  }
  return !reservedWords.has(name.toUpperCase())
}

const underscore = 0x5f
const isLetter = (code: number): boolean => (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39
