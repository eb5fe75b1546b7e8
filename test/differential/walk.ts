import type { Answer, Contestant, Output } from './contestant.js'
import type { GeneratedRequest, Input } from './generators/requests.js'

const isRead = ({ operation, input }: GeneratedRequest): boolean =>
  /^(Query|Scan)$/.test(operation) ||
  (operation === 'ExecuteStatement' && /^\W*SELECT/i.test(String(input['Statement'])))

/**
 * Asks both. Where the service leaves open which items lie on a page or in a segment, all pages of all segments are the answer, of
 * both.
 */
export async function askBoth(
  both: readonly [Contestant, Contestant],
  request: GeneratedRequest,
): Promise<readonly [Answer, Answer]> {
  const [left, right] = both
  const answers = await Promise.all([left(request), right(request)])
  if (!isRead(request) || !answers.every((answer) => 'output' in answer)) return answers
  const { operation, input } = request
  const isOrdered = operation === 'Query' && input['IndexName'] === undefined
  const segments = Number(input['TotalSegments'] ?? 1)
  const hasPages = answers.some((answer) => 'output' in answer && lastOf(answer.output) !== undefined)
  if (segments === 1 && (isOrdered || !hasPages)) return answers
  return Promise.all([walk(left, request, segments), walk(right, request, segments)])
}

/** All pages of all segments. */
export async function walk(
  contestant: Contestant,
  { operation, input }: GeneratedRequest,
  segments: number,
): Promise<Answer> {
  const items: unknown[] = []
  const isStatement = operation === 'ExecuteStatement'
  let [count, scannedCount, pages] = [0, 0, 0]
  for (let segment = 0; segment < segments; segment++) {
    const part = segments === 1 ? input : { ...input, Segment: segment }
    let start: unknown
    do {
      if (++pages > 1000) throw new Error(`${operation} has no last page: ${JSON.stringify(input)}`)
      const asked: Input =
        start === undefined ? part : { ...part, [isStatement ? 'NextToken' : 'ExclusiveStartKey']: start }
      const answer = await contestant({ operation, input: asked })
      if (!('output' in answer)) return answer
      items.push(...((answer.output['Items'] as unknown[] | undefined) ?? []))
      count += Number(answer.output['Count'])
      scannedCount += Number(answer.output['ScannedCount'])
      start = lastOf(answer.output)
    } while (start !== undefined)
  }
  if (isStatement) return { output: { Items: items } }
  // How many pages segments have depends on which items lie in which.
  const known = segments === 1 && input['Limit'] !== undefined ? { Pages: pages } : {}
  return { output: { Items: items, Count: count, ScannedCount: scannedCount, ...known } }
}

/** Where the next page begins. */
function lastOf({ LastEvaluatedKey, NextToken }: Output): unknown {
  return NextToken ?? LastEvaluatedKey
}
