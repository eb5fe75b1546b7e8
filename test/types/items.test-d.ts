import * as z from 'zod'
import * as mini from 'zod/mini'
import { expectTypeOf, test } from 'vitest'
import { defineEntity, type Item, type Key, type NewItem } from '../../src/index.js'
import { createShop, shop, type Customer, type Order, type Ticket } from './fixtures.js'

const { tickets } = createShop()
type TicketItem = Item<typeof Ticket>
type NewTicket = NewItem<typeof Ticket>
declare const newTicket: NewTicket

const key = { partitionKey: 'ID#{id}', sortKey: 'X' } as const

test('keys are the attributes in the templates of the primary key', () => {
  expectTypeOf<Key<typeof Order>>().toEqualTypeOf<{ tenantId: string; customerId: string; orderId: string }>()
  expectTypeOf<Key<typeof Customer>>().toEqualTypeOf<{ tenantId: string; customerId: string }>()
  const E = defineEntity({
    name: 'E',
    table: shop,
    schema: z.object({ id: z.bigint(), day: z.date(), kind: z.enum(['a', 'b']), rest: z.string() }),
    key: { partitionKey: '{id}', sortKey: '{day}#{kind}' },
  })
  expectTypeOf<Key<typeof E>>().toEqualTypeOf<{ id: bigint; day: Date; kind: 'a' | 'b' }>()
})

test('an item has the output types of the schema', () => {
  expectTypeOf<TicketItem['note']>().toEqualTypeOf<string>()
  expectTypeOf<TicketItem['slug']>().toEqualTypeOf<number>()
  expectTypeOf<TicketItem['due']>().toEqualTypeOf<Date>()
  expectTypeOf<TicketItem['priority']>().toEqualTypeOf<1 | 2>()
  expectTypeOf<TicketItem['bytes']>().toEqualTypeOf<bigint>()
  expectTypeOf<TicketItem['labels']>().toEqualTypeOf<Record<string, number>>()
  expectTypeOf<TicketItem['watchers']>().toEqualTypeOf<Set<string> | undefined>()
  expectTypeOf<TicketItem['marks']>().toEqualTypeOf<Set<number> | undefined>()
  expectTypeOf<NonNullable<TicketItem['payload']>>().toExtend<Uint8Array>()
  expectTypeOf<TicketItem['parent']>().toEqualTypeOf<string | null>()
  expectTypeOf<TicketItem['address']>().toEqualTypeOf<
    { city: string; zip?: string | undefined; geo?: { lat: number } | undefined } | undefined
  >()
  expectTypeOf<TicketItem['steps']>().toEqualTypeOf<
    { label: string; done: boolean; hours?: number | undefined }[]
  >()
  expectTypeOf<TicketItem['contact']>().toEqualTypeOf<
    { kind: 'mail'; address: string } | { kind: 'phone'; number: string; extension?: number | undefined }
  >()
  expectTypeOf<TicketItem['revision']>().toEqualTypeOf<number>()
  expectTypeOf<TicketItem['openedAt']>().toEqualTypeOf<Date>()
})

test('a new item has the input types, with codecs in their output form', () => {
  expectTypeOf<NewTicket['note']>().toEqualTypeOf<string | undefined>()
  expectTypeOf<undefined>().toExtend<NewTicket['note']>()
  expectTypeOf<NewTicket['slug']>().toEqualTypeOf<string>()
  expectTypeOf<NewTicket['due']>().toEqualTypeOf<Date>()
  void tickets.create({ ...newTicket, due: new Date(0), slug: 'text' })
  // @ts-expect-error -- a codec takes its output
  void tickets.create({ ...newTicket, due: '2026-01-01' })
  // @ts-expect-error -- a transform takes its input
  void tickets.create({ ...newTicket, slug: 4 })
  // @ts-expect-error -- not one of the enum
  void tickets.create({ ...newTicket, priority: 3 })
  // @ts-expect-error -- a number, not a bigint
  void tickets.create({ ...newTicket, bytes: 1 })
  // @ts-expect-error -- not a form of the union
  void tickets.create({ ...newTicket, contact: { kind: 'mail', number: 'n' } })
  // @ts-expect-error -- an array is no set
  void tickets.create({ ...newTicket, watchers: ['a'] })
  // @ts-expect-error -- null is not undefined
  void tickets.create({ ...newTicket, assignee: null })
})

test('updates take what new items take', () => {
  const target = { tenantId: 't', ticketId: 'x', rank: 1 }
  void tickets.update(target, { set: { due: new Date(0), slug: 'text', note: 'n', parent: null } })
  void tickets.update(target, { set: { contact: { kind: 'phone', number: 'n' }, labels: { red: 1 } } })
  void tickets.update(target, { add: { bytes: 1n, marks: new Set([1]), watchers: new Set(['a']) } })
  void tickets.update(target, { append: { steps: [{ label: 'l', done: false }] } })
  // @ts-expect-error -- a codec takes its output
  void tickets.update(target, { set: { due: '2026-01-01' } })
  // @ts-expect-error -- a transform takes its input
  void tickets.update(target, { set: { slug: 4 } })
  // @ts-expect-error -- a bigint
  void tickets.update(target, { add: { bytes: 1 } })
})

test('codecs and defaults below the attributes', () => {
  const isoDate = z.codec(z.string(), z.date(), {
    decode: (text) => new Date(text),
    encode: (date) => date.toISOString(),
  })
  const E = defineEntity({
    name: 'E',
    table: shop,
    schema: z.object({
      id: z.string(),
      optional: isoDate.optional(),
      list: z.array(isoDate),
      nested: z.object({ at: isoDate, note: z.string().default('x') }),
      byName: z.record(z.string(), isoDate),
    }),
    key,
  })
  type New = NewItem<typeof E>
  expectTypeOf<New['optional']>().toEqualTypeOf<Date | undefined>()
  expectTypeOf<New['list']>().toEqualTypeOf<Date[]>()
  expectTypeOf<New['nested']['at']>().toEqualTypeOf<Date>()
  expectTypeOf<New['nested']['note']>().toEqualTypeOf<string | undefined>()
  expectTypeOf<New['byName']>().toEqualTypeOf<Record<string, Date>>()
})

test('hidden attributes are written, and not returned', () => {
  expectTypeOf<'secret'>().toExtend<keyof NewTicket>()
  expectTypeOf<Extract<keyof TicketItem, 'secret'>>().toBeNever()
  void tickets.update({ tenantId: 't', ticketId: 'x', rank: 1 }, { set: { secret: 's' } })
})

test('read-only attributes are set once', () => {
  expectTypeOf<'source'>().toExtend<keyof NewTicket>()
  // @ts-expect-error -- it is read-only
  void tickets.update({ tenantId: 't', ticketId: 'x', rank: 1 }, { set: { source: 's' } })
  void tickets.update(
    { tenantId: 't', ticketId: 'x', rank: 1 },
    // @ts-expect-error -- it is read-only for actions too
    { apply: (t, { set }) => [set(t.source, 's')] },
  )
})

test('derived attributes are returned, and not written', () => {
  expectTypeOf<TicketItem['searchTitle']>().toEqualTypeOf<string>()
  expectTypeOf<Extract<keyof NewTicket, 'searchTitle'>>().toBeNever()
  void tickets.update(
    { tenantId: 't', ticketId: 'x', rank: 1 },
    // @ts-expect-error -- it is derived for actions too
    { apply: (t, { set }) => [set(t.searchTitle, 's')] },
  )
})

test('what derives an attribute gives what a write would be given', () => {
  const schema = z.object({ id: z.string(), name: z.string(), size: z.string().transform((t) => t.length) })
  const Sized = defineEntity({
    name: 'Sized',
    table: shop,
    schema,
    key,
    derived: { size: { from: ['name'], compute: ({ name }) => name } },
  })
  expectTypeOf<Item<typeof Sized>['size']>().toEqualTypeOf<number>()
  const compute = ({ name }: { name: string }) => name.length
  // @ts-expect-error -- the transform of the schema takes a text
  defineEntity({ name: 'Sized', table: shop, schema, key, derived: { size: { from: ['name'], compute } } })
})

test('what the library keeps is not written', () => {
  // @ts-expect-error -- the library counts
  void tickets.create({ ...newTicket, revision: 1 })
  // @ts-expect-error -- the library tells the time
  void tickets.create({ ...newTicket, openedAt: new Date(0) })
  // @ts-expect-error -- no such attribute
  void tickets.create({ ...newTicket, colour: 'red' })
})

test('schemas of zod mini', () => {
  const E = defineEntity({
    name: 'E',
    table: shop,
    schema: mini.object({
      id: mini.string(),
      note: mini._default(mini.string(), 'x'),
      tags: mini.optional(mini.set(mini.string())),
      at: mini.codec(mini.string(), mini.date(), {
        decode: (text) => new Date(text),
        encode: (date) => date.toISOString(),
      }),
    }),
    key,
    access: { byNote: { index: 'gsi1', partitionKey: '{note}', sortKey: '{id}' } },
  })
  expectTypeOf<Item<typeof E>['note']>().toEqualTypeOf<string>()
  expectTypeOf<NewItem<typeof E>['note']>().toEqualTypeOf<string | undefined>()
  expectTypeOf<NewItem<typeof E>['at']>().toEqualTypeOf<Date>()
  expectTypeOf<Item<typeof E>['tags']>().toEqualTypeOf<Set<string> | undefined>()
  expectTypeOf(E.formatKey).parameter(0).toEqualTypeOf<{ id: string }>()
})

test('an entity parses stored items and formats keys by its own types', () => {
  expectTypeOf<ReturnType<(typeof Order)['parse']>>().toEqualTypeOf<Item<typeof Order>>()
  expectTypeOf<Parameters<(typeof Order)['formatKey']>[0]>().toEqualTypeOf<Key<typeof Order>>()
  expectTypeOf<(typeof Order)['name']>().toEqualTypeOf<'Order'>()
})
