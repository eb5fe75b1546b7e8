import type { MemoryBackend } from '../../src/engine/index.js'
import { memory } from '../../src/engine/index.js'
import { canonical } from './canonical.js'
import type { Answer, Contestant } from './contestant.js'
import { engine } from './contestant.js'
import type { GeneratedRequest, Input } from './generators/requests.js'
import type { GeneratedTable } from './generators/tables.js'
import type { Wire, WireMap } from './generators/values.js'
import { askBoth } from './walk.js'

/** What both said to a request, and the items that it is about. */
export interface Comparison {
  readonly request: GeneratedRequest
  readonly local: Answer
  readonly engine: Answer
  readonly touched: readonly Touched[]
  readonly tables: readonly GeneratedTable[]
}

/** An item that a request writes or reads by its key, in the engine. */
export interface Touched {
  readonly table: GeneratedTable
  /** `Put`, `Update`, `Delete`, `ConditionCheck` or `Get`. */
  readonly kind: string
  readonly input: Input
  readonly before: WireMap | undefined
  readonly after: WireMap | undefined
}

export function isAlike({ local, engine: found }: Comparison): boolean {
  return JSON.stringify(local) === JSON.stringify(found)
}

export async function compare(
  request: GeneratedRequest,
  local: Contestant,
  backend: MemoryBackend,
  tables: readonly GeneratedTable[],
): Promise<Comparison> {
  const past = backend.snapshot()
  const answers = await askBoth([local, engine(backend)], request)
  const [expected, found] = answers.map((answer) => canonical(request, answer)) as [Answer, Answer]
  const compared = { request, local: expected, engine: found, touched: [], tables }
  if (isAlike(compared) && !removesOnly(request)) return compared
  const before = memory()
  before.restore(past)
  const touched = await Promise.all(
    actionsOf(request, tables).map(async (action) => ({
      ...action,
      before: await itemIn(before, action),
      after: await itemIn(backend, action),
    })),
  )
  return { ...compared, touched }
}

interface Action {
  readonly table: GeneratedTable
  readonly kind: string
  readonly input: Input
}

/** Whether a request may contain an update that creates nothing. */
function removesOnly({ operation, input }: GeneratedRequest): boolean {
  return /^(UpdateItem|TransactWriteItems)$/.test(operation) && /REMOVE|DELETE/.test(JSON.stringify(input))
}

function actionsOf({ operation, input }: GeneratedRequest, tables: readonly GeneratedTable[]): Action[] {
  const action = (name: unknown, kind: string, members: Input): Action[] => {
    const table = tables.find((one) => one.name === name)
    return table === undefined ? [] : [{ table, kind, input: members }]
  }
  const single = /^(Put|Update|Delete|Get)Item$/.exec(operation)?.[1]
  if (single !== undefined) return action(input['TableName'], single, input)
  const { TransactItems, RequestItems } = input as {
    TransactItems?: readonly Readonly<Record<string, Input>>[]
    RequestItems?: Readonly<Record<string, unknown>>
  }
  if (TransactItems !== undefined)
    return TransactItems.flatMap((one) =>
      Object.entries(one).flatMap(([kind, members]) => action(members['TableName'], kind, members)),
    )
  return Object.entries(RequestItems ?? {}).flatMap(([name, asked]) =>
    Array.isArray(asked)
      ? (asked as Readonly<Record<string, Input>>[]).flatMap((one) =>
          Object.entries(one).flatMap(([kind, members]) =>
            action(name, kind.replace('Request', ''), members),
          ),
        )
      : ((asked as { Keys?: readonly unknown[] }).Keys ?? []).flatMap((Key) => action(name, 'Get', { Key })),
  )
}

/** The item in the engine, where the action has a key that fits. */
async function itemIn(backend: MemoryBackend, { table, input }: Action): Promise<WireMap | undefined> {
  const holder = (input['Key'] ?? input['Item'] ?? {}) as Readonly<Record<string, Wire>>
  const names = [table.partition.name, table.sort?.name].filter((name) => name !== undefined)
  const Key = Object.fromEntries(names.map((name) => [name, holder[name]]))
  const answer = await engine(backend)({ operation: 'GetItem', input: { TableName: table.name, Key } })
  return 'output' in answer ? (answer.output['Item'] as WireMap | undefined) : undefined
}
