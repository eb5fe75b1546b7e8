import { createDatabase } from 'monotable'
import { memory } from 'monotable/memory'
import { repeating } from '../../src/backends/repeating.js'
import type { Clock } from '../../src/core/clock.js'
import { seededRandom } from '../../src/core/random.js'
import type { AttributeMap } from '../../src/protocol/attribute-value.js'
import type { Backend } from '../../src/protocol/backend.js'
import type { Fault } from '../../src/testing/faults/fault.js'
import { FaultPlan } from '../../src/testing/faults/fault-plan.js'
import { WatchedBackend } from '../../src/testing/requests/watched-backend.js'
import type { TestClock } from '../../src/testing/test-clock.js'
import { testClock } from '../../src/testing/test-clock.js'
import { entities } from './bazaar.js'
import type { Change } from './deed.js'
import { keyOf } from './deed.js'
import { RoughBackend } from './rough-backend.js'

/**
 * A database in which nothing that is sent can be relied upon, and the account that its stream gives of it; what `tamper`
 * does is no fault that a mapper could cope with.
 */
export async function openWorld(seed: number, tamper: (backend: Backend) => Backend = (backend) => backend) {
  const random = seededRandom(seed)
  const clock = testClock('2026-01-01')
  // In some worlds transactions take their time, in which what they write is held.
  const transactionTime = random() < 0.3 ? 20 : 0
  const engine = memory({ clock, random, transactionTime })
  const rough = new RoughBackend(tamper(engine), random)
  const watched = new WatchedBackend(rough, seed)
  const attempts = random() < 0.2 ? 2 : 10
  const db = createDatabase({
    backend: repeating(watched, { clock, random, attempts }),
    clock: ticking(clock),
    random,
    entities,
  })
  await db.createTables()
  const often = (): number => (random() < 0.4 ? 0 : random() * 0.15)
  const start = (): void => {
    watched.plan = new FaultPlan(faultsOf(often), seed)
    rough.roughness = { throttled: often(), broken: often() / 3, conflict: often(), turns: 3 }
  }
  const calm = (): void => {
    watched.plan = new FaultPlan([], seed)
    rough.roughness = undefined
  }
  const scan = async (IndexName?: string): Promise<AttributeMap[]> => {
    const { Items = [] } = await engine.execute('Scan', {
      TableName: 'bazaar',
      ...(IndexName === undefined ? {} : { IndexName }),
    })
    return Items
  }
  return { db, clock, random, engine, watched, start, calm, scan, changes: () => changesOf(engine) }
}

/** No two items are made in one millisecond: as documented, locks would take one for the other. */
const ticking = (clock: TestClock): Clock => ({
  now: () => clock.advance(1),
  sleep: (milliseconds, signal) => clock.sleep(milliseconds, signal),
})

export type World = Awaited<ReturnType<typeof openWorld>>

const faultsOf = (often: () => number): Fault[] => [
  { kind: 'throttle', probability: often() },
  {
    kind: 'conflict',
    operation: ['PutItem', 'UpdateItem', 'DeleteItem', 'TransactGetItems'],
    probability: often(),
  },
  { kind: 'unprocessed', probability: often() * 3 },
  { kind: 'time-out', probability: often() },
  { kind: 'lost-response', probability: often() * 1.5 },
]

/** Every change of the table in the order in which it happened. */
async function changesOf(engine: ReturnType<typeof memory>): Promise<Change[]> {
  const { Streams = [] } = await engine.execute('ListStreams', { TableName: 'bazaar' })
  const StreamArn = Streams[0]?.StreamArn
  const { StreamDescription } = await engine.execute('DescribeStream', { StreamArn })
  const changes: Change[] = []
  for (const { ShardId } of StreamDescription?.Shards ?? []) {
    const opened = await engine.execute('GetShardIterator', {
      StreamArn,
      ShardId,
      ShardIteratorType: 'TRIM_HORIZON',
    })
    for (let iterator = opened.ShardIterator; iterator !== undefined;) {
      const { Records = [], NextShardIterator } = await engine.execute('GetRecords', {
        ShardIterator: iterator,
      })
      for (const { dynamodb } of Records)
        changes.push({ key: keyOf(dynamodb?.Keys), old: dynamodb?.OldImage, next: dynamodb?.NewImage })
      iterator = Records.length === 0 ? undefined : NextShardIterator
    }
  }
  return changes
}
