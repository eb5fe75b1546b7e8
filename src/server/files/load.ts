import { crc32 } from 'node:zlib'
import type { Backend } from '../../protocol/backend.js'
import { fileDamaged } from '../errors.js'
import type { JsonObject } from './call.js'
import { call, isObject, Refusal } from './call.js'
import type { Line } from './lines.js'
import { linesOf } from './lines.js'
import { seedSteps, snapshotSteps } from './table-steps.js'

/** The version of snapshots that is written, and the only one that is read. */
export const snapshotVersion = 1

export interface LoadTarget {
  /** Whether the file must be a snapshot, from its first line to its last. */
  readonly isSnapshot: boolean
  /** Takes the tables of lines before which no world is named. */
  readonly unnamed: Backend | undefined
  /** The backend for tables of a world; `undefined` passes over them. */
  readonly world: (accountId: string, region: string) => Backend | undefined
}

/**
 * Carries out a file of JSON lines: `{"Table": …}` creates a table or, with its name alone, returns to it; `{"Item": …}`
 * puts an item into the table named last; `{"World": …}` turns to an account and region. In a snapshot the first line
 * is `{"Snapshot": …}` and the last `{"End": …}`, with the number of items and a checksum of the lines before it.
 */
export async function loadFile(file: string, target: LoadTarget): Promise<void> {
  const loader = new Loader(file, target)
  for await (const line of linesOf(file)) await loader.take(line)
  await loader.finish()
}

class Loader {
  readonly #file: string
  readonly #target: LoadTarget
  #backend: Backend | undefined
  /** Whether lines are for a world that takes none. */
  #isPassing = false
  #tableName: string | undefined
  #line = 0
  #items = 0
  /** Of the lines before this one, each with a line feed. */
  #checksum = 0
  #hasHeader = false
  #isAtEnd = false
  /** Of tables, when all items are there. */
  readonly #changes: (() => Promise<unknown>)[] = []

  constructor(file: string, target: LoadTarget) {
    this.#file = file
    this.#target = target
    this.#backend = target.unnamed
  }

  async take({ number, text }: Line): Promise<void> {
    this.#line = number
    const [kind, value] = this.#parse(text)
    if (this.#isAtEnd) throw this.#fault('there is a line after the end', 'Take an undamaged copy')
    if (this.#target.isSnapshot && !this.#hasHeader && kind !== 'Snapshot') {
      throw this.#fault(
        'this is no snapshot',
        'A snapshot begins with {"Snapshot":{"Version":1}}; tables and items of your own belong into a seed file',
      )
    }
    await this.#onLine(number, kind.toLowerCase(), () => this.#carryOut(kind, value))
    this.#checksum = crc32(`${text}\n`, this.#checksum)
  }

  /** Says on which line it was asked for what is refused. */
  async #onLine(line: number, what: string, act: () => Promise<unknown> | undefined): Promise<void> {
    try {
      await act()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      this.#line = line
      throw this.#fault(`the ${what} is refused: ${error.message}`, 'Correct the line', error)
    }
  }

  async finish(): Promise<void> {
    if (this.#hasHeader && !this.#isAtEnd) {
      throw this.#fault('the snapshot ends too early', 'Take an undamaged copy')
    }
    if (this.#target.isSnapshot && !this.#hasHeader) {
      throw this.#fault('the file is empty', 'Take an undamaged copy, or remove it to begin without one')
    }
    for (const change of this.#changes) await change()
  }

  #parse(text: string): [kind: string, value: JsonObject] {
    let parsed: unknown
    try {
      parsed = JSON.parse(text)
    } catch (cause) {
      throw this.#fault('the line is no JSON', 'Write one JSON object on each line', cause)
    }
    const members = isObject(parsed) ? Object.entries(parsed) : []
    const [member] = members
    if (member === undefined || members.length > 1 || !isObject(member[1])) {
      throw this.#fault(
        'the line is no object with one member that is an object',
        'Write {"Item":{…}}, as exports to S3 have it, or {"Table":{…}}',
      )
    }
    return [member[0], member[1]]
  }

  #carryOut(kind: string, value: JsonObject): Promise<unknown> | undefined {
    switch (kind) {
      case 'Item':
        return this.#put(value)
      case 'Table':
        return this.#turnToTable(value)
      case 'World':
        return this.#turnToWorld(value)
      case 'Snapshot':
        return this.#begin(value)
      case 'End':
        return this.#end(value)
      default:
        throw this.#fault(
          `lines of the kind ${JSON.stringify(kind)} are not known`,
          'Write {"Table":{…}}, {"Item":{…}} or {"World":{…}}',
        )
    }
  }

  #put(item: JsonObject): Promise<unknown> | undefined {
    this.#items += 1
    if (this.#isPassing) return undefined
    if (this.#backend === undefined || this.#tableName === undefined) {
      throw this.#fault(
        'the item comes before any table',
        'Put the table on a line before it: {"Table":{…}}, with what CreateTable takes',
      )
    }
    return call(this.#backend, 'PutItem', { TableName: this.#tableName, Item: item })
  }

  async #turnToTable(table: JsonObject): Promise<void> {
    if (this.#isPassing) return
    const { TimeToLiveSpecification, ...declared } = table
    const { TableName } = declared
    const backend = this.#backend
    if (backend === undefined) throw this.#fault('the table comes before any world', 'Take an undamaged copy')
    if (typeof TableName !== 'string') throw this.#fault('the table has no name', 'Give it a TableName')
    if (Object.keys(table).length === 1) await call(backend, 'DescribeTable', { TableName })
    const { creation, changes } = this.#hasHeader ? snapshotSteps(declared) : seedSteps(declared)
    if (Object.keys(table).length > 1) await call(backend, 'CreateTable', creation)
    this.#tableName = TableName
    if (TimeToLiveSpecification !== undefined) {
      await call(backend, 'UpdateTimeToLive', { TableName, TimeToLiveSpecification })
    }
    const line = this.#line
    for (const { what, change } of changes) {
      this.#changes.push(() =>
        this.#onLine(line, what, () => call(backend, 'UpdateTable', { TableName, ...change })),
      )
    }
  }

  #turnToWorld({ AccountId, Region }: JsonObject): undefined {
    if (!matches(AccountId, /^\d{12}$/) || !matches(Region, /^[\w-]+$/)) {
      throw this.#fault(
        'the world has no account or region',
        'Write {"World":{"AccountId":"000000000000","Region":"us-east-1"}}',
      )
    }
    this.#backend = this.#target.world(AccountId, Region)
    this.#isPassing = this.#backend === undefined
    this.#tableName = undefined
  }

  #begin({ Version }: JsonObject): undefined {
    if (this.#hasHeader || this.#line !== 1) {
      throw this.#fault('a snapshot begins in the middle', 'Take an undamaged copy')
    }
    if (Version !== snapshotVersion) {
      throw this.#fault(
        `snapshots of version ${JSON.stringify(Version)} are not known`,
        `Use the version of monotable that wrote it; this one reads version ${snapshotVersion}`,
      )
    }
    this.#hasHeader = true
  }

  #end({ Items, Crc32 }: JsonObject): undefined {
    if (!this.#hasHeader || Items !== this.#items) {
      throw this.#fault(`there are ${this.#items} items before the end`, 'Take an undamaged copy')
    }
    if (Crc32 !== this.#checksum) {
      throw this.#fault(
        'the lines before the end are not those that were written',
        'Take an undamaged copy; to begin with tables and items that were changed by hand, take the first and the last line out and use the file as a seed',
      )
    }
    this.#isAtEnd = true
  }

  #fault(problem: string, fix: string, cause?: unknown): Error {
    return fileDamaged(this.#file, Math.max(this.#line, 1), problem, fix, cause)
  }
}

function matches(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value)
}
