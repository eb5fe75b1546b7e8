import { seededRandom } from '../../src/core/random.js'
import type { Backend } from '../../src/protocol/backend.js'
import type { Caller, Shelf, Way } from './caller.js'
import { Ledger } from './ledger.js'
import { accounts } from './ways/accounts.js'
import { events } from './ways/events.js'
import { members } from './ways/members.js'
import { tallies } from './ways/tallies.js'
import { tasks } from './ways/tasks.js'
import type { World } from './world.js'
import { openWorld } from './world.js'

/** Every way of writing and reading there is, by entity. */
const ways = [accounts, tallies, members, tasks, events].map((each) => Object.entries(each))
export const namesOfWays: readonly string[] = ways.flatMap((each) => each.map(([name]) => name))

export interface Run {
  readonly world: World
  readonly ledger: Ledger
  /** How often each way was gone, by what came of it. */
  readonly gone: ReadonlyMap<string, number>
}

const callersAtATime = 50

/** Fifty callers at a time on a handful of items, over a backend on which everything goes wrong that can. */
export async function runProgram(seed: number, tamper?: (backend: Backend) => Backend): Promise<Run> {
  const world = await openWorld(seed, tamper)
  const random = seededRandom(seed + 1)
  const ledger = new Ledger()
  const gone = new Map<string, number>()
  const shelf: Shelf = {
    accounts: new Map(),
    tallies: new Map(),
    members: new Map(),
    tasks: new Map(),
    events: new Map(),
  }
  const pick: Caller['pick'] = (...values) =>
    values[Math.floor(random() * values.length)] as (typeof values)[0]
  const ids = ['a', 'b', 'c'].slice(0, pick(1, 2, 3))
  // Few kinds of calls at a time meet more often.
  const chosen = ways.map((each) => each.filter(() => random() < 0.6)).filter((each) => each.length > 0)
  let calls = 0
  const next = async (): Promise<void> => {
    const [name, way]: [string, Way] = pick(...pick(...chosen))
    const caller: Caller = {
      db: world.db,
      world,
      ledger,
      shelf,
      by: `call ${(calls += 1)}`,
      id: pick(...ids),
      other: pick('a', 'b', 'c'),
      count: Math.floor(random() * 100),
      isStale: random() < 0.2,
      pick,
    }
    await way(caller)
    if (ledger.deeds.some(({ by, outcome }) => by === caller.by && outcome === 'done'))
      gone.set(name, (gone.get(name) ?? 0) + 1)
  }
  world.start()
  await Promise.all(
    Array.from({ length: callersAtATime }, async () => {
      for (let calls = pick(1, 2); calls > 0; calls--) await next()
    }),
  )
  world.calm()
  return { world, ledger, gone }
}
