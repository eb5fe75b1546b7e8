import type { MemoryBackend } from '../../src/engine/index.js'
import { memory } from '../../src/engine/index.js'
import { canonical } from './canonical.js'
import type { Answer, Contestant } from './contestant.js'
import { engine } from './contestant.js'
import type { GeneratedRequest, Input } from './generators/requests.js'
import type { GeneratedTable } from './generators/tables.js'
import type { WireMap } from './generators/values.js'
import { askBoth, walk } from './walk.js'

/** What both said to a request, and the items that it is about. */
export interface Comparison {
  readonly request: GeneratedRequest
  readonly local: Answer
  readonly engine: Answer
  readonly touched: readonly Touched[]
  /** What the first request with the same token was about, where there was one that succeeded. */
  readonly first?: readonly Touched[] | undefined
  readonly tables: readonly GeneratedTable[]
  /** All items of the table that the request names, in the engine, where both answers differ. */
  readonly stored: readonly WireMap[]
  /** What a query reads before it filters and projects: items, or what an index holds of them. */
  readonly queried: readonly WireMap[]
}

/** An item that a request writes or reads by its key, in the engine. */
export interface Touched {
  readonly table: GeneratedTable
  /** `Put`, `Update`, `Delete`, `ConditionCheck`, `Get` or `Statement`. */
  readonly kind: string
  readonly input: Input
  /** The members of its key that are there. */
  readonly key: WireMap
  readonly before: WireMap | undefined
  readonly after: WireMap | undefined
}

export function isAlike({ local, engine: found }: Comparison): boolean {
  return JSON.stringify(local) === JSON.stringify(found)
}

/** Asks both, and gathers what explains their answers where they differ, or in any case when it is to be thorough. */
export async function compare(
  request: GeneratedRequest,
  local: Contestant,
  backend: MemoryBackend,
  tables: readonly GeneratedTable[],
  isThorough = false,
): Promise<Comparison> {
  const past = backend.snapshot()
  const answers = await askBoth([local, engine(backend)], request)
  const [expected, found] = answers.map((answer) => canonical(request, answer)) as [Answer, Answer]
  const compared = { request, local: expected, engine: found, touched: [], stored: [], queried: [], tables }
  if (isAlike(compared) && !removesOnly(request) && !isThorough) return compared
  const before = memory()
  before.restore(past)
  const touched = await Promise.all(
    actionsOf(request, tables).map(async (action) => ({
      ...action,
      key: keyOf(action),
      before: await itemIn(before, action),
      after: await itemIn(backend, action),
    })),
  )
  const stored = await itemsOf(backend, request.input['TableName'])
  return { ...compared, touched, stored, queried: await itemsQueried(backend, request) }
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

function actionsOf(
  { operation, input, written = [] }: GeneratedRequest,
  tables: readonly GeneratedTable[],
): Action[] {
  const action = (name: unknown, kind: string, members: Input): Action[] => {
    const table = tables.find((one) => one.name === name)
    return table === undefined ? [] : [{ table, kind, input: members }]
  }
  const single = /^(Put|Update|Delete|Get)Item$/.exec(operation)?.[1]
  if (single !== undefined) return action(input['TableName'], single, input)
  const { TransactItems, RequestItems } = input as {
    TransactItems?: readonly (Readonly<Record<string, Input>> | undefined)[]
    RequestItems?: Readonly<Record<string, unknown>>
  }
  if (written.length > 0) return written.flatMap(({ table, key: Key }) => action(table, 'Statement', { Key }))
  if (TransactItems !== undefined)
    return TransactItems.flatMap((one) =>
      Object.entries(one ?? {}).flatMap(([kind, members]) => action(members['TableName'], kind, members)),
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

async function itemsQueried(
  backend: MemoryBackend,
  { operation, input }: GeneratedRequest,
): Promise<readonly WireMap[]> {
  const {
    KeyConditionExpression: text,
    TableName,
    IndexName,
    Limit,
    ExclusiveStartKey,
    ScanIndexForward,
  } = input
  if (operation !== 'Query' || typeof text !== 'string') return []
  const used = (member: string) =>
    Object.fromEntries(Object.entries((input[member] ?? {}) as Input).filter(([name]) => text.includes(name)))
  const answer = await engine(backend)({
    operation,
    input: {
      TableName,
      IndexName,
      Limit,
      ExclusiveStartKey,
      ScanIndexForward,
      KeyConditionExpression: text,
      ExpressionAttributeNames: used('ExpressionAttributeNames'),
      ExpressionAttributeValues: used('ExpressionAttributeValues'),
    },
  })
  return 'output' in answer ? ((answer.output['Items'] ?? []) as readonly WireMap[]) : []
}

async function itemsOf(backend: MemoryBackend, name: unknown): Promise<readonly WireMap[]> {
  if (typeof name !== 'string') return []
  const answer = await walk(engine(backend), { operation: 'Scan', input: { TableName: name } }, 1)
  return 'output' in answer ? ((answer.output['Items'] ?? []) as readonly WireMap[]) : []
}

/** The item in the engine, where the action has a key that fits. */
async function itemIn(backend: MemoryBackend, action: Action): Promise<WireMap | undefined> {
  const input = { TableName: action.table.name, Key: keyOf(action) }
  const answer = await engine(backend)({ operation: 'GetItem', input })
  return 'output' in answer ? (answer.output['Item'] as WireMap | undefined) : undefined
}

function keyOf({ table, input }: Action): WireMap {
  const holder = (input['Key'] ?? input['Item'] ?? {}) as WireMap
  const names = [table.partition.name, table.sort?.name].filter((name) => name !== undefined)
  return Object.fromEntries(
    names.flatMap((name) => (holder[name] === undefined ? [] : [[name, holder[name]]])),
  )
}
