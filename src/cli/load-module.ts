import { readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { CommandError } from './command-error.js'

interface Place {
  readonly file: string
  readonly line?: number
  readonly column?: number
}

/**
 * Runs a module of the user's, TypeScript or not, and gives its exports.
 *
 * @throws CommandError with the cause, the place and the line of code there.
 */
export async function loadModule(file: string): Promise<Readonly<Record<string, unknown>>> {
  const source = sourceOf(file)
  const { createJiti } = await import('jiti')
  try {
    // The types of the command are no concern of the user's project: only its paths are.
    return await createJiti(file, { tsconfigPaths: true }).import<Record<string, unknown>>(file)
  } catch (error) {
    throw new CommandError(failureText(error, file, source), { cause: error })
  }
}

/** A file as messages call it: from the folder in which the command runs. */
export function shownPath(file: string): string {
  const path = relative(process.cwd(), file)
  return path === '' || path.startsWith('..') ? file : path
}

function sourceOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new CommandError(code === 'ENOENT' ? `${shownPath(file)} is not there` : message, { cause: error })
  }
}

function failureText(error: unknown, file: string, source: string): string {
  const { message, place } = explained(error, file, source)
  const position = [shownPath(place.file), place.line, place.column].filter((part) => part !== undefined)
  return `${message}\n  at ${position.join(':')}${codeFrame(place)}`
}

function explained(
  error: unknown,
  file: string,
  source: string,
): { readonly message: string; readonly place: Place } {
  if (!(error instanceof Error) && !isErrorLike(error))
    return { message: `the module threw ${String(error)}`, place: { file } }
  const { message } = error
  const syntax = /^ParseError:\s*([\s\S]*?)\s*\n\s*(.+?):(\d+):(\d+)\s*$/.exec(message)
  if (syntax !== null) {
    const [, problem = '', at = file, line, column] = syntax
    // The parser counts columns from 0.
    return { message: problem.trim(), place: { file: at, line: Number(line), column: Number(column) + 1 } }
  }
  const missing = /^Cannot find (?:module|package) '([^']+)'/.exec(message)
  if (missing !== null) return missingModule(missing[1] ?? '', message, file, source)
  return { message, place: firstPlace(error.stack, file) }
}

/** Errors of another realm or copy are errors too. */
function isErrorLike(error: unknown): error is Error {
  return typeof (error as Partial<Error> | null | undefined)?.message === 'string'
}

function missingModule(
  specifier: string,
  message: string,
  file: string,
  source: string,
): { readonly message: string; readonly place: Place } {
  const from = /Require stack:\n- (.+)/.exec(message)?.[1] ?? file
  const text = from === file ? source : textAt(from)
  const lines = text?.split('\n') ?? []
  const index = lines.findIndex((line) => line.includes(`'${specifier}'`) || line.includes(`"${specifier}"`))
  const isPackage = !/^[./]/.test(specifier)
  return {
    message: `cannot find ${specifier}${isPackage ? `: is it installed? npm install ${specifier}` : ''}`,
    place: index < 0 ? { file: from } : { file: from, line: index + 1 },
  }
}

/**
 * Where the user's own code was when the error came up: packages and Node are left out. Lines are those of the file,
 * columns those of what it was turned into.
 */
function firstPlace(stack: string | undefined, file: string): Place {
  for (const line of stack?.split('\n') ?? []) {
    const [, at, row] = /^\s+at (?:.*\()?(.+?):(\d+):\d+\)?$/.exec(line) ?? []
    if (at === undefined || /node_modules|^node:/.test(at) || isOwn(at)) continue
    return { file: resolve(withoutScheme(at)), line: Number(row) }
  }
  return { file }
}

const ownFolder = fileURLToPath(new URL('..', import.meta.url))

/** Whether a file is one of the library's, which reported the problem and does not have it. */
function isOwn(at: string): boolean {
  return withoutScheme(at).startsWith(ownFolder)
}

function withoutScheme(at: string): string {
  return at.startsWith('file://') ? fileURLToPath(at) : at.replace(/^async /, '')
}

function codeFrame({ file, line, column }: Place): string {
  const code = line === undefined ? undefined : textAt(file)?.split('\n')[line - 1]
  if (code === undefined || code.length > 200) return ''
  const frame = `\n\n  ${line} | ${code}`
  return column === undefined
    ? frame
    : `${frame}\n  ${' '.repeat(String(line).length)} | ${' '.repeat(Math.max(column - 1, 0))}^`
}

function textAt(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
