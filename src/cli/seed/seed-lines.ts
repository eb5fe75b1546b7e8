import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { CommandError } from '../command-error.js'
import { shownPath } from '../load-module.js'
import { isPlainObject } from '../values/from-json.js'

/** A line of a seed file, and where it stands. */
export interface SeedLine {
  /** File and line, as messages begin. */
  readonly place: string
  readonly value: Readonly<Record<string, unknown>>
}

/**
 * The lines of a seed file that is read through a schema; one that is compressed by gzip is known by its first bytes.
 *
 * @throws CommandError for a file that is not there, and for a line that is no JSON object.
 */
export function* seedLines(file: string): Generator<SeedLine> {
  const text = textOf(file)
  let number = 0
  for (const line of text.split('\n')) {
    number += 1
    if (line.trim() === '') continue
    const place = `${shownPath(file)}:${number}`
    yield { place, value: objectOf(line, place) }
  }
}

function objectOf(line: string, place: string): Readonly<Record<string, unknown>> {
  const refuse = (cause?: unknown): never => {
    throw new CommandError(
      `${place}: the line is no JSON object: write {"entity":"orders","item":{…}}, {"Item":{…}} or {"Table":{…}} on each`,
      { cause },
    )
  }
  try {
    const value: unknown = JSON.parse(line)
    return isPlainObject(value) ? value : refuse()
  } catch (error) {
    return error instanceof CommandError ? refuse(error.cause) : refuse(error)
  }
}

function textOf(file: string): string {
  try {
    const bytes = readFileSync(file)
    return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new CommandError(
      code === 'ENOENT' ? `the seed file ${shownPath(file)} is not there` : `${shownPath(file)}: ${message}`,
      { cause: error },
    )
  }
}
