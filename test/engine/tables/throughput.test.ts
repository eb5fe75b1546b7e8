import { describe, expect, it } from 'vitest'
import type { Throughput } from '../../../src/engine/tables/throughput.js'
import {
  changedThroughput,
  describeThroughput,
  newThroughput,
  noThroughput,
  settledThroughput,
} from '../../../src/engine/tables/throughput.js'

const units = (reads: number, writes = reads) => ({ reads, writes })
const initial = (reads: number) => newThroughput({ ReadCapacityUnits: reads, WriteCapacityUnits: reads })
const hour = 3_600_000
const midnight = Date.UTC(2026, 0, 2)

/** Decreases by one unit, as often as asked, all at the same time. */
function decreased(from: Throughput, times: number, at: number): Throughput {
  let throughput = from
  for (let time = 0; time < times; time += 1) {
    throughput = changedThroughput(throughput, units(throughput.reads - 1), at)
  }
  return throughput
}

describe('throughput', () => {
  it('is dated by increases and decreases, each for itself', () => {
    const increased = changedThroughput(initial(5), units(6), 1000)
    expect(describeThroughput(increased, 2000, false)).toEqual({
      NumberOfDecreasesToday: 0,
      ReadCapacityUnits: 6,
      WriteCapacityUnits: 6,
      LastIncreaseDateTime: new Date(1000),
    })
    expect(describeThroughput(changedThroughput(increased, units(7, 1), 3000), 4000, false)).toEqual({
      NumberOfDecreasesToday: 1,
      ReadCapacityUnits: 7,
      WriteCapacityUnits: 1,
      LastIncreaseDateTime: new Date(3000),
      LastDecreaseDateTime: new Date(3000),
    })
  })

  it('shows what was before while it changes, and forgets it then', () => {
    const changed = changedThroughput(initial(5), units(6), 0)
    expect(describeThroughput(changed, 0, true)).toMatchObject({ ReadCapacityUnits: 5 })
    expect(describeThroughput(settledThroughput(changed), 0, true)).toMatchObject({ ReadCapacityUnits: 6 })
  })

  it('goes when a table is on demand, which counts as a decrease of indexes', () => {
    const none = { ReadCapacityUnits: 0, WriteCapacityUnits: 0 }
    expect(describeThroughput(noThroughput(initial(5)), 0, true)).toEqual({
      ...none,
      NumberOfDecreasesToday: 0,
    })
    expect(describeThroughput(noThroughput(initial(5), 1000), 1000, true)).toEqual({
      ...none,
      NumberOfDecreasesToday: 1,
      LastDecreaseDateTime: new Date(1000),
    })
  })

  it('decreases four times a day, then once an hour', () => {
    const four = decreased(initial(20), 4, midnight + hour)
    expect(() => decreased(four, 1, midnight + 2 * hour - 1)).toThrow(
      'Subscriber limit exceeded: Provisioned throughput decreases are limited within a given UTC day. After the first 4 decreases, each subsequent decrease in the same UTC day can be performed at most once every 3600 seconds. Number of decreases today: 4. Last decrease at Friday, January 2, 2026 1:00:00 AM UTC. Next decrease can be made at Friday, January 2, 2026 2:00:00 AM UTC',
    )
    const five = decreased(four, 1, midnight + 2 * hour)
    expect(describeThroughput(five, midnight + 2 * hour, false).NumberOfDecreasesToday).toBe(5)
    expect(() => decreased(five, 1, midnight + 2 * hour)).toThrow('Number of decreases today: 5')
    expect(changedThroughput(five, units(30), midnight + 2 * hour).reads).toBe(30)
  })

  it('counts anew at midnight, in UTC', () => {
    const four = decreased(initial(20), 4, midnight - 1)
    expect(describeThroughput(four, midnight, false).NumberOfDecreasesToday).toBe(0)
    expect(decreased(four, 4, midnight).decreases).toBe(4)
  })
})
