import type { MemoryBackend } from '../../../src/engine/index.js'
import type { AttributeMap, AttributeValue } from '../../../src/protocol/attribute-value.js'
import type { ExecuteStatementInput } from '../../../src/protocol/partiql.js'
import { ServiceError } from '../../../src/protocol/service-errors.js'
import type { Path } from '../expressions/generated-items.js'
import { Writer } from '../expressions/generated-items.js'
import { refused } from '../support.js'

export type More = Omit<ExecuteStatementInput, 'Statement'>

/** What a statement gives back. */
export async function items(
  backend: MemoryBackend,
  Statement: string,
  more: More = {},
): Promise<AttributeMap[]> {
  const { Items } = await backend.execute('ExecuteStatement', { Statement, ...more })
  return Items ?? []
}

export function refusalOf(backend: MemoryBackend, Statement: string, more: More = {}): Promise<string> {
  return refused(backend.execute('ExecuteStatement', { Statement, ...more }))
}

/** Writes the same condition or update for an expression and for a statement. */
export interface Pen {
  path(path: Path): string
  value(value: AttributeValue): string
}

export class ExpressionPen extends Writer implements Pen {
  get placeholderMembers() {
    return {
      ...(Object.keys(this.names).length > 0 && { ExpressionAttributeNames: this.names }),
      ...(Object.keys(this.values).length > 0 && { ExpressionAttributeValues: this.values }),
    }
  }
}

/** Spells values out where a statement can, or takes parameters for all of them. */
export class StatementPen implements Pen {
  readonly #parameters: AttributeValue[] = []
  readonly #spellsOut: boolean

  constructor(spellsOut: boolean) {
    this.#spellsOut = spellsOut
  }

  path([name, ...rest]: Path): string {
    return `"${name}"${rest.map((step) => (typeof step === 'number' ? `[${step}]` : `."${step}"`)).join('')}`
  }

  value(value: AttributeValue): string {
    const text = this.#spellsOut ? literal(value) : undefined
    if (text !== undefined) return text
    this.#parameters.push(value)
    return '?'
  }

  get more(): More {
    return this.#parameters.length > 0 ? { Parameters: this.#parameters } : {}
  }
}

/** The value as a literal, undefined where there is none: of binaries and what holds them. */
function literal(value: AttributeValue): string | undefined {
  if (value.S !== undefined) return quoted(value.S)
  if (value.N !== undefined) return value.N
  if (value.BOOL !== undefined) return String(value.BOOL)
  if (value.NULL !== undefined) return 'null'
  if (value.SS !== undefined) return `<<${value.SS.map(quoted).join(', ')}>>`
  if (value.NS !== undefined) return `<<${value.NS.join(', ')}>>`
  if (value.L !== undefined) {
    const elements = value.L.map(literal)
    return elements.includes(undefined) ? undefined : `[${elements.join(', ')}]`
  }
  if (value.M !== undefined) {
    const members = Object.entries(value.M).map(([name, member]) => [quoted(name), literal(member)] as const)
    if (members.some(([, member]) => member === undefined)) return undefined
    return `{${members.map((member) => member.join(': ')).join(', ')}}`
  }
  return undefined
}

export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** What a call gives, or the service's words without the name of the expression that they are about. */
export async function outcome<TValue>(call: Promise<TValue>): Promise<TValue | string> {
  try {
    return await call
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    return `${error.name}: ${error.message.replace(/^Invalid (Filter|Update)Expression: /, '')}`
  }
}
