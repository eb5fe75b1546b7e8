import { MonotableError } from '../core/errors.js'

interface ServerFileErrorDetails {
  readonly file: string
  /** From 1; absent when the fault is not in one line. */
  readonly line?: number | undefined
}

/** What is wrong with a seed file or a snapshot. */
type ServerFileError = MonotableError<
  'server.file-missing' | 'server.file-damaged' | 'server.file-not-written',
  ServerFileErrorDetails
>

/** Why a server does not listen. */
type ServerListenError = MonotableError<'server.closed' | 'server.host-empty'>

export function fileMissing(file: string, cause: unknown): ServerFileError {
  return new MonotableError(
    'server.file-missing',
    `${file}: cannot be read (${reasonOf(cause)}). Name a file that is there, or leave the option out.`,
    { file },
    { cause },
  )
}

/** `problem` and `fix` are sentences without a full stop. */
export function fileDamaged(
  file: string,
  line: number,
  problem: string,
  fix: string,
  cause?: unknown,
): ServerFileError {
  return new MonotableError(
    'server.file-damaged',
    `${file}:${line}: ${problem}. ${fix}.`,
    { file, line },
    { cause },
  )
}

export function fileNotWritten(file: string, cause: unknown): ServerFileError {
  return new MonotableError(
    'server.file-not-written',
    `${file}: the snapshot cannot be written (${reasonOf(cause)}). What was there before is still there.`,
    { file },
    { cause },
  )
}

export function serverClosed(): ServerListenError {
  return new MonotableError(
    'server.closed',
    'the server has been closed and does not listen again. Create another with createServer.',
    {},
  )
}

/** `fix` is the rest of a sentence. */
export function optionInvalid(
  option: string,
  value: unknown,
  fix: string,
): MonotableError<'server.option-invalid', { readonly option: string; readonly value: unknown }> {
  const given = typeof value === 'string' ? JSON.stringify(value) : String(value)
  return new MonotableError('server.option-invalid', `server: ${option} cannot be ${given}: ${fix}.`, {
    option,
    value,
  })
}

export function hostEmpty(): ServerListenError {
  return new MonotableError(
    'server.host-empty',
    'an empty host would be every address of this machine. Name one, such as 127.0.0.1; 0.0.0.0 and :: let other machines in.',
    {},
  )
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
