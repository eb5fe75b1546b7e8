import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pid } from 'node:process'
import { systemClock } from '../../core/clock.js'
import { MonotableError } from '../../core/errors.js'
import { isAlive } from './processes.js'

const pauseMilliseconds = 50
/** A first start may have to fetch an image. */
const waitMillisecondsMax = 600_000

/**
 * Runs something while no other process does that asks for the same lock. A lock whose process has ended is taken over.
 *
 * @throws MonotableError `testing.lock` after ten minutes.
 */
export async function withFileLock<TResult>(path: string, run: () => Promise<TResult>): Promise<TResult> {
  await mkdir(dirname(path), { recursive: true })
  const start = systemClock.now()
  while (!(await isTaken(path))) {
    await removeIfAbandoned(path)
    if (systemClock.now() - start > waitMillisecondsMax)
      throw new MonotableError(
        'testing.lock',
        `Another process holds ${path} for ten minutes: end it, or delete the file`,
        { path },
      )
    await systemClock.sleep(pauseMilliseconds)
  }
  try {
    return await run()
  } finally {
    await rm(path, { force: true })
  }
}

async function isTaken(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(pid), { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== 'EEXIST') throw error
    return false
  }
}

async function removeIfAbandoned(path: string): Promise<void> {
  const holder = Number(await readFile(path, 'utf8').catch(() => ''))
  // Empty: whoever made the file has not written its number yet.
  if (holder > 0 && !isAlive(holder)) await rm(path, { force: true })
}
