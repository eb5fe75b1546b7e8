import { assert } from '../../core/assert.js'
import { nextTurn } from '../../core/clock.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { QueryOutput } from '../../protocol/items.js'
import { evaluationInOneTurnMax, readInOneTurnBytesMax } from '../../protocol/limits.js'
import type { Meter } from '../capacity/consumed.js'
import { meterFor } from '../capacity/consumed.js'
import { readUnits } from '../capacity/units.js'
import { evaluateCondition, evaluateInSteps, operandCount } from '../expressions/index.js'
import type { EntryKey } from '../storage/entry-key.js'
import type { StoredEntry } from '../tables/stored-item.js'
import type { EntryRange } from './entry-range.js'
import type { Page } from './page.js'
import { readPage } from './page.js'
import type { ReadRequest } from './read-request.js'
import type { ReadSource } from './read-source.js'
import { returnedItem } from './returned-item.js'
import { lastEvaluatedKey } from './start-key.js'

export interface ReadPlan {
  readonly source: ReadSource
  readonly request: ReadRequest
  readonly range: EntryRange
  readonly furtherRanges?: readonly EntryRange[] | undefined
  readonly isForward: boolean
  readonly after: EntryKey | undefined
  readonly fetches: boolean
  readonly lends: boolean
}

/**
 * Reads one page of a Query or Scan, at one moment. A page that takes long to look through is looked through afterwards,
 * with turns for others in between; then it is a promise.
 */
export function readItems(plan: ReadPlan): QueryOutput | Promise<QueryOutput> {
  const { source, request, range, furtherRanges, isForward, after, fetches } = plan
  const reading = new Reading(plan)
  const page = readPage({
    entries: source.entries,
    range,
    furtherRanges,
    isForward,
    after,
    limit: request.limit,
    read: (entry) => reading.take(entry, fetches ? fetched(entry) : entry),
  })
  return reading.isDone ? reading.output(page) : reading.finish(page)
}

/** What an entry takes besides its bytes. */
const entryOverheadBytes = 64

/** What a page has given so far. */
class Reading {
  readonly #plan: ReadPlan
  readonly #items: AttributeMap[] = []
  /** For each byte of an item, with its filter: a tenth of a byte for each operand. */
  readonly #weight: number
  readonly #operands: number
  /** Entries of the page that have not been looked at; they never change. */
  #left: StoredEntry[] | undefined
  #work = 0
  #entryBytes = 0
  #fetchUnits = 0
  #count = 0

  constructor(plan: ReadPlan) {
    this.#plan = plan
    this.#operands = plan.request.filter === undefined ? 0 : operandCount(plan.request.filter)
    this.#weight = 1 + this.#operands / 10
  }

  get isDone(): boolean {
    return this.#left === undefined
  }

  /** Takes an entry in, or puts it aside for another turn; gives the bytes that count towards the page. */
  take(entry: StoredEntry, stored: StoredEntry): number {
    const { fetches, request } = this.#plan
    this.#entryBytes += entry.sizeBytes
    if (fetches) this.#fetchUnits += readUnits(stored.sizeBytes, request.isConsistent)
    if (this.#left !== undefined) this.#left.push(stored)
    else if (this.#isTurnOver || this.#isHeavy(stored)) this.#left = [stored]
    else this.#lookAt(stored)
    return stored.sizeBytes
  }

  async finish(page: Page): Promise<QueryOutput> {
    for (const stored of this.#left ?? []) {
      if (this.#isTurnOver) {
        await nextTurn()
        this.#work = 0
      }
      if (this.#isHeavy(stored)) await this.#lookAtInSteps(stored)
      else this.#lookAt(stored)
    }
    return this.output(page)
  }

  output(page: Page): QueryOutput {
    const { request, source } = this.#plan
    const output: QueryOutput = { Count: this.#count, ScannedCount: page.scannedCount }
    if (request.select !== 'COUNT') output.Items = this.#items
    if (page.last !== undefined) output.LastEvaluatedKey = lastEvaluatedKey(source, page.last.item)
    const meter = meterFor(request.tableName, request.capacity)
    if (meter !== undefined) {
      meterRead(meter, source, readUnits(this.#entryBytes, request.isConsistent), this.#fetchUnits)
      output.ConsumedCapacity = meter.report()
    }
    return output
  }

  get #isTurnOver(): boolean {
    return this.#work >= readInOneTurnBytesMax
  }

  #lookAt(stored: StoredEntry): void {
    const { filter } = this.#plan.request
    this.#work += (stored.sizeBytes + entryOverheadBytes) * this.#weight
    if (filter === undefined || evaluateCondition(filter, stored.item)) this.#give(stored)
  }

  async #lookAtInSteps(stored: StoredEntry): Promise<void> {
    const { filter } = this.#plan.request
    assert(filter !== undefined, 'only a filter makes an entry heavy')
    const steps = evaluateInSteps(filter, stored.item)
    let step = steps.next()
    for (let work = 0; step.done !== true; work += stored.sizeBytes) {
      if (work > evaluationInOneTurnMax) {
        await nextTurn()
        work = 0
      }
      step = steps.next()
    }
    if (step.value) this.#give(stored)
  }

  #isHeavy({ sizeBytes }: StoredEntry): boolean {
    return sizeBytes * this.#operands > evaluationInOneTurnMax
  }

  #give({ item }: StoredEntry): void {
    const { request } = this.#plan
    this.#count += 1
    if (request.select !== 'COUNT') this.#items.push(returnedItem(this.#plan, item, request.projection))
  }
}

function meterRead(meter: Meter, { index }: ReadSource, entryUnits: number, fetchUnits: number): void {
  if (index === undefined) {
    meter.addTable(entryUnits)
  } else {
    meter.addIndex(index.schema, entryUnits)
    meter.addTable(fetchUnits)
  }
}

function fetched({ primary }: StoredEntry): StoredEntry {
  assert(primary !== undefined, 'only an index fetches from its table')
  return primary
}
