import { describe, expect, it } from 'vitest'
import { relationOf } from '../../src/expressions/place-relation.js'
import { storedPlace } from '../../src/expressions/place.js'
import { buildProjection, compileProjection, projectionOf } from '../../src/expressions/projection.js'
import { createReferences, placeOf } from '../../src/expressions/reference.js'
import { compiled, failure, field, map, orders, sourceOf } from './order.js'

const textOf = (...paths: string[]) =>
  compiled((context) => compileProjection(buildProjection(orders, paths), context))

describe('projections', () => {
  it('name stored attributes', () => {
    expect(textOf('status', 'lines[0].sku', 'note', 'tree.children[12].value', 'stock.eu.count')).toEqual({
      text: '#0, orderLines[0].sku, remark, tree.branches[12].treeValue, stock.eu.n1',
      names: { '#0': 'status' },
    })
  })

  it('find names that hold dots and brackets', () => {
    const text = { kind: 'string', store: 'string' } as const
    const odd = createReferences(
      sourceOf('Odd', [
        field('a.b', map(field('c[0]', text), field('c', text))),
        field('a', map(field('b', text), field('b.c', text))),
        field('x[0]', text),
      ]),
    )
    const pathsOf = (...paths: string[]) =>
      buildProjection(odd, paths).places.map((place) => [place.parent?.step, place.step])
    expect(pathsOf('a.b')).toEqual([[undefined, 'a.b']])
    expect(pathsOf('a.b.c')).toEqual([['a.b', 'c']])
    expect(pathsOf('a.b.c[0]')).toEqual([['a.b', 'c[0]']])
    expect(pathsOf('x[0]')).toEqual([[undefined, 'x[0]']])
    expect(textOf('lines[1].odd.name[0]')).toEqual({
      text: 'orderLines[1].#0',
      names: { '#0': 'odd.name[0]' },
    })
  })

  it('ask once for what lies in another path', () => {
    expect(textOf('address.city', 'city', 'address', 'address.street.name', 'city').text).toBe(
      'city, address',
    )
    expect(textOf('lines[0].sku', 'lines[0]', 'lines[1].sku').text).toBe('orderLines[0], orderLines[1].sku')
  })

  it('take stored attributes that the schema does not know', () => {
    const node = projectionOf([storedPlace('pk'), storedPlace('_entity'), storedPlace('pk')])
    expect(compiled((context) => compileProjection(node, context))).toEqual({
      text: 'pk, #0',
      names: { '#0': '_entity' },
    })
  })

  it('refuse paths that lead nowhere', () => {
    expect(failure(() => textOf('adress'))).toBe(
      'expressions.unknown-attribute: Order has no attribute adress; did you mean address?',
    )
    expect(failure(() => textOf('address.town'))).toContain('Order.address has no attribute town')
    expect(failure(() => textOf('lines.sku'))).toContain('it is a list, refer to an element as lines[0]')
    expect(failure(() => textOf('lines[-1]'))).toMatch(/^expressions.list-index/)
    expect(failure(() => textOf('city[0]'))).toContain('Order.city is a string, not a list')
  })

  it.each(['lines[x]', 'lines[0', 'lines[]', 'lines[0]sku', 'address.', 'address..city', 'stock.'])(
    'refuse %s, which is no path',
    (path) => {
      expect(failure(() => textOf(path))).toMatch(/^expressions.(path|unknown-attribute): Order/)
    },
  )

  it('refuse to take one place for a list and for an object', () => {
    expect(failure(() => textOf('extra[0]', 'extra.name'))).toMatch(/^expressions.overlap: Order.extra\[0\]/)
  })

  it('refuse more text than DynamoDB reads', () => {
    const paths = Array.from({ length: 400 }, (_, index) => `lines[${index}].sku`)
    expect(failure(() => textOf(...paths))).toMatch(/^expressions.too-large: The ProjectionExpression/)
  })
})

describe('relationOf', () => {
  const relation = (left: unknown, right: unknown) => relationOf(placeOf(left)!, placeOf(right)!)

  it('tells how two places lie to each other', () => {
    expect(relation(orders.city, orders.status)).toBe('apart')
    expect(relation(orders.city, orders.city)).toBe('same')
    expect(relation(orders.address.city, orders.address)).toBe('inside')
    expect(relation(orders.address, orders.address.city)).toBe('around')
    expect(relation(orders.address.city, orders.address.street)).toBe('apart')
    expect(relation(orders.lines[0]!.sku, orders.lines[1]!.sku)).toBe('apart')
    expect(relation(orders.lines[0]!.sku, orders.lines[0]!.sku)).toBe('same')
    expect(relation(orders.lines[0]!.sku, orders.lines[0])).toBe('inside')
  })
})
