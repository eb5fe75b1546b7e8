import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { memory } from '../../src/engine/index.js'
import { canonical } from './canonical.js'
import type { Answer, Contestant } from './contestant.js'
import { engine, local, walk } from './contestant.js'
import type { GeneratedRequest } from './generators/requests.js'
import { requests } from './generators/sequence.js'
import { tablesOf } from './generators/tables.js'
import { knownDifferences } from './known-differences.js'
import { startDynamoDbLocal } from './local/dynamodb-local.js'
import { differentialRuns } from './runs.js'

interface Difference {
  readonly request: GeneratedRequest
  readonly expected: Answer
  readonly found: Answer
}

const started = await startDynamoDbLocal()
const { seed, operations } = differentialRuns()
const perSequence = 200

const title =
  'missing' in started
    ? `SKIPPED: the engine beside DynamoDB Local (${started.missing})`
    : `the engine beside DynamoDB Local (MONOTABLE_SEED=${seed}, ${operations} operations)`
print(title)

describe.skipIf('missing' in started)(`${title}`, () => {
  it('answers alike, where DynamoDB Local is not known to differ from the service', async () => {
    if ('missing' in started) throw new Error(started.missing)
    const used = new Map<string, number>()
    const differences: Difference[] = []
    try {
      for (let done = 0; done < operations; done += perSequence)
        differences.push(...(await differencesOf(seed + done, started.endpoint, used)))
    } finally {
      started.stop()
    }
    print([...used].map(([name, count]) => `${String(count).padStart(6)}  ${name}`).join('\n'))
    expect(report(differences)).toBe('')
  })
})

/** Sends one sequence to both, on tables of its own. */
async function differencesOf(
  sequenceSeed: number,
  endpoint: string,
  used: Map<string, number>,
): Promise<Difference[]> {
  const backend = memory()
  const both = [local(endpoint), engine(backend)] as const
  const tables = tablesOf(`${process.pid}-${sequenceSeed}`)
  for (const { create } of tables) {
    for (const contestant of both) {
      const answer = await contestant({ operation: 'CreateTable', input: create })
      expect(answer).toHaveProperty('output')
    }
  }
  const differences: Difference[] = []
  for (const request of fc.sample(requests(tables), { seed: sequenceSeed, numRuns: perSequence })) {
    const [expected, found] = await Promise.all(both.map((one) => ask(one, request)))
    if (expected === undefined || found === undefined) throw new Error('Both answer')
    if (JSON.stringify(expected) === JSON.stringify(found)) continue
    const known = knownDifferences.find(({ covers }) => covers(request, expected, found))
    if (known === undefined) differences.push({ request, expected, found })
    else used.set(known.name, (used.get(known.name) ?? 0) + 1)
  }
  backend.assertInvariants()
  for (const { name } of tables) await both[0]({ operation: 'DeleteTable', input: { TableName: name } })
  return differences
}

async function ask(contestant: Contestant, request: GeneratedRequest): Promise<Answer> {
  const pages = request.input['Limit'] !== undefined
  return canonical(request, pages ? await walk(contestant, request) : await contestant(request))
}

/** The first differences of each kind. */
function report(differences: readonly Difference[]): string {
  const kinds = new Map<string, Difference[]>()
  for (const difference of differences) {
    const kind = `${difference.request.operation}: ${brief(difference.expected)} | ${brief(difference.found)}`
    kinds.set(kind, [...(kinds.get(kind) ?? []), difference])
  }
  return [...kinds]
    .map(([kind, all]) => [`${all.length} × ${kind}`, ...all.slice(0, 2).map(lines)].join('\n'))
    .join('\n\n')
}

function brief(answer: Answer): string {
  return 'output' in answer
    ? 'success'
    : `${answer.refusal}: ${answer.message.replaceAll(/'[^']*'|\d+/g, '…')}`
}

function lines({ request, expected, found }: Difference): string {
  return [`  ${request.operation} ${JSON.stringify(request.input)}`, expected, found]
    .map((part) => (typeof part === 'string' ? part : `    ${JSON.stringify(part)}`))
    .map((line) => line.replaceAll(/x{20,}/g, 'x…').slice(0, 1500))
    .join('\n')
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
