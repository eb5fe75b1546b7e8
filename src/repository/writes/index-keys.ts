import type { EntityModel, KeyAttributeModel, PatternModel } from '../../schema/index.js'

type OwnKey = Extract<KeyAttributeModel, { kind: 'own' }>

/** What is to be known of the key attributes of one entity when it is written, worked out once. */
export class IndexKeys {
  /** Attributes that are keys by themselves, of the table or an index: no template checks their values. */
  readonly plain: readonly KeyAttributeModel[]
  /** The stored names of all key attributes of indexes that stand beside the entity's own and the primary key. */
  readonly allFilled: readonly string[]
  readonly #filled = new Map<PatternModel, readonly KeyAttributeModel[]>()
  readonly #own = new Map<PatternModel, readonly OwnKey[]>()
  readonly #together = new Map<PatternModel, readonly PatternModel[]>()

  constructor({ primary, patterns, strays }: EntityModel) {
    const primaryNames = new Set([...primary.partition, ...primary.sort].map(({ name }) => name))
    for (const pattern of patterns)
      this.#filled.set(
        pattern,
        keysOf(pattern).filter((key) => key.kind !== 'own' && !primaryNames.has(key.name)),
      )
    this.allFilled = [...new Set([...this.#filled.values()].flat().map(({ name }) => name))]
    for (const pattern of patterns)
      this.#own.set(
        pattern,
        [...pattern.partition, ...pattern.sort].filter((key) => key.kind === 'own'),
      )
    for (const pattern of patterns) this.#together.set(pattern, this.#connected(pattern, patterns))
    this.plain = [primary, ...patterns, ...strays]
      .flatMap(({ partition, sort }) => [...partition, ...sort])
      .filter((key) => key.kind !== 'template')
  }

  /** Key attributes of an index that stand beside the entity's own attributes and the primary key. */
  filled(pattern: PatternModel): readonly KeyAttributeModel[] {
    return this.#filled.get(pattern) ?? []
  }

  /** Key attributes of an index that are attributes of the entity itself. */
  own(pattern: PatternModel): readonly OwnKey[] {
    return this.#own.get(pattern) ?? []
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
