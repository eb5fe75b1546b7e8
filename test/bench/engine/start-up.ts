import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { median } from './over-http.js'

// As it is shipped, in one file: from the root of the project, where npm runs its scripts.
const command = resolve('dist/cli/main.js')

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
  return new Promise((settle, reject) => {
    const start = performance.now()
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    const done = (): void => {
      const time = performance.now() - start
      child.once('exit', () => settle(time))
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
