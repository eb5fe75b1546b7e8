import { inProcess } from './in-process.js'
import type { Client, Measured } from './over-http.js'
import { clientOf, compare, load } from './over-http.js'
import type { ServerProcess } from './server-process.js'
import { startLocal, startServer } from './server-process.js'
import { startUp } from './start-up.js'
import type { Shape } from './workloads.js'
import { workloads } from './workloads.js'

const words = new Set(process.argv.slice(2))
const parts = ['http', 'process', 'start'].filter((part) => words.has(part))
const runs = (part: string): boolean => parts.length === 0 || parts.includes(part)
const sizes = words.has('small') ? [10_000] : [10_000, 1_000_000]
const rounds = Number(process.env['MONOTABLE_RUNS'] ?? 1) * 9

print(`Node ${process.version}, ${process.platform} ${process.arch}`)
if (runs('start')) print(await startUp())
if (runs('process')) print(await inProcess(sizes))
if (runs('http'))
  for (const items of sizes) for (const indexes of [0, 2] as const) await overHttp(items, indexes)

/** The others hold a million items for minutes or not at all: they are measured on the small table. */
async function overHttp(items: number, indexes: 0 | 2): Promise<void> {
  const shape: Shape = { table: `bench${indexes}`, indexes, items }
  print(`\n${items.toLocaleString('en')} items of 1 KB, ${indexes} global indexes`)
  const servers: ServerProcess[] = [await startServer('ceiling'), await startServer('monotable')]
  if (items === sizes[0]) {
    if (!words.has('monotable')) servers.push(await startServer('dynalite'))
    const local = words.has('monotable') ? { missing: 'it was not asked for' } : await startLocal()
    if ('missing' in local) print(`DynamoDB Local is left out: ${local.missing}`)
    else servers.push(local)
  }
  try {
    const clients = servers.map(clientOf)
    const monotable = clients[1] as Client
    const before = await monotable.server.heapBytes()
    for (const client of clients.slice(1)) await load(client, shape)
    const after = await monotable.server.heapBytes()
    if (before !== undefined && after !== undefined)
      print(`monotable holds ${Math.round((after - before) / items)} bytes an item`)
    for (const workload of workloads(shape)) {
      // dynalite knows no transactions.
      const able = clients.filter(
        ({ server }) => server.name !== 'dynalite' || workload.operation !== 'TransactWriteItems',
      )
      const measured = await compare(able, monotable, workload, rounds)
      print(`\n${workload.name} (goal: at most ${workload.goal} times the ceiling)\n${tableOf(measured)}`)
    }
    for (const { connections } of clients) for (const connection of connections) connection.close()
  } finally {
    for (const server of servers) server.stop()
  }
}

function tableOf(measured: readonly Measured[]): string {
  return measured
    .map(({ name, microseconds, ratio, requestsPerSecond }) =>
      [
        name.padEnd(16),
        `${microseconds.toFixed(1)} µs`.padStart(12),
        `${ratio.toFixed(2)} ×`.padStart(10),
        `${Math.round(requestsPerSecond).toLocaleString('en')} a second`.padStart(18),
      ].join(''),
    )
    .join('\n')
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
