import { nextTurn } from '../../core/clock.js'
import { requestMembersMax, requestNestingDepthMax, requestValuesMax } from '../../protocol/limits.js'
import { unreadableRequest } from '../faults.js'
import { wireMessages } from './messages.js'
import type { Place } from './mistyped.js'
import { readBody } from './read-body.js'
import { readShape } from './read-shape.js'
import type { Shape } from './shape.js'
import { partOf } from './shape-parts.js'

/** What a text holds, in the form that its shape gives it. */
export interface LargeBody {
  readonly value: unknown
  /** The first fault that the shape found; faults of JSON itself go before it and are thrown. */
  readonly fault: Error | undefined
}

/** Characters that are looked at in one turn. */
const turnLength = 131_072

const quote = 34
const comma = 44
const colon = 58
const openBracket = 91
const backslash = 92
const closeBracket = 93
const openBrace = 123
const closeBrace = 125

/**
 * Parses a large request and gives it its shape, part after part, with turns for everybody else in between: a parser
 * that reads megabytes of values at once would keep them waiting. Rejects with SerializationException for what is no
 * JSON, or has more in it than any request. Without a shape the value is of no use. `partLength` is how many characters
 * are parsed at once.
 */
export async function readLargeBody(
  text: string,
  shape: Shape | undefined,
  partLength = 32_768,
): Promise<LargeBody> {
  const first = text.charCodeAt(afterSpace(text, 0))
  if (first !== openBrace && first !== openBracket) return readScalar(text, shape)
  const body = new Parts(text, shape, partLength)
  while (!body.proceed()) await nextTurn()
  return body
}

/** A long string or number, which costs nobody much. */
function readScalar(text: string, shape: Shape | undefined): LargeBody {
  const value = readBody(text)
  try {
    return { value: shape && readShape(shape, value, 'element'), fault: undefined }
  } catch (fault) {
    if (!(fault instanceof Error)) throw fault
    return { value, fault }
  }
}

/** A list or an object that is taken in part after part. */
interface Frame {
  readonly isList: boolean
  readonly shape: Shape | undefined
  readonly into: Record<string, unknown> | unknown[]
  /** Of an object, but for those that were opened by themselves. */
  members: number
  /** Whether a comma stands before what comes next. */
  isAfterComma: boolean
}

class Parts implements LargeBody {
  readonly #text: string
  readonly #shape: Shape | undefined
  readonly #partLength: number
  readonly #frames: Frame[] = []
  #index = 0
  /** Where the part begins that has not been parsed. */
  #start = 0
  /** The last comma between members since then, -1 for none. */
  #cut = -1
  /** Levels below the innermost frame. */
  #depth = 0
  #values = 0
  /** Up to where braces, brackets and commas are counted: some text is looked at more than once. */
  #counted = 0
  value: unknown
  fault: Error | undefined

  constructor(text: string, shape: Shape | undefined, partLength: number) {
    this.#text = text
    this.#shape = shape
    this.#partLength = partLength
  }

  /** Takes in what one turn is good for. True at the end. */
  proceed(): boolean {
    let looked = 0
    if (this.#frames.length === 0) this.#open(this.#shape, 'element')
    while (looked < turnLength) {
      const from = this.#index
      this.#step()
      if (this.#frames.length === 0) return true
      looked += Math.max(1, this.#index - from)
    }
    return false
  }

  /** Goes past one character, or past a string. */
  #step(): void {
    const text = this.#text
    if (this.#index >= text.length) throw notJson()
    const code = text.charCodeAt(this.#index)
    switch (code) {
      case quote:
        this.#index = endOfString(text, this.#index)
        break
      case openBrace:
      case openBracket:
        this.#count()
        this.#depth += 1
        if (this.#frames.length + this.#depth > requestNestingDepthMax) throw notJson()
        break
      case closeBrace:
      case closeBracket:
        this.#depth -= 1
        if (this.#depth < 0) return this.#close(code)
        break
      case comma:
        this.#count()
        if (this.#depth === 0) this.#cut = this.#index
        break
      default:
    }
    this.#index += 1
    if (this.#index - this.#start < this.#partLength) return
    if (this.#cut >= 0) this.#take(this.#cut)
    else if (this.#depth > 0) this.#descend()
  }

  #count(): void {
    if (this.#index < this.#counted) return
    this.#counted = this.#index + 1
    this.#values += 1
    if (this.#values > requestValuesMax) {
      throw unreadableRequest(wireMessages.tooManyValues(requestValuesMax))
    }
  }

  get #frame(): Frame {
    const frame = this.#frames.at(-1)
    if (frame === undefined) throw notJson()
    return frame
  }

  /** Begins a list or object at the start of the text that is left, and gives what it will be. */
  #open(shape: Shape | undefined, place: Place): unknown {
    const text = this.#text
    const at = afterSpace(text, this.#start)
    const code = text.charCodeAt(at)
    if (code !== openBrace && code !== openBracket) throw notJson()
    const isList = code === openBracket
    const into = isList ? [] : {}
    // What is wrong with a list or object as such is wrong with an empty one.
    const isShaped = shape !== undefined && this.#read(shape, isList ? [] : {}, place) !== undefined
    this.#frames.push({ isList, into, shape: isShaped ? shape : undefined, members: 0, isAfterComma: false })
    this.#start = at + 1
    this.#index = at + 1
    this.#cut = -1
    this.#depth = 0
    return into
  }

  /** Opens the member that has turned out to be too large for one part. */
  #descend(): void {
    const { isList, shape, into } = this.#frame
    if (Array.isArray(into)) {
      const part = shape && partOf(shape, '')
      into.push(this.#open(part?.shape, part?.place ?? 'element'))
      return
    }
    const name = isList ? '' : this.#name()
    const part = shape && partOf(shape, name)
    const value = this.#open(part?.shape, part?.place ?? 'element')
    if (part !== undefined) define(into, name, value)
  }

  /** Reads the name of the next member of an object, and its colon. */
  #name(): string {
    const text = this.#text
    const from = afterSpace(text, this.#start)
    if (text.charCodeAt(from) !== quote) throw notJson()
    const end = endOfString(text, from) + 1
    const name = readBody(text.slice(from, end))
    const at = afterSpace(text, end)
    if (typeof name !== 'string' || text.charCodeAt(at) !== colon) throw notJson()
    this.#start = at + 1
    return name
  }

  #close(code: number): void {
    const { isList, into } = this.#frame
    if ((code === closeBracket) !== isList) throw notJson()
    this.#take(this.#index)
    this.#frames.pop()
    this.#depth = 0
    const outer = this.#frames.at(-1)
    this.#index += 1
    if (outer === undefined) {
      if (afterSpace(this.#text, this.#index) < this.#text.length) throw notJson()
      this.value = into
      return
    }
    this.#start = afterSpace(this.#text, this.#index)
    this.#index = this.#start
    const next = this.#text.charCodeAt(this.#start)
    outer.isAfterComma = next === comma
    if (next === comma) {
      this.#count()
      this.#index += 1
      this.#start = this.#index
    } else if (next !== closeBrace && next !== closeBracket) throw notJson()
  }

  /** Parses members up to `end`, where a comma or the end of the innermost frame stands. */
  #take(end: number): void {
    const frame = this.#frame
    const { isList, shape, into } = frame
    const members = this.#text.slice(this.#start, end)
    const isAtComma = this.#text.charCodeAt(end) === comma
    // No members are right only between the two ends of an empty list or object, or after one that was opened.
    if (afterSpace(members, 0) === members.length) {
      if (isAtComma || frame.isAfterComma) throw notJson()
      return
    }
    const part = readBody(isList ? `[${members}]` : `{${members}}`)
    frame.isAfterComma = isAtComma
    this.#start = end + 1
    this.#cut = -1
    if (shape === undefined || this.#read(shape, part, 'element') === undefined) return
    if (Array.isArray(into)) for (const each of part as unknown[]) into.push(each)
    else this.#define(frame, into, part as typeof into)
  }

  #define(frame: Frame, into: Record<string, unknown>, part: Record<string, unknown>): void {
    const names = Object.keys(part)
    frame.members += names.length
    if (frame.members > requestMembersMax) {
      throw unreadableRequest(wireMessages.tooManyMembers(requestMembersMax))
    }
    for (const name of names) define(into, name, part[name])
  }

  /** Undefined where the shape finds fault. */
  #read(shape: Shape, value: unknown, place: Place): unknown {
    try {
      return readShape(shape, value, place)
    } catch (fault) {
      if (!(fault instanceof Error)) throw fault
      this.fault ??= fault
      return undefined
    }
  }
}

function notJson(): Error {
  return unreadableRequest(wireMessages.none)
}

/** The index of the quote that closes a string. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end - 1
    while (text.charCodeAt(before) === backslash) before -= 1
    if ((end - before) % 2 === 1) return end
  }
  throw notJson()
}

/** The index of the first character that is no space of JSON. */
function afterSpace(text: string, start: number): number {
  let index = start
  for (;;) {
    const code = text.charCodeAt(index)
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return index
    index += 1
  }
}

/** A name may be `__proto__`, which an assignment takes for the prototype. */
function define(into: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') into[name] = value
  else Object.defineProperty(into, name, { value, configurable: true, enumerable: true, writable: true })
}
