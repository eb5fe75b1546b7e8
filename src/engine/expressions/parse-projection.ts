import { assertPathWords } from './check-words.js'
import { parsePath } from './parse-operand.js'
import type { ParsedProjection } from './syntax.js'
import { TokenStream } from './tokens.js'

/** Parses a list of document paths, and refuses what the text alone shows to be wrong. */
export function parseProjectionSyntax(text: string): ParsedProjection {
  const tokens = new TokenStream('ProjectionExpression', text)
  const paths = [parsePath(tokens)]
  while (tokens.accept(',')) paths.push(parsePath(tokens))
  tokens.expectEnd()
  paths.forEach((path) => assertPathWords(tokens, path))
  return { paths }
}
