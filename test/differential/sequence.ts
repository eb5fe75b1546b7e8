import { setTimeout } from 'node:timers/promises'
import fc from 'fast-check'
import { memory } from '../../src/engine/index.js'
import { canonical } from './canonical.js'
import type { Comparison, Touched } from './comparison.js'
import { compare, isAlike } from './comparison.js'
import type { Answer, Contestant } from './contestant.js'
import { engine } from './contestant.js'
import type { GeneratedRequest } from './generators/requests.js'
import { requests, withReplays } from './generators/sequence.js'
import type { GeneratedTable } from './generators/tables.js'
import { afterUpdate, tablesOf } from './generators/tables.js'
import { createsNothing } from './known/answers.js'
import { explained } from './known/known-differences.js'
import type { PlantedFaults } from './planted.js'
import { askAboutStream, historyOf, keyText, streamOf, streamQuestions } from './streams.js'
import type { Tally } from './tally.js'

const sequenceLength = 200
/** Faults are put into the answers of every so many requests. */
const planting = 20

/** The seed of a sequence of a run: the first has that of the run, so that any can be run alone; runs share none. */
export function sequenceSeed(seed: number, place: number): number {
  return (seed + Math.imul(place, 0x9e37_79b1)) >>> 0
}

/**
 * Sends one sequence to both, on tables of their own, until they hold different items: as soon as one of them writes what
 * the other does not, later answers prove nothing. Gives the number of requests that were compared.
 */
export async function runSequence(
  seed: number,
  local: Contestant,
  tally: Tally,
  planted: PlantedFaults,
): Promise<number> {
  const backend = memory()
  const suffix = `${process.pid}-${seed}`
  let tables = tablesOf(suffix)
  await createTables(tables, [local, engine(backend)])
  const generated = fc.sample(requests(tables, suffix), { seed, numRuns: sequenceLength })
  /** Items that DynamoDB Local was given, and so has other records of. */
  const repaired = new Set<string>()
  /** What transactions with tokens were about when they were done. */
  const first = new Map<unknown, readonly Touched[]>()
  let [done, areAlike] = [0, true]
  for (const request of withReplays(generated)) {
    done++
    const isSample = done % planting === 0
    const token = request.input['ClientRequestToken']
    const answered = await compare(request, local, backend, tables, isSample || token !== undefined)
    const compared = { ...answered, first: first.get(token) }
    if (token !== undefined && 'output' in compared.engine && !first.has(token))
      first.set(token, compared.touched)
    judge(compared, seed, tally)
    if (isSample) planted.plantInto(compared)
    if (changesIndexes(compared)) {
      tables = afterUpdate(tables, request.input)
      await settled(request.input['TableName'], [local, engine(backend)])
    }
    if (holdTheSame(compared)) continue
    for (const { table, key } of compared.touched) repaired.add(table.name + keyText(key))
    areAlike = await repair(compared, local)
    if (!areAlike) break
  }
  backend.assertInvariants()
  if (areAlike)
    for (const compared of await streamsCompared([local, engine(backend)], tables, repaired, seed)) {
      judge(compared, seed, tally)
      planted.plantInto(compared)
    }
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

/** A few of the questions, others in other sequences. */
function questionsOf(seed: number): readonly GeneratedRequest[] {
  return streamQuestions.filter((_, place) => (place + seed) % 4 === 0)
}

/** What the streams of both say. */
async function streamsCompared(
  both: readonly [Contestant, Contestant],
  tables: readonly GeneratedTable[],
  repaired: ReadonlySet<string>,
  seed: number,
): Promise<Comparison[]> {
  const compared: Comparison[] = []
  const add = (request: GeneratedRequest, [left, right]: readonly Answer[]) => {
    if (left === undefined || right === undefined) throw new Error('Both have answered')
    const [local, found] = [canonical(request, left), canonical(request, right)]
    compared.push({ request, local, engine: found, touched: [], stored: [], queried: [], tables })
  }
  const [first] = tables
  for (const { create, name } of tables) {
    if (create['StreamSpecification'] === undefined) continue
    const streams = await Promise.all(both.map((side) => streamOf(side, name)))
    const ask = <T>(question: (side: Contestant, stream: (typeof streams)[number]) => Promise<T>) =>
      Promise.all(both.map((side, place) => question(side, streams[place] ?? { arn: '', shards: [] })))
    const histories = await ask(historyOf)
    for (const key of new Set(histories.flatMap(Object.keys)))
      if (!repaired.has(name + key))
        add(
          { operation: 'GetRecords', input: { TableName: name, Key: key } },
          histories.map((history) => ({ output: { Records: history[key] ?? [] } })),
        )
    if (name === first?.name)
      for (const request of questionsOf(seed))
        add(request, await ask((side, stream) => askAboutStream(side, stream, name, request)))
  }
  return compared
}

/** Whether both have created or deleted an index. */
function changesIndexes({ request, local, engine: found }: Comparison): boolean {
  return (
    request.operation === 'UpdateTable' &&
    request.input['GlobalSecondaryIndexUpdates'] !== undefined &&
    'output' in local &&
    'output' in found
  )
}

/**
 * Waits for what DynamoDB Local does to indexes after it has answered. It calls an index active before it has filled it,
 * and so has some time to catch up with the engine; what is missing then stays missing.
 */
async function settled(TableName: unknown, [local, found]: readonly [Contestant, Contestant]): Promise<void> {
  const input = { TableName, IndexName: 'late', Select: 'COUNT' }
  const expected = JSON.stringify(await found({ operation: 'Scan', input }))
  let isAtRest = false
  for (let attempt = 0; attempt < 250; attempt++) {
    const answer = await local({ operation: 'DescribeTable', input: { TableName } })
    isAtRest = !/"IndexStatus":"(CREATING|DELETING|UPDATING)"/.test(JSON.stringify(answer))
    const held = await local({ operation: 'Scan', input })
    const isFilled = !('output' in held) || JSON.stringify(held) === expected
    if (isAtRest && isFilled) return
    await setTimeout(20)
  }
  if (!isAtRest) throw new Error(`The indexes of ${String(TableName)} do not come to rest`)
}

/** Counts an answer as alike, as explained by the known differences, or as different. */
export function judge(compared: Comparison, seed: number, tally: Tally): void {
  if (isAlike(compared)) {
    tally.alike(compared)
    return
  }
  const { rest, used } = explained(compared)
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
