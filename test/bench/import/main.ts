import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

// What importing the package adds to the start of a process, beside zod, without which it does nothing. It imports what
// was built last: `npm run build && node --import tsx test/bench/import/main.ts`.

const rounds = 20
const package_ = fileURLToPath(new URL('../../../dist/index.js', import.meta.url))
const cases = [
  ['bare Node', ''],
  ['zod', "import 'zod'"],
  ['zod/v4/core', "import 'zod/v4/core'"],
  ['monotable', `import ${JSON.stringify(package_)}`],
] as const

const times = cases.map((): number[] => [])
const processorTimes = cases.map((): number[] => [])
for (let round = 0; round < rounds; round++)
  for (let turn = 0; turn < cases.length; turn++) {
    const index = (round + turn) % cases.length
    const [title, code] = cases[index] ?? cases[0]
    const start = performance.now()
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--input-type=module', '--eval', `${code}\nprocess.stdout.write(JSON.stringify(process.cpuUsage()))`],
      { encoding: 'utf8' },
    )
    times[index]?.push(performance.now() - start)
    if (status !== 0) throw new Error(`${title}: ${stderr}`)
    const { user, system } = JSON.parse(stdout) as NodeJS.CpuUsage
    processorTimes[index]?.push((user + system) / 1000)
  }

process.stdout.write(
  'milliseconds above bare Node, the median: until the process has ended, and of processor time\n',
)
for (const [index, [title]] of cases.entries())
  process.stdout.write(`${title.padEnd(12)} ${above(times, index)} ${above(processorTimes, index)}\n`)

function above(all: readonly (readonly number[])[], index: number): string {
  const own = median(all[index] ?? [])
  const title = index === 0 ? own : own - median(all[0] ?? [])
  return title.toFixed(1).padStart(7)
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN
}
