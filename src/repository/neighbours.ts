import { mayMatch } from '../keys/index.js'
import type { AttributeValue } from '../protocol/attribute-value.js'
import type { KeyAttributeModel, PatternModel } from '../schema/index.js'
import type { EntityRuntime } from './entity-runtime.js'
import type { QueryKey } from './key-range.js'

/** How another entity fills the keys that an access pattern reads. */
interface Neighbour {
  readonly runtime: EntityRuntime
  readonly pattern: PatternModel
}

/** The other entities of a table whose items can stand where an access pattern reads; found once for each pattern. */
export class Neighbours {
  readonly #others: readonly EntityRuntime[]
  readonly #neighbours: readonly Neighbour[]

  constructor({ index }: PatternModel, others: readonly EntityRuntime[]) {
    this.#others = others
    this.#neighbours = others.flatMap((runtime) => {
      const { primary, patterns } = runtime.model
      const pattern = [primary, ...patterns].find((candidate) => candidate.index === index)
      return pattern === undefined ? [] : [{ runtime, pattern }]
    })
  }

  /** Those whose items a query of this key can meet; a scan meets all. */
  within(key: QueryKey | undefined): readonly EntityRuntime[] {
    if (key === undefined) return this.#others
    if (this.#neighbours.length === 0) return []
    return this.#neighbours.filter(({ pattern }) => canMeet(pattern, key)).map(({ runtime }) => runtime)
  }
}

function canMeet({ partition, sort }: PatternModel, { partitionValues, range }: QueryKey): boolean {
  for (const [index, key] of partition.entries()) if (!canBe(key, partitionValues[index])) return false
  const [first] = sort
  return first?.kind !== 'template' || mayMatch(range, first.template)
}

/** Whether an entity can have this value in its key attribute. */
function canBe(key: KeyAttributeModel, value: AttributeValue | undefined): boolean {
  if (key.kind !== 'template') return value?.[key.type] !== undefined
  return value?.S !== undefined && key.template.parse(value.S) !== undefined
}
