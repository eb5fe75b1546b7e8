import { MonotableError } from '../../src/core/errors.js'
import { compileTemplate, parseTemplate } from '../../src/keys/index.js'
import type { CompiledTemplate, KeyErrorCode, KeyPart, KeyRole, KeyTemplate } from '../../src/keys/index.js'

/** A template whose holes are strings unless `parts` says otherwise. */
export function compile(
  template: KeyTemplate,
  parts: Readonly<Record<string, KeyPart>> = {},
  role: KeyRole = 'sort',
): CompiledTemplate {
  return compileTemplate(parseTemplate(template), {
    role,
    part: (hole) => (Object.hasOwn(parts, hole) ? parts[hole] : { kind: 'string' }),
  })
}

/** The error of a call that must fail with this code. */
export function expectFailure(code: KeyErrorCode, call: () => unknown): MonotableError {
  try {
    call()
  } catch (error) {
    if (error instanceof MonotableError && error.code === code) return error
    throw error
  }
  throw new Error(`expected ${code}, and nothing was thrown`)
}
