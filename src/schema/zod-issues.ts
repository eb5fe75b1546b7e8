import type { $ZodError, $ZodIssue } from 'zod/v4/core'
import { MonotableError } from '../core/errors.js'

/** One thing that zod found wrong with a value. */
export interface SchemaIssue {
  /** Where it stands in the value: `['lines', 0, 'quantity']`. */
  readonly path: readonly PropertyKey[]
  readonly message: string
  /** zod's code of the issue, such as `too_small`. */
  readonly code: string
}

export interface SchemaInvalidDetails {
  readonly entity: string
  readonly issues: readonly SchemaIssue[]
}

/** What `schema.invalid` says: every issue by its place, in zod's words. */
export function invalidError(
  entity: string,
  root: readonly PropertyKey[],
  error: $ZodError,
): MonotableError<'schema.invalid', SchemaInvalidDetails> {
  const issues = error.issues.map((issue) => ({
    path: [...root, ...issue.path],
    message: messageOf(issue),
    code: issue.code,
  }))
  const lines = issues.map((issue) => `${pathText(entity, issue.path)}: ${issue.message}`)
  return new MonotableError('schema.invalid', lines.join('; '), { entity, issues }, { cause: error })
}

// Without a locale, which zod/mini does not load, zod says no more than this.
const bare = 'Invalid input'

function messageOf(issue: $ZodIssue): string {
  if (issue.message !== bare) return issue.message
  switch (issue.code) {
    case 'invalid_type':
      return `${bare}: expected ${issue.expected}`
    case 'invalid_value':
      return `${bare}: expected one of ${issue.values.map((value) => JSON.stringify(String(value))).join(', ')}`
    case 'too_small':
      return `Too small: expected ${issue.origin} to be >${issue.inclusive === false ? '' : '='}${issue.minimum}`
    case 'too_big':
      return `Too big: expected ${issue.origin} to be <${issue.inclusive === false ? '' : '='}${issue.maximum}`
    case 'invalid_format':
      return `${bare}: expected the format ${issue.format}`
    case 'not_multiple_of':
      return `${bare}: expected a multiple of ${issue.divisor}`
    case 'unrecognized_keys':
      return `Unrecognized keys: ${issue.keys.join(', ')}`
    default:
      return issue.message
  }
}

/** `Order.lines[0].quantity`. */
export function pathText(entity: string, path: readonly PropertyKey[]): string {
  let text = entity
  for (const part of path) text += typeof part === 'number' ? `[${part}]` : `.${String(part)}`
  return text
}
