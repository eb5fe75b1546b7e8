import { applyCasing, type Casing } from './casing.js'

/**
 * The keys that a template can format, as a nondeterministic automaton over code points. Every state can reach the
 * accepting one, so a text that leaves any state alive is the beginning of some key.
 */
export interface Language {
  readonly start: number
  readonly accept: number
  readonly edges: readonly (readonly Edge[])[]
  /** Moves that read nothing. */
  readonly skips: readonly (readonly number[])[]
}

/** Reads one character between `first` and `last`, both included, that `casing` leaves as it is. */
export interface Edge {
  readonly first: number
  readonly last: number
  readonly casing: Casing
  readonly target: number
}

/** The two intervals of code points that are characters: surrogates are none. */
const CHARACTERS = [
  [0, 0xd7ff],
  [0xe000, 0x10ffff],
] as const

export class LanguageBuilder {
  readonly #edges: Edge[][] = []
  readonly #skips: number[][] = []

  state(): number {
    this.#skips.push([])
    return this.#edges.push([]) - 1
  }

  edge(from: number, first: number, last: number, target: number, casing?: Casing): void {
    if (first <= last) this.#edges[from]?.push({ first, last, casing, target })
  }

  skip(from: number, target: number): void {
    this.#skips[from]?.push(target)
  }

  /** One exact text; returns the state after it. */
  text(from: number, text: string): number {
    let state = from
    for (const character of text) {
      const codePoint = character.codePointAt(0) ?? 0
      const next = this.state()
      this.edge(state, codePoint, codePoint, next)
      state = next
    }
    return state
  }

  /** One of several texts. */
  oneOf(from: number, texts: readonly string[]): number {
    const end = this.state()
    for (const text of texts) this.skip(this.text(from, text), end)
    return end
  }

  /** Any number of characters, the empty text included, `except` those given (in ascending order). */
  anyText(from: number, except: readonly number[], casing?: Casing): number {
    const loop = this.state()
    this.skip(from, loop)
    for (const [first, last] of CHARACTERS) {
      let next: number = first
      for (const excluded of except) {
        if (excluded < first || excluded > last) continue
        this.edge(loop, next, excluded - 1, loop, casing)
        next = excluded + 1
      }
      this.edge(loop, next, last, loop, casing)
    }
    return loop
  }

  /** Digits of one width, from `lowest` to `highest`. */
  digits(from: number, lowest: string, highest: string): number {
    const end = this.state()
    // `low` and `high`: all digits so far were those of the bound, so that the next must not pass it.
    let open = [{ state: from, low: true, high: true }]
    for (let index = 0; index < lowest.length; index += 1) {
      const lowestDigit = lowest.charCodeAt(index)
      const highestDigit = highest.charCodeAt(index)
      const next = new Map<string, { state: number; low: boolean; high: boolean }>()
      for (const { state, low, high } of open) {
        for (let digit = low ? lowestDigit : 0x30; digit <= (high ? highestDigit : 0x39); digit += 1) {
          const staysLow = low && digit === lowestDigit
          const staysHigh = high && digit === highestDigit
          const key = `${staysLow} ${staysHigh}`
          const target = next.get(key) ?? { state: this.state(), low: staysLow, high: staysHigh }
          next.set(key, target)
          this.edge(state, digit, digit, target.state)
        }
      }
      open = [...next.values()]
    }
    for (const { state } of open) this.skip(state, end)
    return end
  }

  build(start: number, accept: number): Language {
    return { start, accept, edges: this.#edges, skips: this.#skips }
  }
}

/** All states reachable from these without reading. */
export function closure(language: Language, states: Iterable<number>): ReadonlySet<number> {
  const reached = new Set(states)
  for (const state of reached) for (const target of language.skips[state] ?? []) reached.add(target)
  return reached
}

/** The states after one more character. */
export function advance(
  language: Language,
  states: ReadonlySet<number>,
  codePoint: number,
): ReadonlySet<number> {
  const next = new Set<number>()
  for (const state of states) {
    for (const edge of language.edges[state] ?? []) {
      if (codePoint >= edge.first && codePoint <= edge.last && isCased(codePoint, edge.casing))
        next.add(edge.target)
    }
  }
  return closure(language, next)
}

/** A character that every edge reads: a readable one where there is a choice. Undefined when there is none. */
export function commonCharacter(...edges: readonly Edge[]): number | undefined {
  const first = Math.max(...edges.map((edge) => edge.first))
  const last = Math.min(...edges.map((edge) => edge.last))
  const fits = (codePoint: number) =>
    codePoint >= first && codePoint <= last && edges.every((edge) => isCased(codePoint, edge.casing))
  for (const preferred of PREFERRED) if (fits(preferred)) return preferred
  for (let codePoint = first; codePoint <= last; codePoint += 1) if (fits(codePoint)) return codePoint
  return undefined
}

const PREFERRED = [0x61, 0x41, 0x30]

function isCased(codePoint: number, casing: Casing): boolean {
  if (casing === undefined) return true
  const text = String.fromCodePoint(codePoint)
  return applyCasing(text, casing) === text
}
