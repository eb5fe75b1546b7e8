import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Runs what is shipped, the output of tsc: loaders that compile on the fly add a call to every function that is made, to
 * keep its name. So a benchmark's module compiles itself and all others, and starts what came of it.
 */
export async function compileAndRun(module: string, run: () => Promise<unknown>): Promise<void> {
  if (module.endsWith('.js')) {
    await run()
    return
  }
  const compiled = `${root}node_modules/.cache/monotable-bench`
  const node = (...args: readonly string[]): void => {
    const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
    if (status !== 0) process.exit(status ?? 1)
  }
  rmSync(compiled, { recursive: true, force: true })
  node('node_modules/typescript/bin/tsc', '-p', 'test/bench')
  const path = fileURLToPath(module).slice(root.length).replace(/\.ts$/, '.js')
  node('--expose-gc', '--no-warnings', `${compiled}/${path}`, ...process.argv.slice(2))
}
