import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { median } from './over-http.js'

const command = fileURLToPath(new URL('../../../src/cli/main.js', import.meta.url))

/** How much later than a bare Node `monotable serve` is ready: both print a line, in turn. */
export async function startUp(): Promise<string> {
  const bare: number[] = []
  const served: number[] = []
  for (let round = 0; round < 21; round++) {
    bare.push(await millisecondsToFirstLine(['--eval', 'console.log(1)']))
    served.push(await millisecondsToFirstLine([command, 'serve', '--port', '0']))
  }
  const later = median(served.map((time, round) => time - (bare[round] as number)))
  return (
    `monotable serve is ready after ${median(served).toFixed(0)} ms, a bare Node after ${median(bare).toFixed(0)} ms: ` +
    `${later.toFixed(0)} ms later (goal: at most 40)`
  )
}

function millisecondsToFirstLine(args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now()
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    const done = (): void => {
      const time = performance.now() - start
      child.once('exit', () => resolve(time))
      child.kill('SIGKILL')
    }
    child.once('error', reject)
    child.stdout.once('data', done)
    child.stderr.once('data', (text) => {
      if (/error/i.test(String(text))) reject(new Error(String(text)))
      else done()
    })
  })
}
