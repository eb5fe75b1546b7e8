import type { ContestantFactory, OperationUnderTest } from './contestant.js'
import { documentClientAlone } from './contestants/document-client.js'
import { dynamooseOrders } from './contestants/dynamoose.js'
import { dynamoDbToolbox } from './contestants/dynamodb-toolbox.js'
import { electroDb } from './contestants/electrodb.js'
import { handWritten } from './contestants/hand-written.js'
import { monotable } from './contestants/monotable.js'
import { oneTable } from './contestants/onetable.js'
import { sampleOrders } from './order.js'
import { prepare } from './prepare.js'
import type { Prepared } from './prepare.js'
import type { Timing } from './rounds.js'
import { heapBytesPerCall, timeInRounds } from './rounds.js'

// What is given limits the run: `npm run bench -- put get` times two operations, `npm run bench -- put monotable` is
// for a profiler. The hand-written code, the reference, always runs.
const factories: readonly (readonly [string, ContestantFactory])[] = [
  ['hand-written', handWritten],
  ['monotable', monotable],
  ['document-client', documentClientAlone],
  ['electrodb', electroDb],
  ['dynamodb-toolbox', dynamoDbToolbox],
  ['dynamoose', dynamooseOrders],
  ['onetable', oneTable],
]
const operations: readonly (readonly [OperationUnderTest, string, goal: number])[] = [
  ['put', 'put an order of 12 attributes, with the keys of two indexes', 0.2],
  ['get', 'get it', 0.35],
  ['update', 'update 2 attributes and an index key, on conditions', 0.3],
  ['query', 'query a page of 100', 0.15],
  ['transact', 'put 2 orders, update 1 and delete 1 in a transaction', 0.3],
]

const words = new Set(process.argv.slice(2))
const chosen = <T extends readonly [string, ...unknown[]]>(all: readonly T[]): readonly T[] =>
  all.some(([name]) => words.has(name)) ? all.filter(([name]) => words.has(name)) : all

const orders = sampleOrders(100)
const contestants: Prepared[] = []
const reference = await prepare(handWritten, orders)
for (const [, factory] of chosen(factories))
  contestants.push(factory === handWritten ? reference : await prepare(factory, orders))
if (!contestants.includes(reference)) contestants.unshift(reference)

print(`Node ${process.version}, ${process.platform} ${process.arch}; the answers of all contestants agree.`)
for (const [operation, title, goal] of chosen(operations)) {
  const timings = await timeInRounds(
    contestants.map(({ name, calls }) => ({ name, call: calls[operation] })),
    { rounds: 201, roundMilliseconds: 3, warmUpMilliseconds: 500 },
  )
  print(`\n${operation}: ${title} (goal for monotable: at most ${goal} of hand-written)`)
  print(tableOf(timings))
  if (operation !== 'put') continue
  const heaps: string[] = []
  for (const { name, calls } of contestants)
    heaps.push(`${name} ${(await heapBytesPerCall(calls.put)).toFixed(0)}`)
  print(`heap bytes per put: ${heaps.join(', ')}`)
}

function tableOf(timings: readonly Timing[]): string {
  const rows = [
    ['', 'median ns', 'ratio', 'middle half'],
    ...timings.map(({ name, medianNanoseconds, ratio, quartiles: [low, high] }) => [
      name,
      medianNanoseconds.toFixed(0),
      ratio.toFixed(2),
      `${low.toFixed(2)}-${high.toFixed(2)}`,
    ]),
  ]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] as number) : cell.padStart(widths[column] as number),
        )
        .join('  '),
    )
    .join('\n')
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
