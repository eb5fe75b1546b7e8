import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ContainerRegistry } from '../../../src/testing/container/registry.js'
import { watchOver } from '../../../src/testing/container/watch-over.js'

function registry(): ContainerRegistry {
  const folder = mkdtempSync(join(tmpdir(), 'monotable-registry-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return new ContainerRegistry(folder)
}

const container = { id: 'c1', endpoint: 'http://127.0.0.1:8000', warden: 1 }

describe('the registry of a container', () => {
  it('tells others what was written, until it is forgotten', async () => {
    const one = registry()
    expect(await one.read()).toBeUndefined()
    await one.write(container)
    expect(await new ContainerRegistry(one.folder).read()).toEqual(container)
    await one.forget()
    expect(await one.read()).toBeUndefined()
  })

  it('is in use as long as one of its users lives', async () => {
    const one = registry()
    expect(await one.isInUse()).toBe(false)
    const child = spawn(process.execPath, ['--eval', 'process.stdin.resume()'])
    await one.addUsers([child.pid ?? 0])
    expect(await one.isInUse()).toBe(true)
    child.stdin.end()
    await once(child, 'exit')
    expect(await one.isInUse()).toBe(false)
  })
})

describe('the warden', () => {
  it('goes when all users have gone, and a container that is not there is no concern of it', async () => {
    const one = registry()
    const child = spawn(process.execPath, ['--eval', 'setTimeout(() => {}, 700)'])
    await one.addUsers([child.pid ?? 0])
    let hasEnded = false
    child.once('exit', () => (hasEnded = true))
    await watchOver(one.folder, 0)
    expect(hasEnded).toBe(true)
  })
})
