import { MonotableError } from '../../core/errors.js'
import { keySpan } from '../../keys/index.js'
import { compileKeyCondition, ExpressionContext, type KeyCondition } from '../../expressions/index.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import { assertNoOptions } from '../given-options.js'
import type { CursorCodec } from '../reads/cursor.js'
import { queryKey, rangeConditions } from '../reads/key-range.js'
import type { QueryKey } from '../reads/key-range.js'
import { literalOf, Neighbours } from '../reads/neighbours.js'
import { identityText } from '../reads/position.js'
import type { Member, MemberState } from './collection-state.js'
import { CollectionQueryImplementation } from './collection-query.js'

/** Starts the queries of one collection. */
export class CollectionStarter {
  readonly #name: string
  readonly #members: readonly [Member, ...Member[]]
  readonly #neighbours: Neighbours
  readonly #cursors: CursorCodec
  readonly #hasSentinels: boolean
  /** What tells of each item that it is deleted or past, where the request does not leave it out. */
  readonly #marks: readonly string[]
  /** Whether sort keys begin with different literals. */
  readonly #isMixed: boolean

  constructor(
    name: string,
    members: readonly [Member, ...Member[]],
    others: readonly EntityRuntime[],
    cursors: CursorCodec,
  ) {
    this.#name = name
    this.#members = members
    this.#neighbours = new Neighbours(members[0].pattern, others)
    this.#cursors = cursors
    const runtimes = [...members.map(({ runtime }) => runtime), ...others]
    const includesExpired = members.some(({ pattern }) => pattern.includeExpired)
    this.#marks = members.flatMap(({ runtime: { model }, pattern }) => {
      const { softDelete, expiry } = model
      const isPassing = includesExpired && !pattern.includeExpired && expiry !== undefined
      return [
        ...(softDelete?.remaining.has(pattern) === true ? [softDelete.attribute] : []),
        ...(isPassing ? [expiry.storedName] : []),
      ]
    })
    this.#hasSentinels = runtimes.some(({ model }) => model.uniques.length > 0)
    this.#isMixed = new Set(members.map(({ pattern }) => literalOf(pattern.sort[0]))).size > 1
  }

  query(given: Values, options?: unknown): CollectionQueryImplementation {
    assertNoOptions(options, 'query', { collection: this.#name })
    const [{ runtime, pattern }] = this.#members
    const keys = this.#keysOf(given, pattern.shards === undefined ? undefined : 0)
    const key = this.#span(keys)
    const shards =
      pattern.shards === undefined
        ? undefined
        : Array.from({ length: pattern.shards }, (_, shard) => this.#span(this.#keysOf(given, shard)))
    const shared = {
      shards: undefined,
      cursors: this.#cursors,
      filter: undefined,
      projection: undefined,
      isDescending: false,
      isConsistent: false,
      limit: undefined,
      readLimit: undefined,
      cursor: undefined,
    }
    const members = this.#members.map((member, index): MemberState => ({
      ...shared,
      ...member,
      others: [],
      key: keys[index],
    }))
    return new CollectionQueryImplementation({
      ...shared,
      collection: this.#name,
      runtime,
      pattern,
      key,
      shards,
      others: this.#neighbours.withinAny(key, shards),
      members,
      hasSentinels: this.#hasSentinels,
      marks: this.#marks,
      isApart: this.#isMixed && pattern.sortHoles.some((hole) => given[hole] !== undefined),
      until: undefined,
    })
  }

  /** What is asked of each member. */
  #keysOf(given: Values, shard: number | undefined): readonly QueryKey[] {
    return this.#members.map(({ runtime, pattern }) => queryKey(runtime, pattern, given, shard))
  }

  /** One key for all: the same partition, and a range that spans those of the members. */
  #span(keys: readonly QueryKey[]): QueryKey {
    const [{ runtime, pattern }] = this.#members
    const [first] = keys
    if (first === undefined) throw this.#refusal('it has no members')
    const count = pattern.partition.length
    const partition = textOf(first.conditions.slice(0, count))
    for (const other of keys)
      if (textOf(other.conditions.slice(0, count)) !== partition)
        throw this.#refusal('its entities store what was given for the partition in different forms')
    const [sort] = pattern.sort
    if (sort?.kind === 'template') {
      const range = keySpan(keys.map((each) => each.range))
      const conditions = [
        ...first.conditions.slice(0, count),
        ...rangeConditions(runtime.storedPlace(sort.name), range),
      ]
      return { ...first, conditions, range, isEmpty: range.operator === 'none' }
    }
    const live = keys.filter(({ isEmpty }) => !isEmpty)
    const [asked = first] = live
    if (live.some((other) => textOf(other.conditions) !== textOf(asked.conditions)))
      throw this.#refusal('its entities store what was given for the sort key in different forms')
    return asked
  }

  #refusal(problem: string): MonotableError {
    return new MonotableError('repository.query-key', `Collection ${this.#name}: ${problem}.`, {
      collection: this.#name,
    })
  }
}

/** Conditions as text, values included, to compare them by. */
function textOf(conditions: readonly KeyCondition[]): string {
  const context = new ExpressionContext()
  const text = compileKeyCondition({ kind: 'key-condition', conditions }, context)
  return identityText([text, context.attributes()])
}
