import type { Comparison } from './comparison.js'
import { isAlike } from './comparison.js'
import type { Answer } from './contestant.js'
import { explained } from './known/known-differences.js'

/** A fault that an engine could have, put into an answer; undefined where the answer has no place for it. */
type Plant = (answer: Answer, compared: Comparison) => Answer | undefined

type List = readonly unknown[]

const changing =
  (name: string, change: (member: never) => unknown): Plant =>
  (answer) =>
    'output' in answer && answer.output[name] !== undefined
      ? { output: { ...answer.output, [name]: change(answer.output[name] as never) } }
      : undefined
const lists =
  (name: string, least: number, change: (all: List) => List): Plant =>
  (answer, compared) =>
    'output' in answer && ((answer.output[name] ?? []) as List).length >= least
      ? changing(name, change)(answer, compared)
      : undefined
const refusing =
  (refusal: string, message: string): Plant =>
  (answer) =>
    'output' in answer ? { refusal, message, members: {} } : undefined

/** Text of which the first value is another. */
function otherValue(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replace(/"(S|N)":"/, '"$1":"7')) as unknown
}

const plants: Readonly<Record<string, Plant>> = {
  'an item is lost': lists('Items', 1, (all) => all.slice(1)),
  'an item is there twice': lists('Items', 1, (all) => [all[0], ...all]),
  'items in another order': (answer, compared) =>
    compared.request.operation === 'Query' && compared.request.input['IndexName'] === undefined
      ? lists('Items', 2, (all) => all.toReversed())(answer, compared)
      : undefined,
  'a value of an item is another': changing('Item', otherValue),
  'a value of items is another': changing('Items', otherValue),
  'a value that is returned is another': changing('Attributes', otherValue),
  'a value of responses is another': changing('Responses', otherValue),
  'a record is lost': lists('Records', 1, (all) => all.slice(1)),
  'a record of nothing': lists('Records', 1, (all) => [...all, all.at(-1)]),
  'a value of a record is another': changing('Records', otherValue),
  'half a unit more': changing(
    'ConsumedCapacity',
    (capacity) =>
      JSON.parse(
        JSON.stringify(capacity).replace(
          /"CapacityUnits":([\d.]+)/,
          (_, units: string) => `"CapacityUnits":${Number(units) + 0.5}`,
        ),
      ) as unknown,
  ),
  'no capacity': changing('ConsumedCapacity', () => undefined),
  'one more is counted': changing('Count', (count) => Number(count) + 1),
  'one more is scanned': changing('ScannedCount', (count) => Number(count) + 1),
  'a page that has no next one': changing('LastEvaluatedKey', () => undefined),
  'a condition that fails': refusing('ConditionalCheckFailedException', 'The conditional request failed'),
  'a table that is not there': refusing('ResourceNotFoundException', 'Requested resource not found'),
  'an expression that is refused': refusing(
    'ValidationException',
    'Invalid ConditionExpression: Syntax error; token: "a", near: "a"',
  ),
  'an internal error': refusing('InternalServerError', 'Internal server error'),
  'nothing is refused': (answer) => ('output' in answer ? undefined : { output: {} }),
  'other words': (answer) =>
    'output' in answer ? undefined : { ...answer, message: `${answer.message} at all` },
  'another kind of refusal': (answer) =>
    'output' in answer ? undefined : { ...answer, refusal: 'LimitExceededException' },
  'the item of a failed condition is lost': (answer) =>
    'output' in answer || answer.members['Item'] === undefined ? undefined : { ...answer, members: {} },
  'reasons in another order': (answer) => {
    const reasons = ('output' in answer ? [] : (answer.members['CancellationReasons'] ?? [])) as List
    if ('output' in answer || reasons.length === 0) return undefined
    return { ...answer, members: { ...answer.members, CancellationReasons: reasons.toReversed() } }
  },
}

interface Row {
  planted: number
  hidden: number
}

/** Puts faults into answers of the engine, and counts those that the known differences explain away. */
export class PlantedFaults {
  readonly #rows = new Map<string, Row>()
  readonly #hiding = new Map<string, number>()

  plantInto(compared: Comparison): void {
    for (const [name, plant] of Object.entries(plants)) {
      const engine = plant(compared.engine, compared)
      if (engine === undefined) continue
      const faulty = { ...compared, engine: JSON.parse(JSON.stringify(engine)) as Answer }
      if (JSON.stringify(engine) === JSON.stringify(compared.engine) || isAlike(faulty)) continue
      const { rest, used } = explained(faulty)
      const row = this.#rows.get(name) ?? { planted: 0, hidden: 0 }
      this.#rows.set(name, row)
      row.planted++
      if (!isAlike(rest)) continue
      row.hidden++
      const by = `${name}: ${used.at(-1)}`
      this.#hiding.set(by, (this.#hiding.get(by) ?? 0) + 1)
    }
  }

  /** The kinds of faults of which too many went unseen: most rules are about words, and look at how they begin. */
  get hidden(): readonly string[] {
    const share = (name: string): number => (name === 'other words' ? 0.2 : 0.1)
    return [...this.#rows]
      .filter(([name, row]) => row.planted >= 50 && row.hidden > share(name) * row.planted)
      .map(([name]) => name)
  }

  get kinds(): number {
    return this.#rows.size
  }

  table(): string {
    const rows = [...this.#rows].map(
      ([name, { planted, hidden }]) =>
        `${name.padEnd(42)}${String(planted).padStart(8)}${String(hidden).padStart(8)}`,
    )
    const hiding = [...this.#hiding].sort(([, left], [, right]) => right - left).slice(0, 20)
    return [
      `${'planted fault'.padEnd(42)}${'planted'.padStart(8)}${'hidden'.padStart(8)}`,
      ...rows,
      '',
      ...hiding.map(([by, count]) => `${String(count).padStart(7)}  ${by}`),
    ].join('\n')
  }
}
