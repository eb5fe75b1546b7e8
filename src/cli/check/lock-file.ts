import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { CommandError } from '../command-error.js'
import { shownPath } from '../load-module.js'
import type { Layout } from './layout.types.js'
import { lockProblem } from './lock-schema.js'

/**
 * Reads a lock file; undefined where there is none.
 *
 * @throws CommandError for one that is damaged, or that a later version of the package wrote.
 */
export function readLock(file: string): Layout | undefined {
  if (!existsSync(file)) return undefined
  const refuse = (problem: string, cause?: unknown): never => {
    throw new CommandError(
      `${shownPath(file)}: ${problem}. Take it from version control, or write it anew with --accept`,
      { cause },
    )
  }
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    return refuse('it is no JSON (is there a merge conflict in it?)', error)
  }
  const version = (value as { readonly version?: unknown } | null)?.version
  if (typeof version === 'number' && version > 1)
    throw new CommandError(
      `${shownPath(file)} has version ${version}, and this monotable reads version 1: update monotable`,
    )
  const problem = lockProblem(value)
  return problem === undefined ? (value as Layout) : refuse(problem)
}

/** Writes a lock file: deterministic, so that it differs in version control only where the layout does. */
export function writeLock(file: string, layout: Layout): void {
  writeFileSync(file, lockText(layout))
}

function lockText(layout: Layout): string {
  return `${JSON.stringify(layout, null, 2)}\n`
}
