/** One thing to be timed; `call` is given a running number. */
export interface Timed {
  readonly name: string
  readonly call: (index: number) => Promise<unknown>
}

export interface Timing {
  readonly name: string
  readonly medianNanoseconds: number
  /** The median over the rounds of this one's time by that of the reference within the same round. */
  readonly ratio: number
  /** Half of the rounds have a ratio between these. */
  readonly quartiles: readonly [number, number]
}

export interface RoundOptions {
  readonly rounds: number
  readonly roundMilliseconds: number
  readonly warmUpMilliseconds: number
}

/**
 * Times contestants in turn: each round runs every one of them for about as long, beginning with another one each time,
 * so that what slows the machine down slows them all. Many short rounds: most of them are not interrupted, and the median
 * is one of those. The first contestant is the reference.
 */
export async function timeInRounds(
  contestants: readonly Timed[],
  options: RoundOptions,
): Promise<readonly Timing[]> {
  const counts: number[] = []
  for (const { call } of contestants) counts.push(await callsIn(call, options))
  const times: number[][] = contestants.map(() => [])
  for (let round = 0; round < options.rounds; round++)
    for (let turn = 0; turn < contestants.length; turn++) {
      const index = (round + turn) % contestants.length
      const { call } = contestants[index] as Timed
      times[index]?.push(await nanosecondsPerCall(call, counts[index] as number))
    }
  const reference = times[0] as number[]
  const timings: Timing[] = []
  for (const [index, { name }] of contestants.entries()) {
    const own = times[index] as number[]
    const ratios = own.map((time, round) => time / (reference[round] as number))
    timings.push({
      name,
      medianNanoseconds: quantile(own, 0.5),
      ratio: quantile(ratios, 0.5),
      quartiles: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
    })
  }
  return timings
}

/** How many calls fill a round, after a warm-up. */
async function callsIn(call: Timed['call'], options: RoundOptions): Promise<number> {
  const end = performance.now() + options.warmUpMilliseconds
  let fastest = Infinity
  while (performance.now() < end) fastest = Math.min(fastest, await nanosecondsPerCall(call, 20))
  return Math.max(2, Math.round((options.roundMilliseconds * 1e6) / fastest))
}

async function nanosecondsPerCall(call: Timed['call'], count: number): Promise<number> {
  const start = process.hrtime.bigint()
  for (let index = 0; index < count; index++) await call(index)
  return Number(process.hrtime.bigint() - start) / count
}

/** What a call allocates, the median of several tries: so few small calls each that no collection comes between. */
export async function heapBytesPerCall(call: Timed['call']): Promise<number> {
  const calls = 25
  const sizes: number[] = []
  for (let attempt = 0; attempt < 15; attempt++) {
    globalThis.gc?.()
    // The collection throws away some of what the engine keeps for speed: that is not the call's.
    for (let index = 0; index < calls; index++) await call(index)
    const before = process.memoryUsage().heapUsed
    for (let index = 0; index < calls; index++) await call(index)
    sizes.push((process.memoryUsage().heapUsed - before) / calls)
  }
  return quantile(sizes, 0.5)
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  const position = (sorted.length - 1) * share
  const lower = sorted[Math.floor(position)] as number
  const upper = sorted[Math.ceil(position)] as number
  return lower + (upper - lower) * (position - Math.floor(position))
}
