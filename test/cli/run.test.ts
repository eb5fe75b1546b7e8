import { describe, expect, it, vi } from 'vitest'
import { run } from '../../src/cli/index.js'

/** Runs in this process, and gives what was printed. */
async function here(...args: string[]) {
  const printed = { stdout: '', stderr: '' }
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      printed[name] += String(text)
      return true
    }),
  )
  try {
    return { code: await run(args), ...printed }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

describe('monotable', () => {
  it('tells what it can do when asked', async () => {
    const { code, stdout, stderr } = await here('--help')
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/Usage: monotable .*serve/s)
    expect((await here('serve', '--help')).stdout).toContain(
      'Exit codes: 0 stopped in order, 1 failed, 2 called wrongly.',
    )
  })

  it.each([[], ['init'], ['generate'], ['check'], ['explain'], ['serve']])(
    'tells its exit codes, in lines that fit terminals: %s',
    async (...verb) => {
      const { code, stdout } = await here(...verb, '--help')
      expect(code).toBe(0)
      expect(stdout).toMatch(/^Exit codes: 0 /m)
      expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
    },
  )

  it.each([[], ['nothing'], ['--nothing'], ['serve', '--nothing'], ['serve', 'more'], ['serve', '--port']])(
    'says on standard error that it was called wrongly: %s',
    async (...args) => {
      const { code, stdout, stderr } = await here(...args)
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).not.toBe('')
    },
  )

  it('says on standard error what failed', async () => {
    const { code, stdout, stderr } = await here('serve', '--seed-file', 'none.json')
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(
      /^error: none.json: cannot be read .* Name a file that is there, or leave the option out.\n$/,
    )
  })
})
