import type { KeyRange } from '../../keys/index.js'
import { mayMatch } from '../../keys/index.js'
import type { AttributeValue } from '../../protocol/attribute-value.js'
import type { KeyAttributeModel, PatternModel } from '../../schema/index.js'
import type { EntityRuntime } from '../entity-runtime.js'
import type { QueryKey } from './key-range.js'

/** How another entity fills the keys that an access pattern reads. */
interface Neighbour {
  readonly runtime: EntityRuntime
  readonly partition: readonly KeyAttributeModel[]
  readonly sort: KeyAttributeModel | undefined
  /** What every sort key of the entity begins with. */
  readonly literal: string
}

/** The other entities of a table whose items can stand where an access pattern reads; found once for each pattern. */
export class Neighbours {
  readonly #others: readonly EntityRuntime[]
  readonly #neighbours: readonly Neighbour[]

  constructor({ index }: PatternModel, others: readonly EntityRuntime[]) {
    this.#others = others
    this.#neighbours = others.flatMap((runtime) => {
      const { primary, patterns, strays } = runtime.model
      // Without an access pattern too, an item stands in every index whose key attributes it has.
      const pattern =
        [primary, ...patterns].find((candidate) => candidate.index === index) ??
        strays.find((stray) => stray.index === index && stray.isWhole)
      if (pattern === undefined) return []
      const [sort] = pattern.sort
      return [{ runtime, partition: pattern.partition, sort, literal: literalOf(sort) }]
    })
  }

  /** Those whose items a query of this key can meet; a scan meets all. */
  within(key: QueryKey | undefined): readonly EntityRuntime[] {
    if (key === undefined) return this.#others
    const met: EntityRuntime[] = []
    const stem = stemOf(key.range)
    for (const neighbour of this.#neighbours) {
      const { literal, runtime } = neighbour
      // Most entities differ in their literals: the exact answer is worked out for the few that do not.
      if ((literal.startsWith(stem) || stem.startsWith(literal)) && canMeet(neighbour, key)) met.push(runtime)
    }
    return met
  }

  /** Those whose items a query of this key, or of one in each shard, can meet. */
  withinAny(key: QueryKey | undefined, shards: readonly QueryKey[] | undefined): readonly EntityRuntime[] {
    return shards === undefined
      ? this.within(key)
      : [...new Set(shards.flatMap((shard) => this.within(shard)))]
  }
}

/** What every key of a template begins with. */
export function literalOf(key: KeyAttributeModel | undefined): string {
  const first = key?.kind === 'template' ? key.template.segments[0] : undefined
  return first?.kind === 'literal' ? first.text : ''
}

/** What every key within a range begins with. */
function stemOf(range: KeyRange): string {
  if (range.operator === '=' || range.operator === 'begins_with') return range.value
  if (range.operator !== 'BETWEEN') return ''
  const { lower, upper } = range
  let length = 0
  while (length < lower.length && lower[length] === upper[length]) length++
  return lower.slice(0, length)
}

function canMeet({ partition, sort }: Neighbour, { partitionValues, range }: QueryKey): boolean {
  for (const [index, key] of partition.entries()) if (!canBe(key, partitionValues[index])) return false
  return sort?.kind !== 'template' || mayMatch(range, sort.template)
}

/** Whether an entity can have this value in its key attribute. */
function canBe(key: KeyAttributeModel, value: AttributeValue | undefined): boolean {
  if (key.kind !== 'template') return value?.[key.type] !== undefined
  return value?.S !== undefined && key.template.parse(value.S) !== undefined
}
