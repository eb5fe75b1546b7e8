import { expectTypeOf, test } from 'vitest'
import type { Path, Projected } from '../../src/expressions/index.js'
import type { Order } from './order.js'

interface Item {
  id: string
  when: Date
  tags?: Set<string>
  note: string | null
  address?: { city: string; zip?: string } | null
  lines: { sku: string; quantity: number; parts: { id: string; weight: number }[] }[]
  grid: { x: number; y: number }[][]
  payment: { kind: 'card'; last4: string } | { kind: 'invoice'; dueDays: number }
  stock: Record<string, { count: number; place: string }>
  'a.b': { c: number; d: number }
}

test('paths lead to every attribute and element, four levels deep', () => {
  expectTypeOf<'address.city'>().toExtend<Path<Item>>()
  expectTypeOf<'lines[12].parts[0].id'>().toExtend<Path<Item>>()
  expectTypeOf<'payment.last4' | 'payment.dueDays' | 'payment.kind'>().toExtend<Path<Item>>()
  expectTypeOf<'stock.eu.count'>().toExtend<Path<Item>>()
  expectTypeOf<'grid[0][1].x'>().toExtend<Path<Item>>()
  expectTypeOf<'a.b' | 'a.b.c'>().toExtend<Path<Item>>()
  expectTypeOf<'tree.children[0].children' | 'tree.children[0].value'>().toExtend<Path<Order>>()
})

test('paths lead nowhere else', () => {
  expectTypeOf<'address.town'>().not.toExtend<Path<Item>>()
  expectTypeOf<'lines.sku'>().not.toExtend<Path<Item>>()
  expectTypeOf<'lines[0].name'>().not.toExtend<Path<Item>>()
  expectTypeOf<'lines[first].sku'>().not.toExtend<Path<Item>>()
  expectTypeOf<'id.length'>().not.toExtend<Path<Item>>()
  expectTypeOf<'when.getTime'>().not.toExtend<Path<Item>>()
  expectTypeOf<'tags.size'>().not.toExtend<Path<Item>>()
  expectTypeOf<'a'>().not.toExtend<Path<Item>>()
  expectTypeOf<string>().not.toExtend<Path<Item>>()
})

test('a projection narrows the item', () => {
  expectTypeOf<Projected<Item, 'id' | 'when'>>().toEqualTypeOf<{ id: string; when: Date }>()
  expectTypeOf<Projected<Item, 'tags' | 'note'>>().toEqualTypeOf<{
    tags?: Set<string>
    note: string | null
  }>()
})

test('a projection narrows what lies below, and keeps absence and null', () => {
  expectTypeOf<Projected<Item, 'address.city'>>().toEqualTypeOf<{ address?: { city: string } | null }>()
  expectTypeOf<Projected<Item, 'address' | 'address.city'>>().toEqualTypeOf<{
    address?: { city: string; zip?: string } | null
  }>()
  expectTypeOf<Projected<Item, 'stock.eu.count'>>().toEqualTypeOf<{
    stock: Record<string, { count: number }>
  }>()
  expectTypeOf<Projected<Item, 'a.b.c'>>().toEqualTypeOf<{ 'a.b': { c: number } }>()
})

test('a projection narrows the elements of lists', () => {
  expectTypeOf<Projected<Item, 'lines[0].sku'>>().toEqualTypeOf<{ lines: { sku: string }[] }>()
  expectTypeOf<Projected<Item, 'lines[0].sku' | 'lines[0].quantity'>>().toEqualTypeOf<{
    lines: { sku: string; quantity: number }[]
  }>()
  expectTypeOf<Projected<Item, 'lines[0].sku' | 'lines[1].quantity'>>().toEqualTypeOf<{
    lines: ({ sku: string } | { quantity: number })[]
  }>()
  expectTypeOf<Projected<Item, 'grid[0][1].x'>>().toEqualTypeOf<{ grid: { x: number }[][] }>()
  expectTypeOf<Projected<Item, 'grid[3]'>>().toEqualTypeOf<{ grid: { x: number; y: number }[][] }>()
  expectTypeOf<Projected<Item, 'lines[0].parts[1].weight'>>().toEqualTypeOf<{
    lines: { parts: { weight: number }[] }[]
  }>()
})

test('a projection narrows each form of a union by itself', () => {
  expectTypeOf<Projected<Item, 'payment.kind' | 'payment.last4'>>().toEqualTypeOf<{
    payment: { kind: 'card'; last4: string } | { kind: 'invoice' }
  }>()
})

test('a projection narrows schemas that refer to themselves', () => {
  expectTypeOf<Projected<Order, 'tree.children[0].value'>>().toEqualTypeOf<{
    tree: { children: { value: number }[] }
  }>()
})
