import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// What is measured is what is shipped, the output of tsc: loaders that compile on the fly add a call to every function
// that is made, to keep its name. So this module compiles itself and all others, and runs what came of it.
if (import.meta.url.endsWith('.js')) await import('./run.js')
else {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const compiled = `${root}node_modules/.cache/monotable-bench`
  const node = (...args: readonly string[]): void => {
    const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
    if (status !== 0) process.exit(status ?? 1)
  }
  rmSync(compiled, { recursive: true, force: true })
  node('node_modules/typescript/bin/tsc', '-p', 'test/bench')
  node('--expose-gc', '--no-warnings', `${compiled}/test/bench/main.js`, ...process.argv.slice(2))
}
