import type { AttributeType, AttributeValue } from '../protocol/attribute-value.js'
import type { LiteralModel } from '../schema/index.js'
import { canonicalNumber } from './decimal.js'
import { Failure, unexpectedType } from './failure.js'
import type { NodeCodec } from './node-codec.js'
import { classOf, describeValue } from './node-codec.js'
import { assertWellFormed, encodeBigint, encodeNumber, scalar } from './scalars.js'

type LiteralValue = LiteralModel['values'][number]

/** The codec of an enum or a literal. Values outside it are refused in both directions. */
export function literalCodec({ values }: LiteralModel): NodeCodec {
  const admitted: ReadonlySet<unknown> = new Set(values)
  const byText = new Map<string, LiteralValue>()
  const byNumber = new Map<string, LiteralValue>()
  const others = new Map<AttributeType, LiteralValue[]>()
  for (const value of values) {
    const stored = encodeLiteral(value)
    if (stored.S !== undefined) byText.set(stored.S, value)
    else if (stored.N === undefined) {
      const type = stored.NULL === undefined ? 'BOOL' : 'NULL'
      others.set(type, [...(others.get(type) ?? []), value])
    } else if (!byNumber.has(canonicalNumber(stored.N))) byNumber.set(canonicalNumber(stored.N), value)
  }
  const find = (stored: AttributeValue): LiteralValue | undefined => {
    if (stored.S !== undefined) return byText.get(stored.S)
    if (stored.N !== undefined) return byNumber.get(canonicalNumber(stored.N))
    if (stored.NULL !== undefined) return others.get('NULL')?.[0]
    return others.get('BOOL')?.find((value) => value === stored.BOOL)
  }
  const description = `one of ${values.map(literalText).join(', ')}`
  const types = typesOf(values)
  const classes = values.reduce<number>((bits, value) => bits | classOf(value), 0)
  const refuse = (value: unknown): never => {
    const found = admitted.has(value) ? describeValue(value) : literalText(value)
    throw new Failure('marshalling.kind', `expected ${description}, and found ${found}.`, {
      expected: description,
      found,
    })
  }
  const unexpected = (stored: AttributeValue): Failure =>
    types.some((type) => stored[type as keyof AttributeValue] !== undefined)
      ? unexpectedType(stored, description, literalText(stored.S ?? stored.N ?? stored.BOOL))
      : unexpectedType(stored, types.join(' or '))
  const isText = values.every((value) => typeof value === 'string')
  return scalar({
    encode: isText
      ? (value) => (admitted.has(value) ? { S: value as string } : refuse(value))
      : (value) => (admitted.has(value) ? encodeLiteral(value as LiteralValue) : refuse(value)),
    decode: isText
      ? (stored) => {
          const text = stored.S
          if (text === undefined || !admitted.has(text)) throw unexpected(stored)
          return text
        }
      : (stored) => {
          const value = find(stored)
          if (value === undefined) throw unexpected(stored)
          return value
        },
    holds: (value) => admitted.has(value),
    accepts: (stored) => find(stored) !== undefined,
    classes,
    types,
    description,
  })
}

function encodeLiteral(value: LiteralValue): AttributeValue {
  switch (typeof value) {
    case 'string':
      assertWellFormed(value)
      return { S: value }
    case 'number':
      return { N: encodeNumber(value) }
    case 'bigint':
      return { N: encodeBigint(value) }
    case 'boolean':
      return { BOOL: value }
    default:
      return { NULL: true }
  }
}

function typesOf(values: readonly LiteralValue[]): AttributeType[] {
  const types = values.map((value): AttributeType => {
    if (typeof value === 'string') return 'S'
    if (value === null) return 'NULL'
    return typeof value === 'boolean' ? 'BOOL' : 'N'
  })
  return [...new Set(types)]
}

function literalText(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value)
  return typeof value === 'object' && value !== null ? describeValue(value) : String(value)
}
