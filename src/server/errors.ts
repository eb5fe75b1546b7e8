import { MonotableError } from '../core/errors.js'

export type ServerErrorCode = 'server.file-missing' | 'server.file-damaged' | 'server.file-not-written'

export interface ServerErrorDetails {
  readonly file: string
  /** From 1; absent when the fault is not in one line. */
  readonly line?: number | undefined
}

/** What is wrong with a seed file or a snapshot. */
export type ServerError = MonotableError<ServerErrorCode, ServerErrorDetails>

export function fileMissing(file: string, cause: unknown): ServerError {
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
): ServerError {
  return new MonotableError(
    'server.file-damaged',
    `${file}:${line}: ${problem}. ${fix}.`,
    { file, line },
    { cause },
  )
}

export function fileNotWritten(file: string, cause: unknown): ServerError {
  return new MonotableError(
    'server.file-not-written',
    `${file}: the snapshot could not be written (${reasonOf(cause)}). What was there before is still there.`,
    { file },
    { cause },
  )
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
