import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { RunningContainer } from 'monotable/testing'
import { onTestFinished } from 'vitest'

const program = fileURLToPath(new URL('./other-process.ts', import.meta.url))

/** The container that a process of its own is given. */
export async function elsewhere(
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningContainer> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', program], {
    env: { ...process.env, ...environment },
  })
  return JSON.parse(stdout) as RunningContainer
}

/** A folder for temporary files that no other process has, so that its container is another. */
export function apart(): Readonly<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'monotable-apart-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return { TMPDIR: folder }
}
