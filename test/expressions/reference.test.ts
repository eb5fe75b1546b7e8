import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { attributePlace, createReferences, placeOf, rootOf } from '../../src/expressions/reference.js'
import { attributeBelow, describeModel, elementBelow } from '../../src/expressions/model-below.js'
import { compiled, failure, field, map, orderFields, orders, sourceOf } from './order.js'

// oxlint-disable-next-line typescript/no-explicit-any -- what callers from JavaScript hold
const untyped: any = createReferences(sourceOf('Order', orderFields))
const textOf = (reference: unknown) => compiled((context) => context.pathText(placeOf(reference)!))

describe('references', () => {
  it('name places by their stored names, through every kind of container', () => {
    expect(textOf(orders.totalCents)).toEqual({ text: 'totalCents' })
    expect(textOf(orders.address.street.number)).toEqual({
      text: 'address.street.#0',
      names: { '#0': 'number' },
    })
    expect(textOf(orders.lines[0]!.sku)).toEqual({ text: 'orderLines[0].sku' })
    expect(textOf(orders.pair[1])).toEqual({ text: 'pair[1]' })
    expect(textOf(orders.stock['north pole']!.count)).toEqual({
      text: 'stock.#0.n1',
      names: { '#0': 'north pole' },
    })
    expect(textOf(orders.payment.last4)).toEqual({ text: 'payment.last4' })
    expect(textOf(orders.tree.children[3]!.children[0]!.value)).toEqual({
      text: 'tree.branches[3].branches[0].treeValue',
    })
    expect(textOf(untyped.extra.deep[2]!.er)).toEqual({ text: 'extra.deep[2].er' })
  })

  it('merge the forms of a union', () => {
    expect(placeOf(orders.payment.kind)?.types).toEqual(new Set(['S']))
    expect(placeOf(orders.payment.kind)?.model).toMatchObject({ kind: 'union' })
  })

  it('are made once for each name that the schema gives', () => {
    expect(orders.address.street).toBe(orders.address.street)
    expect(orders.stock['a']).not.toBe(orders.stock['a'])
  })

  it('find the attributes of an entity by name', () => {
    expect(attributePlace(rootOf(orders), 'lines')).toBe(placeOf(orders.lines))
    expect(failure(() => attributePlace(rootOf(orders), 'line'))).toContain('did you mean lines?')
    expect(failure(() => rootOf({}))).toMatch(/^expressions.not-references/)
  })
})

describe('a name that the schema lacks', () => {
  it('is refused with the entity, the attribute and near names', () => {
    expect(failure(() => untyped.totalCent)).toBe(
      'expressions.unknown-attribute: Order has no attribute totalCent; did you mean totalCents?',
    )
    expect(failure(() => untyped.address.street.nam)).toBe(
      'expressions.unknown-attribute: Order.address.street has no attribute nam; did you mean name?',
    )
    expect(failure(() => untyped.lines.sku)).toBe(
      'expressions.unknown-attribute: Order.lines has no attribute sku: it is a list, refer to an element as lines[0].',
    )
    expect(failure(() => untyped.city.length)).toBe(
      'expressions.unknown-attribute: Order.city has no attribute length: it is a string.',
    )
  })

  it('is refused in every kind of value that has none', () => {
    for (const { name, model } of orderFields) {
      if (['extra', 'stock'].includes(name)) continue
      expect(failure(() => untyped[name].nowhere)).toContain(`Order.${name} has no attribute nowhere`)
      expect(describeModel(model)).not.toBe('')
    }
  })

  it.each([-1, 1.5, 2 ** 31, Number.POSITIVE_INFINITY])('is refused where it is the index %d', (index) => {
    expect(failure(() => untyped.lines[index])).toMatch(/^expressions.list-index: Order.lines\[/)
  })

  it('is refused where it is an index past the end of a tuple, or of what is no list', () => {
    expect(failure(() => untyped.pair[2])).toMatch(/^expressions.list-index/)
    expect(failure(() => untyped.city[0])).toMatch(/^expressions.unknown-attribute/)
  })

  it('cannot be assigned', () => {
    expect(() => {
      untyped.city = 'Oslo'
    }).toThrow(TypeError)
    expect(() => {
      untyped.other = 'Oslo'
    }).toThrow(TypeError)
  })
})

describe('inspection', () => {
  it('says what a reference is', () => {
    expect(inspect(orders)).toBe('Reference<Order>')
    expect(inspect(orders.lines[2]!.sku)).toBe('Reference<Order.lines[2].sku>')
    expect(String(untyped.address.city)).toBe('Order.address.city')
  })

  it('does not take a reference for a promise', async () => {
    const reference = await Promise.resolve(orders.address)
    expect(reference).toBe(orders.address)
  })

  it('survives serialization and comparison', () => {
    expect(JSON.stringify({ o: createReferences(sourceOf('Order', orderFields)) })).toBe('{"o":{}}')
    expect(orders.city).toEqual(orders.city)
  })
})

describe('attributes named like the members of objects', () => {
  const names = ['constructor', 'toString', '__proto__', 'then', 'toJSON', 'hasOwnProperty', 'valueOf']
  const text = { kind: 'string', store: 'string' } as const
  const odd = createReferences<Record<string, Record<string, object>>>(
    sourceOf('Odd', [
      ...names.map((name) => field(name, text)),
      field('below', map(...names.map((name) => field(name, text)))),
    ]),
  )

  it.each(names)('%s is an attribute where the schema says so', (name) => {
    expect(placeOf(odd[name])?.path).toBe(name)
    expect(placeOf(odd['below']![name])?.path).toBe(`below.${name}`)
    expect(odd['below']![name]).toBe(odd['below']![name])
    expect(inspect(odd)).toBe('Reference<Odd>')
  })

  it.each(names)('%s is any key of a record', (name) => {
    expect(placeOf(orders.stock[name])?.path).toBe(`stock.${name}`)
  })
})

describe('models below', () => {
  const text = { kind: 'string', store: 'string' } as const

  it('admit any name where the schema keeps unknown attributes', () => {
    const open = { kind: 'map', attributes: [field('a', text)], rest: text } as const
    expect(attributeBelow(open, 'b')).toEqual({ storedName: 'b', model: text })
  })

  it('are not there where the forms of a union store them under different names', () => {
    const union = {
      kind: 'union',
      options: [map(field('a', text, 'x')), map(field('a', text, 'y'))],
    } as const
    expect(attributeBelow(union, 'a')).toBeUndefined()
  })

  it('are the elements of every list among the forms', () => {
    const union = { kind: 'union', options: [{ kind: 'list', element: text }, text] } as const
    expect(elementBelow(union, 0)).toBe(text)
    expect(elementBelow({ kind: 'tuple', elements: [], rest: text }, 7)).toBe(text)
  })
})
