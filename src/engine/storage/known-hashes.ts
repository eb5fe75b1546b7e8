const slotsMin = 2 ** 10
const slotsMax = 2 ** 14
/** Longer texts are not held on to. */
const unitsMax = 64
/** Of the texts that find their place taken, one in so many takes it: with more texts than places, changing costs more than it saves. */
const replacedOnceIn = 16

/** Hashes of texts that were asked for lately, for a hash that takes longer than looking for it here. */
export class KnownHashes {
  readonly #compute: (text: string) => number
  #texts: (string | undefined)[] = places(slotsMin)
  /** A cheaper hash of each, so that another text is told from it without looking at either. */
  #folds = new Int32Array(slotsMin)
  #hashes = new Int32Array(slotsMin)
  /** Since the last growth. */
  #misses = 0

  constructor(compute: (text: string) => number) {
    this.#compute = compute
  }

  hashOf(text: string): number {
    if (text.length > unitsMax) return this.#compute(text)
    const fold = foldOf(text)
    const slot = fold & (this.#folds.length - 1)
    if (this.#folds[slot] === fold && this.#texts[slot] === text) return this.#hashes[slot] as number
    const hash = this.#compute(text)
    this.#keep(slot, fold, text, hash)
    return hash
  }

  #keep(slot: number, fold: number, text: string, hash: number): void {
    this.#misses += 1
    if (this.#misses % replacedOnceIn === 0 || this.#texts[slot] === undefined) {
      this.#texts[slot] = copyOf(text)
      this.#folds[slot] = fold
      this.#hashes[slot] = hash
    }
    if (this.#misses >= this.#folds.length) this.#grow()
  }

  /** Begins anew with twice as many places. */
  #grow(): void {
    this.#misses = 0
    const slots = this.#folds.length * 2
    if (slots > slotsMax) return
    this.#texts = places(slots)
    this.#folds = new Int32Array(slots)
    this.#hashes = new Int32Array(slots)
  }
}

function places(slots: number): (string | undefined)[] {
  return Array.from({ length: slots })
}

/** A text of its own: one that was cut out of a longer text, as from a file, would hold on to all of that. */
function copyOf(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string
}

/** FNV-1a. */
function foldOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return hash ^ (hash >>> 16)
}
