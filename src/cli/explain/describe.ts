import type { CostRange, Plan } from '../../repository/index.js'
import { painted } from '../print.js'
import type { KnownPattern } from './known-patterns.js'
import type { RecordedRequest } from './recorded.js'

type ShownPattern = Pick<KnownPattern, 'name' | 'about' | 'required' | 'optional'>

/** What can be read, a line for each. */
export function describeList(patterns: readonly ShownPattern[]): readonly string[] {
  return patterns.map(({ name, about, required, optional }) => {
    const rest = optional.length === 0 ? '' : ` [${optional.join(', ')}]`
    return `${painted('bold', name)}  ${required.join(', ')}${rest}  ${painted('dim', about)}`
  })
}

/** A plan in words and requests. */
export function describePlan({ requests, canAppear, cost, warnings }: Plan): readonly string[] {
  const { readUnits, writeUnits, arithmetic } = cost
  return [
    ...requests.flatMap(({ operation, when, atMost, input }) => [
      painted('bold', `${operation}, ${when}${atMost === undefined ? '' : `, at most ${atMost} times`}`),
      ...indented(input),
    ]),
    `can appear: ${canAppear.join(', ')}`,
    `cost: ${rangeText(readUnits)} read units${writeUnits.maximum === 0 ? '' : `, ${rangeText(writeUnits)} write units`}`,
    ...arithmetic.map((line) => `  ${line}`),
    ...warnings.map((line) => painted('yellow', `warning: ${line}`)),
  ]
}

/** A plan, and what happened when it ran. */
export function describeRun(
  data: Plan & { readonly ran: { readonly items: number; readonly requests: readonly RecordedRequest[] } },
): readonly string[] {
  const { items, requests } = data.ran
  return [
    ...describePlan(data),
    '',
    painted('bold', `ran: ${counted(items, 'item')}, ${counted(requests.length, 'request')}`),
    ...requests.map(({ operation, capacity, scannedCount }) => {
      const units = capacity.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0)
      const read = scannedCount === undefined ? '' : `, ${counted(scannedCount, 'item')} read`
      return `  ${operation}: ${units} units${read}`
    }),
  ]
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

function rangeText({ minimum, maximum }: CostRange): string {
  if (maximum === undefined) return `from ${minimum}`
  return minimum === maximum ? String(minimum) : `${minimum} to ${maximum}`
}

function indented(input: object): readonly string[] {
  const text = JSON.stringify(
    input,
    (_, value: unknown) => (value instanceof Uint8Array ? `bytes ${value.join(',')}` : value),
    2,
  )
  return text.split('\n').map((line) => `  ${line}`)
}
