import { memory } from '../../../src/engine/index.js'
import type { MemoryBackend, OperationInput } from '../../../src/engine/index.js'
import { timeInRounds } from '../rounds.js'
import { Connection, requestBytes } from './connection.js'
import { clientOf, load } from './over-http.js'
import { startServer } from './server-process.js'
import type { Shape } from './workloads.js'
import { createTable, fill, workloads } from './workloads.js'

const options = { rounds: 101, roundMilliseconds: 10, warmUpMilliseconds: 1000 }

/** Gets and puts in process, beside dynalite's over HTTP one after another; a get at each size; memory. */
export async function inProcess(sizes: readonly number[]): Promise<string> {
  const shapes = sizes.map((items): Shape => ({ table: 'bench', indexes: 0, items }))
  const small = shapes[0] as Shape
  const lines: string[] = []
  const engines: { readonly shape: Shape; readonly backend: MemoryBackend }[] = []
  for (const shape of shapes) {
    const before = heapBytes()
    const backend = await filled(shape)
    engines.push({ shape, backend })
    const each = Math.round((heapBytes() - before) / shape.items)
    lines.push(`${shape.items.toLocaleString('en')} items: ${each} bytes each (goal: at most 2,200)`)
  }

  const dynalite = await startServer('dynalite')
  try {
    await load(clientOf(dynalite), small)
    const connection = new Connection(dynalite.port)
    for (const [name, goal] of [
      ['get', 25],
      ['put', 15],
    ] as const) {
      const { operation, body } = workloads(small).find((workload) => workload.name === name) ?? missing(name)
      const inputs = Array.from({ length: 1000 }, (_, index) => JSON.parse(body(index)) as never)
      const requests = inputs.map((input) => requestBytes(operation, JSON.stringify(input)))
      const [engine, other] = await timeInRounds(
        [
          { name: 'monotable', call: callOf(engines[0]!.backend, operation as 'GetItem', inputs) },
          { name: 'dynalite', call: (index) => connection.send(requests[index % 1000] as Buffer) },
        ],
        options,
      )
      lines.push(
        `${name}: ${microseconds(engine)} µs in process, dynalite over HTTP ${microseconds(other)} µs: ` +
          `${other?.ratio.toFixed(0)} times (goal: at least ${goal})`,
      )
    }
  } finally {
    dynalite.stop()
  }

  if (engines.length > 1) lines.push(await getsAtEachSize(engines))
  return lines.join('\n')
}

async function getsAtEachSize(
  engines: readonly { readonly shape: Shape; readonly backend: MemoryBackend }[],
): Promise<string> {
  const timed = engines.map(({ shape, backend }) => {
    const { body } = workloads(shape).find(({ name }) => name === 'get') ?? missing('get')
    const inputs = Array.from({ length: 10_000 }, (_, index) => JSON.parse(body(index)) as never)
    return { name: String(shape.items), call: callOf(backend, 'GetItem', inputs) }
  })
  const [, large] = await timeInRounds(timed, options)
  return `get at ${large?.name} items: ${large?.ratio.toFixed(2)} times that at ${timed[0]?.name} (goal: at most 1.5)`
}

function callOf(
  backend: MemoryBackend,
  operation: 'GetItem' | 'PutItem',
  inputs: readonly OperationInput<'GetItem' & 'PutItem'>[],
): (index: number) => Promise<unknown> {
  let next = 0
  return () => backend.execute(operation, inputs[next++ % inputs.length] as never)
}

async function filled(shape: Shape): Promise<MemoryBackend> {
  const backend = memory()
  await backend.execute('CreateTable', createTable(shape) as OperationInput<'CreateTable'>)
  for (const body of fill(shape))
    await backend.execute('BatchWriteItem', JSON.parse(body) as OperationInput<'BatchWriteItem'>)
  return backend
}

function heapBytes(): number {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

function microseconds(timing: { readonly medianNanoseconds: number } | undefined): string {
  return ((timing?.medianNanoseconds ?? Number.NaN) / 1000).toFixed(2)
}

function missing(name: string): never {
  throw new Error(`There is no workload ${name}`)
}
