import type { HttpAnswer } from './connection.js'
import { Connection, requestBytes } from './connection.js'
import type { ServerProcess } from './server-process.js'
import type { Shape, Workload } from './workloads.js'
import { createTable, fill } from './workloads.js'

const connections = 8

export interface Measured {
  readonly name: string
  /** The median over the rounds, of processor time of the server. */
  readonly microseconds: number
  /** The median over the rounds of its time by that of the ceiling in the same round. */
  readonly ratio: number
  readonly requestsPerSecond: number
}

/** One contestant with its connections. */
export interface Client {
  readonly server: ServerProcess
  readonly connections: readonly Connection[]
}

export function clientOf(server: ServerProcess): Client {
  return { server, connections: Array.from({ length: connections }, () => new Connection(server.port)) }
}

export async function load(client: Client, shape: Shape): Promise<void> {
  await one(client, requestBytes('CreateTable', JSON.stringify(createTable(shape))))
  const bodies = fill(shape)
  await inTurn(client, () => {
    const { value, done } = bodies.next()
    return done === true ? undefined : requestBytes('BatchWriteItem', value)
  })
}

/**
 * Times one kind of request on all, in rounds that begin with another one each time. The first is the ceiling: it is
 * taught the answers of the one that is asked to `teach`.
 */
export async function compare(
  clients: readonly Client[],
  teacher: Client,
  workload: Workload,
  rounds: number,
): Promise<readonly Measured[]> {
  await teach(clients[0] as Client, teacher, workload)
  const counts: number[] = []
  for (const client of clients) counts.push(await countFor(client, workload))
  const costs: number[][] = clients.map(() => [])
  const rates: number[][] = clients.map(() => [])
  for (let round = 0; round < rounds; round++)
    for (let turn = 0; turn < clients.length; turn++) {
      const index = (round + turn) % clients.length
      const { microseconds, requestsPerSecond } = await run(
        clients[index] as Client,
        workload,
        counts[index] as number,
        round,
      )
      costs[index]?.push(microseconds)
      rates[index]?.push(requestsPerSecond)
    }
  return clients.map(({ server }, index) => {
    const own = costs[index] as number[]
    return {
      name: server.name,
      microseconds: median(own),
      ratio: median(own.map((cost, round) => cost / (costs[0]?.[round] as number))),
      requestsPerSecond: median(rates[index] as number[]),
    }
  })
}

async function teach(ceiling: Client, teacher: Client, { name, operation, body }: Workload): Promise<void> {
  const { status, body: answer } = await one(teacher, requestBytes(operation, body(1)))
  if (status !== 200) throw new Error(`${teacher.server.name} refuses ${name}: ${String(answer)}`)
  await one(ceiling, requestBytes(operation, String(answer), `X-Answer: ${name}\r\nX-Learn: 1\r\n`))
}

/** So many requests that a round takes about half a second, after as long to warm up. */
async function countFor(client: Client, workload: Workload): Promise<number> {
  const start = performance.now()
  let count = 0
  while (performance.now() - start < 1000) {
    await run(client, workload, 50, count)
    count += 50
  }
  return Math.max(20, Math.round(count / 2))
}

async function run(
  client: Client,
  { name, operation, body }: Workload,
  count: number,
  round: number,
): Promise<{ microseconds: number; requestsPerSecond: number }> {
  const requests = Array.from({ length: count }, (_, index) =>
    requestBytes(operation, body(round * count + index), `X-Answer: ${name}\r\n`),
  )
  const before = await client.server.processorMicroseconds()
  const start = performance.now()
  let next = 0
  await inTurn(client, () => requests[next++])
  const seconds = (performance.now() - start) / 1000
  const after = await client.server.processorMicroseconds()
  return { microseconds: (after - before) / count, requestsPerSecond: count / seconds }
}

/** Each connection sends its next request when it has the answer to the last. */
async function inTurn(client: Client, next: () => Buffer | undefined): Promise<void> {
  await Promise.all(
    client.connections.map(async (connection) => {
      for (let request = next(); request !== undefined; request = next()) {
        const { status, body } = await connection.send(request)
        if (status !== 200)
          throw new Error(`${client.server.name} answers ${status}: ${body.toString('utf8', 0, 500)}`)
      }
    }),
  )
}

async function one(client: Client, request: Buffer): Promise<HttpAnswer> {
  return (client.connections[0] as Connection).send(request)
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.floor(sorted.length / 2)] as number
}
