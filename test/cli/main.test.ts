import { describe, expect, it } from 'vitest'
import { monotable } from './support.js'

describe('the process', () => {
  it('exits with the code', async () => {
    expect(await monotable('--help').ended).toMatchObject({ code: 0, stderr: '' })
    expect(await monotable('nothing').ended).toMatchObject({ code: 2, stdout: '' })
  })

  it('prints no colours', async () => {
    const { stdout, stderr } = await monotable('serve', '--port', 'x').ended
    expect(stdout + stderr).not.toContain('\u001B')
  })

  it('does not mind that nobody reads what it prints', async () => {
    const { process: child, printed } = monotable('serve', '--port', '0')
    await printed(/Listening/)
    child.stdout?.destroy()
    child.stderr?.destroy()
    const code = new Promise((resolve) => child.on('exit', resolve))
    child.kill('SIGTERM')
    expect(await code).toBe(0)
  })
})
