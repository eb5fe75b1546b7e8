import type { Random } from '../../core/random.js'

/** A pattern that says more than can be followed here. */
export class PatternTooHard extends Error {}

const digits = '0123456789'
const letters = 'abcdefghijklmnopqrstuvwxyz'
const classes: Readonly<Record<string, string>> = {
  d: digits,
  w: letters + letters.toUpperCase() + digits,
  s: ' ',
  D: letters,
  W: '-',
  S: letters + digits,
}

/**
 * A text that a regular expression is likely to match: literals, classes, groups, alternatives and repetitions are
 * followed; assertions are passed over, so that the text has to be tested. What has no upper bound is repeated so many times
 * beyond its lower one, at most.
 *
 * @throws PatternTooHard for back references and properties of Unicode.
 */
export function textFromPattern(pattern: RegExp, random: Random, repetitions = 3): string {
  const reader = new PatternReader(pattern.source, random, repetitions)
  const text = reader.alternatives()
  if (!reader.isAtEnd) throw new PatternTooHard()
  return text
}

/** Recursive descent over the grammar of patterns; each method reads one form and gives a text for it. */
class PatternReader {
  readonly #source: string
  readonly #random: Random
  readonly #repetitions: number
  #at = 0

  constructor(source: string, random: Random, repetitions: number) {
    this.#source = source
    this.#random = random
    this.#repetitions = repetitions
  }

  get isAtEnd(): boolean {
    return this.#at === this.#source.length
  }

  /** Every alternative is read, and one of them taken. */
  alternatives(): string {
    const options = [this.#sequence()]
    while (this.#takes('|')) options.push(this.#sequence())
    return options[this.#below(options.length)] ?? ''
  }

  #sequence(): string {
    let text = ''
    while (!this.isAtEnd && this.#next !== '|' && this.#next !== ')') text += this.#repeated()
    return text
  }

  #repeated(): string {
    const start = this.#at
    let text = this.#atom()
    const [minimum, maximum] = this.#quantifier()
    const count = minimum + this.#below(maximum - minimum + 1)
    if (count === 0) return ''
    const end = this.#at
    // Read again for each repetition, so that they differ.
    for (let repetition = 1; repetition < count; repetition++) {
      this.#at = start
      text += this.#atom()
    }
    this.#at = end
    return text
  }

  #quantifier(): readonly [number, number] {
    const [whole, bounds] = this.#match(/^(?:[*+?]|\{(\d+(?:,\d*)?)\})\??/) ?? []
    if (whole === undefined) return [1, 1]
    if (whole.startsWith('*')) return [0, this.#repetitions]
    if (whole.startsWith('+')) return [1, this.#repetitions]
    if (bounds === undefined) return [0, 1]
    const [minimum = '', maximum] = bounds.split(',')
    const least = Number(minimum)
    if (maximum === undefined) return [least, least]
    return [least, maximum === '' ? least + this.#repetitions : Number(maximum)]
  }

  #atom(): string {
    if (this.#takes('^') || this.#takes('$')) return ''
    if (this.#takes('.')) return this.#one(letters)
    if (this.#takes('[')) return this.#class()
    if (this.#takes('(')) return this.#group()
    if (this.#takes('\\')) return this.#escape()
    return this.#character()
  }

  #group(): string {
    const [assertion] = this.#match(/^\?<?[=!]/) ?? []
    this.#match(/^\?(?::|<\w+>)/)
    const text = this.alternatives()
    if (!this.#takes(')')) throw new PatternTooHard()
    return assertion === undefined ? text : ''
  }

  #escape(): string {
    const letter = this.#character()
    if (letter === 'b' || letter === 'B') return ''
    const members = classes[letter]
    return members === undefined ? this.#escaped(letter) : this.#one(members)
  }

  #escaped(letter: string): string {
    if (/[1-9kpP]/.test(letter)) throw new PatternTooHard()
    if (letter === 'n') return '\n'
    if (letter === 't') return '\t'
    if (letter === 'r') return '\r'
    const [, code] = letter === 'x' || letter === 'u' ? (this.#match(/^\{?([0-9a-fA-F]{2,6})\}?/) ?? []) : []
    return code === undefined ? letter : String.fromCodePoint(Number.parseInt(code, 16))
  }

  #class(): string {
    const isNegated = this.#takes('^')
    let members = ''
    while (!this.#takes(']')) {
      if (this.isAtEnd) throw new PatternTooHard()
      const first = this.#member()
      if (first.length === 1 && /^-[^\]]/.test(this.#rest)) {
        this.#at += 1
        members += between(first, this.#member())
      } else members += first
    }
    if (!isNegated) return this.#one(members)
    return this.#one(
      Array.from(`${letters}${digits}-_ `)
        .filter((each) => !members.includes(each))
        .join(''),
    )
  }

  /** A character, or several by a name. */
  #member(): string {
    if (!this.#takes('\\')) return this.#character()
    const letter = this.#character()
    return classes[letter] ?? this.#escaped(letter)
  }

  #character(): string {
    const character = this.#next ?? ''
    this.#at += 1
    return character
  }

  #one(members: string): string {
    if (members === '') throw new PatternTooHard()
    return members[this.#below(members.length)] ?? ''
  }

  #below(count: number): number {
    return Math.floor(this.#random() * count)
  }

  #takes(text: string): boolean {
    if (!this.#source.startsWith(text, this.#at)) return false
    this.#at += text.length
    return true
  }

  #match(form: RegExp): RegExpExecArray | undefined {
    const match = form.exec(this.#rest)
    if (match === null) return undefined
    this.#at += match[0].length
    return match
  }

  get #rest(): string {
    return this.#source.slice(this.#at)
  }

  get #next(): string | undefined {
    return this.#source[this.#at]
  }
}

function between(first: string, last: string): string {
  const start = first.codePointAt(0) ?? 0
  const length = Math.min((last.codePointAt(0) ?? 0) - start + 1, 1000)
  return Array.from({ length: Math.max(length, 0) }, (_, index) => String.fromCodePoint(start + index)).join(
    '',
  )
}
