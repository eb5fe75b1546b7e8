import fc from 'fast-check'
import { memory } from '../../src/engine/index.js'
import type { Comparison } from './comparison.js'
import { compare, isAlike } from './comparison.js'
import type { Contestant } from './contestant.js'
import { engine } from './contestant.js'
import { requests, withReplays } from './generators/sequence.js'
import type { GeneratedTable } from './generators/tables.js'
import { tablesOf } from './generators/tables.js'
import { createsNothing } from './known/answers.js'
import { knownDifferences } from './known/known-differences.js'
import type { Tally } from './tally.js'

const sequenceLength = 200

/**
 * Sends one sequence to both, on tables of their own, until they hold different items: as soon as one of them writes what
 * the other does not, later answers prove nothing. Gives the number of requests that were compared.
 */
export async function runSequence(seed: number, local: Contestant, tally: Tally): Promise<number> {
  const backend = memory()
  const suffix = `${process.pid}-${seed}`
  const tables = tablesOf(suffix)
  await createTables(tables, [local, engine(backend)])
  const generated = fc.sample(requests(tables, suffix), { seed, numRuns: sequenceLength })
  let done = 0
  for (const request of withReplays(generated)) {
    done++
    const compared = await compare(request, local, backend, tables)
    judge(compared, seed, tally)
    if (!holdTheSame(compared) && !(await repair(compared, local))) break
  }
  backend.assertInvariants()
  const made = `made-${suffix}`
  for (const name of [...tables.map((table) => table.name), made])
    await local({ operation: 'DeleteTable', input: { TableName: name } })
  return done
}

async function createTables(tables: readonly GeneratedTable[], both: readonly Contestant[]): Promise<void> {
  for (const { create, name } of tables) {
    for (const contestant of both) {
      const answer = await contestant({ operation: 'CreateTable', input: create })
      if (!('output' in answer)) throw new Error(`${name} cannot be created: ${answer.message}`)
    }
  }
}

/** Counts an answer as alike, as explained by the known differences, or as different. */
function judge(compared: Comparison, seed: number, tally: Tally): void {
  if (isAlike(compared)) {
    tally.alike(compared)
    return
  }
  let rest = compared
  const used: string[] = []
  for (const { name, explain } of knownDifferences) {
    const explained = explain(rest)
    if (explained === undefined) continue
    rest = explained
    used.push(name)
    if (isAlike(rest)) break
  }
  if (isAlike(rest)) tally.known(compared, used)
  else tally.different(rest, seed)
}

/** Gives DynamoDB Local the items that the engine has; false where it is not known which they are. */
async function repair({ touched }: Comparison, local: Contestant): Promise<boolean> {
  const written = touched.filter(({ kind }) => kind !== 'ConditionCheck')
  for (const { table, key, after } of written) {
    const answer = await (after === undefined
      ? local({ operation: 'DeleteItem', input: { TableName: table.name, Key: key } })
      : local({ operation: 'PutItem', input: { TableName: table.name, Item: after } }))
    if (!('output' in answer)) return false
  }
  return written.length > 0
}

/** Whether both still have the same items. */
function holdTheSame(compared: Comparison): boolean {
  const { request, local, engine: found } = compared
  const reads = /^(Get|Query|Scan|BatchGet|TransactGet|Describe|List)/.test(request.operation)
  const agree = 'output' in local === 'output' in found
  return reads || (agree && !compared.touched.some(createsNothing))
}
