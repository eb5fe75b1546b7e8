import type { Answer, Contestant } from './contestant.js'
import type { GeneratedRequest, Input } from './generators/requests.js'

const isRead = ({ operation }: GeneratedRequest): boolean => operation === 'Query' || operation === 'Scan'

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
  const hasPages = answers.some((answer) => 'output' in answer && 'LastEvaluatedKey' in answer.output)
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
  let [count, scannedCount, pages] = [0, 0, 0]
  for (let segment = 0; segment < segments; segment++) {
    const part = segments === 1 ? input : { ...input, Segment: segment }
    let start: unknown
    do {
      if (++pages > 1000) throw new Error(`${operation} has no last page: ${JSON.stringify(input)}`)
      const asked: Input = start === undefined ? part : { ...part, ExclusiveStartKey: start }
      const answer = await contestant({ operation, input: asked })
      if (!('output' in answer)) return answer
      items.push(...((answer.output['Items'] as unknown[] | undefined) ?? []))
      count += answer.output['Count'] as number
      scannedCount += answer.output['ScannedCount'] as number
      start = answer.output['LastEvaluatedKey']
    } while (start !== undefined)
  }
  // How many pages segments have depends on which items lie in which.
  const known = segments === 1 && input['Limit'] !== undefined ? { Pages: pages } : {}
  return { output: { Items: items, Count: count, ScannedCount: scannedCount, ...known } }
}
