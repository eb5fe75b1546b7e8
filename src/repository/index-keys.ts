import type { EntityModel, KeyAttributeModel, PatternModel } from '../schema/index.js'

/** The key attributes that one entity fills for its indexes, and which of the indexes share them. */
export class IndexKeys {
  readonly #filled = new Map<PatternModel, readonly KeyAttributeModel[]>()
  readonly #together = new Map<PatternModel, readonly PatternModel[]>()

  constructor({ primary, patterns }: EntityModel) {
    const primaryNames = new Set([...primary.partition, ...primary.sort].map(({ name }) => name))
    for (const pattern of patterns)
      this.#filled.set(
        pattern,
        keysOf(pattern).filter((key) => key.kind !== 'own' && !primaryNames.has(key.name)),
      )
    for (const pattern of patterns) this.#together.set(pattern, this.#connected(pattern, patterns))
  }

  /** Key attributes of an index that stand beside the entity's own attributes and the primary key. */
  filled(pattern: PatternModel): readonly KeyAttributeModel[] {
    return this.#filled.get(pattern) ?? []
  }

  /** The pattern, and those that share filled key attributes with it: all are written anew, or none. */
  together(pattern: PatternModel): readonly PatternModel[] {
    return this.#together.get(pattern) ?? []
  }

  #connected(pattern: PatternModel, patterns: readonly PatternModel[]): readonly PatternModel[] {
    const found = new Set([pattern])
    for (const member of found) {
      const names = new Set(this.filled(member).map(({ name }) => name))
      for (const other of patterns)
        if (this.filled(other).some(({ name }) => names.has(name))) found.add(other)
    }
    return [...found]
  }
}

/** A local index has the partition key of the table. */
function keysOf(pattern: PatternModel): readonly KeyAttributeModel[] {
  return pattern.isGlobal ? [...pattern.partition, ...pattern.sort] : pattern.sort
}
