import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { CommandError } from '../command-error.js'

/**
 * Writes files into a folder, all of them or none.
 *
 * @throws CommandError where one is there already, naming each.
 */
export function writeNewFiles(folder: string, files: Readonly<Record<string, string>>): void {
  const present = Object.keys(files).filter((path) => existsSync(join(folder, path)))
  if (present.length > 0)
    throw new CommandError(
      `${present.join(' and ')} ${present.length === 1 ? 'is' : 'are'} there already, and nothing was written: move ${present.length === 1 ? 'it' : 'them'} away, or work on without init`,
    )
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text, { flag: 'wx' })
  }
}
