import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { isAlive, usersOf } from '../../../src/testing/container/processes.js'

describe('a process', () => {
  it('is alive until it has ended', async () => {
    expect(isAlive(process.pid)).toBe(true)
    expect(isAlive(1)).toBe(true)
    const child = spawn(process.execPath, ['--eval', ''])
    await once(child, 'exit')
    expect(isAlive(child.pid ?? 0)).toBe(false)
  })
})

describe('the users of a container', () => {
  const alone = { pid: 2, ppid: 1, isForked: false, environment: {} }

  it('are this process, and the runner where this is one of its workers', () => {
    expect(usersOf(alone)).toEqual([2])
    expect(usersOf({ ...alone, isForked: true })).toEqual([2, 1])
    expect(usersOf({ ...alone, environment: { NODE_TEST_CONTEXT: 'child-v8' } })).toEqual([2, 1])
  })
})
