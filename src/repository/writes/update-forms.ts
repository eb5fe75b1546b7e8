import type { Place } from '../../expressions/index.js'
import type { PatternModel } from '../../schema/index.js'

/**
 * What updates have in common that set the same attributes: the texts of their expressions, and where the values that stand
 * in them come from, in their order. The first such update is worked out in full and leaves its form behind; into that the
 * others fill their values (rule P5).
 */
export interface UpdateForm {
  readonly update: string
  /** The condition without the caller's own. */
  readonly condition: string
  /** How many operators and functions that has. */
  readonly operators: number
  /** The names behind `#0`, `#1`… */
  readonly names: readonly string[]
  /** The placeholder of each value: `:0`, `:1`…, of which equal ones share one. */
  readonly tokens: readonly string[]
  /** Whether no two values are equal, as is usual; otherwise another update may leave a form that fits more. */
  readonly isDistinct: boolean
  /** The places of the attributes that are set. */
  readonly places: readonly Place[]
  /** The access patterns of which the keys are written anew. */
  readonly patterns: readonly PatternModel[]
  /** Those key attributes. */
  readonly filled: readonly string[]
  /** The attributes whose values in the target are compared with what is stored. */
  readonly compared: readonly string[]
}

/** What the lock on an item that was read compares: nothing, its version, or the time of its creation too. */
export type Locking = 'none' | 'version' | 'incarnation'

/** More than an application writes down; one that puts attributes together as it pleases must not fill the memory. */
const formsMax = 256
/** Of the forms that come after that, one in so many is kept: most never come back, and keeping one takes longer than two updates. */
const keptOnceIn = 16

/** The forms of the updates of one entity, found by the names of what they set. */
export class UpdateForms {
  #roots = rootsOf()
  #count = 0
  #isCrowded = false
  #offered = 0

  find(locking: Locking, set: Readonly<Record<string, unknown>>): UpdateForm | undefined {
    let branch: Branch | undefined = this.#roots[locking]
    for (const name of Object.keys(set)) {
      if (set[name] === undefined) continue
      branch = branch.next.get(name)
      if (branch === undefined) return undefined
    }
    return branch.form
  }

  /** Whether to keep the form of an update that has none yet. */
  takesAnother(): boolean {
    return !this.#isCrowded || ++this.#offered % keptOnceIn === 0
  }

  /** Keeps a form; where there are too many, those that are still in use come back soon. */
  keep(locking: Locking, names: readonly string[], form: UpdateForm): void {
    if (this.#count++ === formsMax) {
      this.#roots = rootsOf()
      this.#count = 1
      this.#isCrowded = true
    }
    let branch = this.#roots[locking]
    for (const name of names) {
      let next = branch.next.get(name)
      if (next === undefined) branch.next.set(name, (next = new Branch()))
      branch = next
    }
    branch.form = form
  }
}

/** The forms whose first names are those on the way here. */
class Branch {
  readonly next = new Map<string, Branch>()
  form: UpdateForm | undefined
}

const rootsOf = (): Readonly<Record<Locking, Branch>> => ({
  none: new Branch(),
  version: new Branch(),
  incarnation: new Branch(),
})
