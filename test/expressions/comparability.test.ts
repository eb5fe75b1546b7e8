import { describe, expect, it } from 'vitest'
import type { ConditionBuilder } from '../../src/expressions/index.js'
import { buildCondition, createReferences } from '../../src/expressions/index.js'
import { compileCodec } from '../../src/marshalling/index.js'
import type { AttributeModel } from '../../src/schema/index.js'
import { refused } from '../schema/refused.js'

const text: AttributeModel = { kind: 'string', store: 'string' }
const price: AttributeModel = { kind: 'codec', stored: text, encode: String, decode: Number }
const field = (name: string, model: AttributeModel) => ({ name, storedName: name, model, isOptional: false })

interface Product {
  price: number
  nullable: number | null
  mixed: number | string
  name: string
  words: string
}
const references = createReferences<Product>({
  entityName: 'Product',
  fields: [
    field('price', price),
    field('nullable', { kind: 'nullable', inner: price }),
    field('mixed', { kind: 'union', options: [text, price] }),
    field('name', text),
    field('words', { ...price, encode: (value) => `<${String(value)}>`, decode: String }),
  ],
  codecOf: (model) => compileCodec(model, 'Product'),
})
const nodeOf = (build: ConditionBuilder<Product>) => buildCondition(references, build)

describe('what is stored through a codec', () => {
  it.each<[string, ConditionBuilder<Product>]>([
    ['gt', (o, { gt }) => gt(o.price, 6)],
    ['gte', (o, { gte }) => gte(o.nullable, 6)],
    ['lt', (o, { lt }) => lt(o.mixed, 6)],
    ['lte', (o, { lte }) => lte(o.nullable, o.price)],
    ['between', (o, { between }) => between(o.price, 5, 30)],
    ['beginsWith', (o, { beginsWith }) => beginsWith(o.words, 'a')],
    ['contains', (o, { contains }) => contains(o.words, 'a')],
    ['lt', (o, { lt }) => lt(o.name, o.words)],
  ])('has no order and no parts for %s', (word, build) => {
    const { code, message, details } = refused(() => nodeOf(build))
    expect(code).toBe('expressions.not-comparable')
    expect(message).toMatch(new RegExp(`^${word}: Product\\.\\w+ is stored through a codec of the schema`))
    expect(message).toContain('compare it by eq, ne or isIn')
    expect(details).toMatchObject({ entity: 'Product', operator: word })
  })

  it('is compared for equality', () => {
    expect(nodeOf((o, { eq }) => eq(o.price, 6))).toMatchObject({
      operator: '=',
      right: { value: { S: '6' } },
    })
    expect(nodeOf((o, { isIn }) => isIn(o.price, [1, 2]))).toMatchObject({ kind: 'in' })
  })
})
