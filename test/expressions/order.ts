import type { AttributeValue } from '../../src/protocol/attribute-value.js'
import type { AttributeField, AttributeModel } from '../../src/schema/attribute-model.js'
import {
  createReferences,
  ExpressionContext,
  type ReferenceSource,
  type ValueCodec,
} from '../../src/expressions/index.js'

/** The item that the tests of this room are about: one attribute of every kind. */
export interface Order {
  orderId: string
  city: string
  status: 'placed' | 'paid' | 'shipped'
  totalCents: number
  weight: bigint
  isGift: boolean
  placedAt: Date
  address: { city: string; street: { name: string; number?: number | undefined } }
  lines: { sku: string; quantity: number; 'odd.name[0]': string }[]
  pair: [string, number]
  coupon?: string | undefined
  note: string | null
  tags?: Set<string> | undefined
  marks: Set<number>
  blob: Uint8Array
  stock: Record<string, { count: number }>
  payment: { kind: 'card'; last4: string } | { kind: 'invoice'; dueDays: number }
  extra: unknown
  precise: string
  tree: Tree
}

export interface Tree {
  value: number
  children: Tree[]
}

const string: AttributeModel = { kind: 'string', store: 'string' }
const number: AttributeModel = { kind: 'number', integer: false }
const literal = (...values: string[]): AttributeModel => ({ kind: 'literal', values })
const list = (element: AttributeModel): AttributeModel => ({ kind: 'list', element })

export function field(
  name: string,
  model: AttributeModel,
  storedName = name,
  isOptional = false,
): AttributeField {
  return { name, storedName, model, isOptional }
}
export function map(...attributes: AttributeField[]): AttributeModel {
  return { kind: 'map', attributes }
}

const tree: AttributeModel = map(
  field('value', number, 'treeValue'),
  field('children', list({ kind: 'lazy', resolve: () => tree }), 'branches'),
)

export const orderFields: readonly AttributeField[] = [
  field('orderId', string),
  field('city', string),
  field('status', literal('placed', 'paid', 'shipped')),
  field('totalCents', { kind: 'number', integer: true, minimum: 0 }),
  field('weight', { kind: 'bigint' }),
  field('isGift', { kind: 'boolean' }),
  field('placedAt', { kind: 'date', store: 'epoch-seconds' }),
  field(
    'address',
    map(field('city', string), field('street', map(field('name', string), field('number', number)))),
  ),
  field(
    'lines',
    list(map(field('sku', string), field('quantity', number), field('odd.name[0]', string))),
    'orderLines',
  ),
  field('pair', { kind: 'tuple', elements: [string, number] }),
  field('coupon', string, 'coupon', true),
  field('note', { kind: 'nullable', inner: string }, 'remark'),
  field('tags', { kind: 'set', type: 'SS', element: string }, 'tags', true),
  field('marks', { kind: 'set', type: 'NS', element: number }),
  field('blob', { kind: 'binary' }, 'bytes'),
  field('stock', {
    kind: 'record',
    container: 'object',
    key: string,
    value: map(field('count', number, 'n1')),
  }),
  field('payment', {
    kind: 'union',
    discriminator: 'kind',
    options: [
      map(field('kind', literal('card')), field('last4', string)),
      map(field('kind', literal('invoice')), field('dueDays', number)),
    ],
  }),
  field('extra', { kind: 'unknown' }),
  field('precise', { kind: 'string', store: 'number' }),
  field('tree', tree),
]

/** Encodes by the model as the marshaller does, without its optimizations. */
function encode(model: AttributeModel, value: unknown): AttributeValue | undefined {
  switch (model.kind) {
    case 'string':
      if (typeof value !== 'string') throw new Error('expected a string.')
      return model.store === 'number' ? { N: value } : { S: value }
    case 'number':
      if (typeof value !== 'number') throw new Error('expected a number.')
      if (model.minimum !== undefined && value < model.minimum) throw new Error('too small.')
      return { N: String(value) }
    case 'bigint':
      if (typeof value !== 'bigint') throw new Error('expected a bigint.')
      return { N: String(value) }
    case 'boolean':
      return { BOOL: value === true }
    case 'literal':
      if (!model.values.includes(value as string))
        throw new Error(`expected one of ${model.values.join(', ')}.`)
      return { S: String(value) }
    case 'date':
      return { N: String((value as Date).getTime() / 1000) }
    case 'binary':
      return { B: value as Uint8Array }
    case 'nullable':
      return value === null ? { NULL: true } : encode(model.inner, value)
    case 'list':
      return { L: (value as unknown[]).map((element) => encode(model.element, element)!) }
    case 'set':
      return encodeSet(model.type, value as Set<unknown>)
    case 'map':
      return { M: encodeFields(model.attributes, value as Record<string, unknown>) }
    case 'lazy':
      return encode(model.resolve(), value)
    case 'unknown':
      return typeof value === 'string' ? { S: value } : { N: String(value) }
    default:
      throw new Error(`the tests encode no ${model.kind}`)
  }
}

function encodeSet(type: 'SS' | 'NS' | 'BS', elements: Set<unknown>): AttributeValue | undefined {
  if (elements.size === 0) return undefined
  return type === 'SS' ? { SS: [...elements].map(String) } : { NS: [...elements].map(String) }
}

function encodeFields(fields: readonly AttributeField[], value: Record<string, unknown>) {
  const present = fields.filter(({ name }) => value[name] !== undefined)
  return Object.fromEntries(
    present.map(({ name, storedName, model }) => [storedName, encode(model, value[name])!]),
  )
}

export function sourceOf(entityName: string, fields: readonly AttributeField[]): ReferenceSource {
  const codecs = new Map<AttributeModel, ValueCodec>()
  return {
    entityName,
    fields,
    codecOf(model) {
      const codec = codecs.get(model) ?? { encode: (value: unknown) => encode(model, value) }
      codecs.set(model, codec)
      return codec
    },
  }
}

export const orders = createReferences<Order>(sourceOf('Order', orderFields))

/** An expression and the placeholders that it uses. */
export function compiled(compile: (context: ExpressionContext) => string) {
  const context = new ExpressionContext()
  const text = compile(context)
  const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = context.attributes()
  return { text, ...(names && { names }), ...(values && { values }) }
}

/** The code and the message of what a call throws. */
export function failure(call: () => unknown): string {
  try {
    call()
  } catch (error) {
    return `${(error as { code?: string }).code}: ${(error as Error).message}`
  }
  throw new Error('expected the call to throw')
}
