import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { withFileLock } from '../../../src/testing/container/file-lock.js'

function lockPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'monotable-lock-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'below/lock')
}

describe('a lock', () => {
  it('is held by one at a time, and free afterwards', async () => {
    const path = lockPath()
    let inside = 0
    const most: number[] = []
    const work = () =>
      withFileLock(path, async () => {
        most.push(++inside)
        await new Promise(setImmediate)
        inside -= 1
      })
    await Promise.all([work(), work(), work()])
    expect(most).toEqual([1, 1, 1])
    expect(existsSync(path)).toBe(false)
  })

  it('is free after a failure, which is passed on', async () => {
    const path = lockPath()
    await expect(withFileLock(path, () => Promise.reject(new Error('inside')))).rejects.toThrow('inside')
    expect(await withFileLock(path, async () => 'again')).toBe('again')
  })

  it('is taken over from a process that has ended without giving it back', async () => {
    const path = lockPath()
    await withFileLock(path, async () => {})
    writeFileSync(path, String(spawnSync(process.execPath, ['--eval', '']).pid))
    expect(await withFileLock(path, async () => 'mine')).toBe('mine')
  })
})
