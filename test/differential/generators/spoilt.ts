import fc from 'fast-check'
import { faults } from './faults.js'
import type { GeneratedRequest, Input } from './requests.js'
import type { GeneratedTable } from './tables.js'

/** An object of a request that can be spoilt, with what the request is when it has become another. */
interface Place {
  readonly input: Input
  readonly table: string
  readonly within: (input: Input) => Input
}

/**
 * A request with one fault, and now and then with a second one.
 *
 * With a single fault it does not matter which one wins, and so what is compared is what the fault is called; a few have two, since the order
 * of validation is something to compare as well.
 */
export function spoilt(
  request: GeneratedRequest,
  tables: readonly GeneratedTable[],
): fc.Arbitrary<GeneratedRequest> {
  const once = spoiltOnce(request, tables)
  return fc.oneof(
    { weight: 19, arbitrary: once },
    { weight: 1, arbitrary: once.chain((first) => spoiltOnce(first, tables)) },
  )
}

function spoiltOnce(
  request: GeneratedRequest,
  tables: readonly GeneratedTable[],
): fc.Arbitrary<GeneratedRequest> {
  return fc.constantFrom(...placesOf(request.input)).chain(({ input, table, within }) => {
    const fitting = faults.flatMap(({ weight, fault }) => {
      const arbitrary = fault(
        input,
        tables.find(({ name }) => name === table),
      )
      return arbitrary === undefined ? [] : [{ weight, arbitrary }]
    })
    return fitting.length === 0
      ? fc.constant(request)
      : fc.oneof(...fitting).map((other) => ({ ...request, input: within(other), isSpoilt: true }))
  })
}

/** The request itself, or one of the actions that it is made of. */
function placesOf(input: Input): Place[] {
  const whole: Place = { input, table: String(input['TableName']), within: (other) => other }
  return [whole, ...actionsOf(input), ...entriesOf(input)]
}

function actionsOf(input: Input): Place[] {
  const { TransactItems: actions } = input as { TransactItems?: readonly Readonly<Record<string, Input>>[] }
  return (actions ?? []).flatMap((action, place) =>
    Object.entries(action).map(([kind, members]) => ({
      input: members,
      table: String(members['TableName']),
      within: (other) => ({ ...input, TransactItems: actions?.with(place, { [kind]: other }) }),
    })),
  )
}

function entriesOf(input: Input): Place[] {
  const { RequestItems: entries } = input as {
    RequestItems?: Readonly<Record<string, Input | readonly Readonly<Record<string, Input>>[]>>
  }
  return Object.entries(entries ?? {}).flatMap(([table, entry]): Place[] => {
    const put = (other: unknown): Input => ({ ...input, RequestItems: { ...entries, [table]: other } })
    if (!isList(entry)) return [{ input: entry, table, within: put }, ...keysOf(entry, table, put)]
    return entry.flatMap((write, place) =>
      Object.entries(write).map(([kind, members]) => ({
        input: members,
        table,
        within: (other) => put(entry.with(place, { [kind]: other })),
      })),
    )
  })
}

function keysOf(entry: Input, table: string, put: (other: unknown) => Input): Place[] {
  const keys = (entry['Keys'] ?? []) as readonly unknown[]
  return keys.map((Key, place) => ({
    input: { Key },
    table,
    within: (other) => put({ ...entry, Keys: keys.with(place, other['Key']) }),
  }))
}

function isList<T>(value: Input | readonly T[]): value is readonly T[] {
  return Array.isArray(value)
}
