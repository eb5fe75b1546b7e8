import { fileURLToPath } from 'node:url'
import budget from './budget.json' with { type: 'json' }
import { InstantiationCounter } from './instantiations.js'
import { completionMilliseconds } from './completions.js'
import { secondsWithTypescript7 } from './many-entities.js'
import { textOf } from './program.js'
import type { MeasuredProgram } from './program.js'
import { dynamoDbToolbox } from './programs/dynamodb-toolbox.js'
import { electroDb } from './programs/electrodb.js'
import { handWritten } from './programs/hand-written.js'
import { monotable } from './programs/monotable.js'

// `npm run bench:types` measures monotable, `npm run bench:types -- all` the others too.
const folder = fileURLToPath(new URL('.', import.meta.url))
const counter = new InstantiationCounter(folder.replace(/\/$/, ''))
const failures: string[] = []

interface Cost {
  /** What the first entity costs, with all that is worked out once. */
  readonly first: number
  /** What the third adds to two. */
  readonly marginal: number
}

function costOf(program: MeasuredProgram): Cost {
  const [one, two, three] = [1, 2, 3].map((count) => counter.count(textOf(program, count)))
  const empty = counter.count(program.empty)
  return { first: one! - empty, marginal: three! - two! }
}

function hold(what: string, found: number, committed: number, most: number): void {
  if (found > most) failures.push(`${what}: ${found} is more than ${most}, the most it may be`)
  else if (found > committed * 1.1)
    failures.push(
      `${what}: ${found} is over a tenth more than ${committed}; if it has to be, commit the new number`,
    )
}

const programs = process.argv.includes('all')
  ? [monotable, handWritten, electroDb, dynamoDbToolbox]
  : [monotable, handWritten]
print('type instantiations'.padEnd(24) + 'first entity'.padStart(14) + 'each further'.padStart(14))
for (const program of programs) {
  const { first, marginal } = costOf(program)
  print(program.name.padEnd(24) + String(first).padStart(14) + String(marginal).padStart(14))
  if (program !== monotable) continue
  hold('first entity', first, budget.first.committed, budget.first.most)
  hold('each further entity', marginal, budget.marginal.committed, budget.marginal.most)
}

const { measured, control } = completionMilliseconds(folder)
const { controlMilliseconds, goal, most } = budget.completion
// What another program slows down on a busy machine is not held against the types.
const settled = measured * Math.min(1, controlMilliseconds / control)
print(
  `\ncompletion after an edit, 10 entities: ${measured.toFixed(1)} ms, without monotable ${control.toFixed(1)} ms`,
)
print(`where that takes ${controlMilliseconds} ms: ${settled.toFixed(1)} ms (goal: at most ${goal})`)
if (settled > most) failures.push(`completion: ${settled.toFixed(1)} ms is more than ${most}`)

const { count, controlSeconds, mostSeconds } = budget.manyEntities
const many = secondsWithTypescript7(monotable, count)
const settledSeconds = many.measured * Math.min(1, controlSeconds / many.control)
print(
  `\n${count} entities and their calls, TypeScript 7: ${many.measured.toFixed(1)} s, without them ${many.control.toFixed(1)} s`,
)
print(`where that takes ${controlSeconds} s: ${settledSeconds.toFixed(1)} s (goal: at most ${mostSeconds})`)
if (settledSeconds > mostSeconds)
  failures.push(`${count} entities: ${settledSeconds.toFixed(1)} s is more than ${mostSeconds}`)

for (const failure of failures) print(`FAILED ${failure}`)
process.exitCode = failures.length === 0 ? 0 : 1

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
