import { createServer } from 'monotable/server'

/** What the process that serves says of itself. */
export interface Report {
  /** Bytes of the heap that are in use, after a forced collection. */
  readonly heapBytes: number
  /** The longest time for which one step kept all others waiting, in milliseconds of processor time. */
  readonly longestStep: number
  /** What {@link measure} has found, when it was asked for. */
  readonly paceMilliseconds: number
  readonly rejections: readonly string[]
}

// Serves in a process of its own, so that it can crash, and tells its parent how it is when asked.
const rejections: string[] = []
process.on('unhandledRejection', (reason) => rejections.push(String(reason)))

// Processor time, and not only time of the wall, between two turns of the event loop: a busy machine is no fault.
let longestStep = 0
let last = { wall: performance.now(), processor: process.cpuUsage() }
setInterval(() => {
  const used = process.cpuUsage(last.processor)
  const now = performance.now()
  longestStep = Math.max(longestStep, Math.min(now - last.wall, (used.user + used.system) / 1000))
  last = { wall: now, processor: process.cpuUsage() }
}, 5)

const server = createServer()
const { port } = await server.listen({ port: 0 })

/**
 * Milliseconds of processor time for work that is always the same: how fast this machine is now, with all that runs
 * beside this.
 */
function measure(): number {
  const begin = process.cpuUsage()
  for (let round = 0; round < 4; round += 1) {
    const text = JSON.stringify(
      Array.from({ length: 40_000 }, (_, index) => ({ [`n${index % 5000}`]: String(index) })),
    )
    if ((JSON.parse(text) as unknown[]).length !== 40_000) throw new Error('the machine is broken')
  }
  const { user, system } = process.cpuUsage(begin)
  return (user + system) / 1000
}

process.on('message', (message) => {
  const begin = process.cpuUsage()
  if (message === 'be busy') while (process.cpuUsage(begin).user < 150_000);
  const paceMilliseconds = message === 'measure' ? measure() : 0
  globalThis.gc?.()
  const report: Report = {
    heapBytes: process.memoryUsage().heapUsed,
    longestStep,
    paceMilliseconds,
    rejections,
  }
  // What was measured is no request.
  if (message === 'measure') last = { wall: performance.now(), processor: process.cpuUsage() }
  longestStep = 0
  process.send?.(report)
})
process.send?.(port)
