import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CommandError } from '../command-error.js'
import { shownPath } from '../load-module.js'

interface StaleFile {
  readonly name: string
  readonly isMissing: boolean
}

/** The files that are not there as they should be. */
export function staleFiles(folder: string, files: ReadonlyMap<string, string>): readonly StaleFile[] {
  return [...files].flatMap(([name, text]) => {
    const present = textOf(join(folder, name))
    return present === text ? [] : [{ name, isMissing: present === undefined }]
  })
}

/**
 * Writes files into a folder, all or none: first beside each other under the folder, then each to its place; where one
 * cannot take its place, those before it are put back.
 *
 * @throws CommandError where the folder cannot be written to; nothing is changed.
 */
export function writeTogether(folder: string, files: ReadonlyMap<string, string>): void {
  if (files.size === 0) return
  let staging: string | undefined
  const undo: (() => void)[] = []
  try {
    mkdirSync(folder, { recursive: true })
    staging = mkdtempSync(join(folder, '.monotable-'))
    for (const [name, text] of files) writeFileSync(join(staging, name), text)
    for (const name of files.keys()) {
      const place = join(folder, name)
      const before = textOf(place)
      renameSync(join(staging, name), place)
      undo.push(() => (before === undefined ? rmSync(place) : writeFileSync(place, before)))
    }
  } catch (error) {
    for (const each of undo.toReversed()) each()
    const reason = error instanceof Error ? error.message : String(error)
    throw new CommandError(`${shownPath(folder)} cannot be written, and was left as it was: ${reason}`, {
      cause: error,
    })
  } finally {
    if (staging !== undefined) rmSync(staging, { recursive: true, force: true })
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    // A folder in the place of a file: what is wrong is said when it is written.
    return ''
  }
}
