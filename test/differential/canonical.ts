import type { Answer, Output } from './contestant.js'
import type { GeneratedRequest } from './generators/requests.js'

/** An answer with everything taken out that the service leaves open: order of members, of sets and of equal keys. */
export function canonical({ operation, input }: GeneratedRequest, answer: Answer): Answer {
  if (!('output' in answer)) return { ...answer, members: sorted(answer.members) as Output }
  const output = sorted(answer.output) as Record<string, unknown>
  const isOrdered = operation === 'Query' && input['IndexName'] === undefined
  if (Array.isArray(output['Items']) && !isOrdered) output['Items'] = inAnyOrder(output['Items'])
  const { Responses, ConsumedCapacity } = output
  if (operation === 'BatchGetItem' && typeof Responses === 'object' && Responses !== null)
    output['Responses'] = Object.fromEntries(
      Object.entries(Responses).map(([table, items]) => [table, inAnyOrder(items as unknown[])]),
    )
  if (Array.isArray(ConsumedCapacity)) output['ConsumedCapacity'] = inAnyOrder(ConsumedCapacity)
  return { output }
}

/** Dates, ids and ARNs. */
const incomparable = /^(CreationDateTime|Last\w+DateTime|\w*Arn|TableId|LatestStreamLabel)$/

function inAnyOrder(all: readonly unknown[]): unknown[] {
  const texts = all.map((one) => [JSON.stringify(one), one] as const)
  return texts.sort(([left], [right]) => (left < right ? -1 : 1)).map(([, one]) => one)
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1))
  return Object.fromEntries(
    entries
      .filter(([name]) => !incomparable.test(name))
      .map(([name, member]) => [
        name,
        /^[SNB]S$|SecondaryIndexes$/.test(name) && Array.isArray(member)
          ? inAnyOrder(member.map(sorted))
          : sorted(member),
      ]),
  )
}
