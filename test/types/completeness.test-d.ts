import { test } from 'vitest'
import type { Item, Patch } from '../../src/index.js'
import { createShop, type Customer, type Draft, type Order, type Person, type Ticket } from './fixtures.js'

const { orders, customers, tickets, people, drafts, stocks } = createShop()
declare const order: Item<typeof Order>
declare const customer: Item<typeof Customer>
declare const ticket: Item<typeof Ticket>
declare const person: Item<typeof Person>
declare const draft: Item<typeof Draft>

const orderKey = { tenantId: 't', customerId: 'c', orderId: 'o' }
const customerKey = { tenantId: 't', customerId: 'c' }
const ticketKey = { tenantId: 't', ticketId: 'x' }
const now = new Date(0)

test('attributes of no index change freely', () => {
  void orders.update(orderKey, { set: { totalCents: 1, lines: [{ sku: 'a', quantity: 1 }], coupon: 'c' } })
  void orders.update(orderKey, { add: { totalCents: 1, tags: new Set(['a']) } })
  void orders.update(orderKey, { append: { lines: [{ sku: 'a', quantity: 1 }] } })
  void orders.update(orderKey, { prepend: { lines: [{ sku: 'a', quantity: 1 }] } })
  void orders.update(orderKey, { delete: { tags: new Set(['a']) } })
  void orders.update(orderKey, { remove: ['coupon', 'tags'] })
  void orders.update(orderKey, { apply: (o, { set }) => [set(o.lines[0]!.quantity, 2)] })
  void customers.update(customerKey, { set: { name: 'n' }, add: { visits: 1 } })
})

test('a part of an index changes only with the others', () => {
  // @ts-expect-error -- byStatus also needs placedAt
  void orders.update(orderKey, { set: { status: 'paid' } })
  // @ts-expect-error -- byStatus also needs status
  void orders.update(orderKey, { set: { placedAt: now } })
  // @ts-expect-error -- the plan and the attempt are checked as well
  void orders.plan.update(orderKey, { set: { status: 'paid' } })
  // @ts-expect-error -- the plan and the attempt are checked as well
  void orders.attempt.update(orderKey, { set: { status: 'paid' } })
  // @ts-expect-error -- byCity also needs street, although both are optional
  void customers.update(customerKey, { set: { city: 'Oslo' } })
  // @ts-expect-error -- the other verbs make nothing known
  void orders.update(orderKey, { set: { status: 'paid' }, add: { totalCents: 1 }, remove: ['coupon'] })
})

test('attributes that are the key of an index themselves need nothing else', () => {
  void orders.update(orderKey, { set: { region: 'us' } })
  void stocks.update({ stockId: 's' }, { set: { area: 'a' } })
  void stocks.update({ stockId: 's' }, { add: { weight: 1 } })
})

test('first way out: the others are set as well', () => {
  void orders.update(orderKey, { set: { status: 'paid', placedAt: now } })
  void customers.update(customerKey, { set: { city: 'Oslo', street: 's' } })
})

test('second way out: the item, or the part of it that the index needs, is passed', () => {
  void orders.update(order, { set: { status: 'paid' } })
  void orders.update({ ...orderKey, placedAt: now }, { set: { status: 'paid' } })
  void customers.update(customer, { set: { city: 'Oslo' } })
  void customers.update({ ...customerKey, street: 's' }, { set: { city: 'Oslo' } })
  void tickets.update(ticket, { set: { rank: 1 } })
  // @ts-expect-error -- the part that was passed lacks street
  void customers.update({ ...customerKey, name: 'n' }, { set: { city: 'Oslo' } })
})

test('third way out: an extra read, which reaches every access pattern', () => {
  void orders.update(orderKey, { set: { status: 'paid' } }, { reindex: 'read' })
  void customers.update(customerKey, { set: { city: 'Oslo' } }, { reindex: 'read' })
  // @ts-expect-error -- the only way to read again is called read
  void orders.update(orderKey, { set: { status: 'paid' } }, { reindex: 'write' })
})

test('what may be left out is a change, and nothing that is known', () => {
  const patch: Patch<typeof Order> = {}
  const partly: { status: 'paid'; placedAt?: Date } = { status: 'paid' }
  // @ts-expect-error -- the patch may set status and leave placedAt out
  void orders.update(orderKey, { set: patch })
  // @ts-expect-error -- the same of one attribute
  void orders.update(orderKey, { set: partly })
  void orders.update(order, { set: patch })
  void orders.update(order, { set: partly })
  void orders.update(orderKey, { set: patch }, { reindex: 'read' })
  void orders.update({ ...orderKey, placedAt: now, status: 'paid' as const }, { set: patch })
  // @ts-expect-error -- undefined is no opinion, of a target too
  void customers.update({ ...customerKey, street: undefined }, { set: { city: 'Oslo' } })
  const part: { tenantId: string; customerId: string; street?: string } = customerKey
  // @ts-expect-error -- the same of what may be left out
  void customers.update(part, { set: { city: 'Oslo' } })
  const names: 'byCity'[] = []
  // @ts-expect-error -- the list may be empty
  void customers.update(customerKey, { set: { city: 'Oslo' } }, { drop: names })
  void customers.update(customerKey, { set: { city: 'Oslo' } }, { drop: ['byCity'] as const })
  const word = undefined as 'read' | undefined
  // @ts-expect-error -- and there may be no extra read
  void customers.update(customerKey, { set: { city: 'Oslo' } }, { reindex: word })
})

test('fourth way out: the item leaves the access pattern that is named', () => {
  void orders.update(orderKey, { set: { status: 'paid' } }, { drop: ['byStatus'] })
  void orders.update(orderKey, { set: { placedAt: now } }, { drop: ['byStatus'] })
  // @ts-expect-error -- another access pattern of the entity stays incomplete
  void tickets.update(ticketKey, { set: { priority: 1, rank: 1 } }, { drop: ['byChange'] })
  void tickets.update(ticketKey, { set: { priority: 1, rank: 1 } }, { drop: ['byAssignee'] })
  // @ts-expect-error -- there is no such access pattern
  void orders.update(orderKey, { set: { status: 'paid' } }, { drop: ['byStatu'] })
  // @ts-expect-error -- the primary key is not left
  void orders.update(orderKey, { set: { status: 'paid' } }, { drop: ['primary'] })
})

test('every incomplete access pattern counts', () => {
  // @ts-expect-error -- byStatus is complete, byAssignee needs assignee
  void tickets.update(ticketKey, { set: { priority: 1, rank: 2 } })
  void tickets.update(ticketKey, { set: { priority: 1, rank: 2, assignee: 'a' } })
})

test('a timestamp that the library sets is a part as well, and known', () => {
  // @ts-expect-error -- byChange holds updatedAt, which changes, and rank, which nobody knows
  void tickets.update(ticketKey, { set: { parent: null } })
  // @ts-expect-error -- the same for a change that sets nothing
  void tickets.update(ticketKey, { add: { bytes: 1n } })
  // @ts-expect-error -- the same for elements of a list
  void tickets.update(ticketKey, { append: { steps: [] } })
  // @ts-expect-error -- the same for elements of a list
  void tickets.update(ticketKey, { prepend: { steps: [] } })
  // @ts-expect-error -- the same for elements of a set
  void tickets.update(ticketKey, { delete: { watchers: new Set(['a']) } })
  // @ts-expect-error -- the same for what is taken away
  void tickets.update(ticketKey, { remove: ['payload'] })
  // @ts-expect-error -- the same for an action
  void tickets.update(ticketKey, { apply: (t, { set }) => [set(t.steps[0]!.done, true)] })
  void tickets.update({ ...ticketKey, rank: 1 }, { set: { parent: null } })
  void tickets.update({ ...ticketKey, rank: 1 }, { add: { bytes: 1n } })
  void tickets.update({ ...ticketKey, rank: 1 }, { append: { steps: [] } })
  void tickets.update({ ...ticketKey, rank: 1 }, { remove: ['payload'] })
  void tickets.update(ticket, { apply: (t, { set }) => [set(t.steps[0]!.done, true)] })
  void tickets.update(ticketKey, { apply: (t, { set }) => [set(t.bytes, 1n)] }, { drop: ['byChange'] })
  void tickets.update(ticketKey, { apply: (t, { set }) => [set(t.bytes, 1n)] }, { reindex: 'read' })
  void tickets.update(ticketKey, { set: { parent: null } }, { drop: ['byChange'] })
  void tickets.update(ticketKey, { set: { parent: null } }, { reindex: 'read' })
})

test('what DynamoDB adds up cannot be in a key unless the old value is known', () => {
  // @ts-expect-error -- rank is part of indexes
  void tickets.update(ticketKey, { add: { rank: 1 } })
  // @ts-expect-error -- dropping one of its indexes is not enough
  void tickets.update(ticketKey, { add: { rank: 1 } }, { drop: ['byChange'] })
  void tickets.update(ticket, { add: { rank: 1 } })
  void tickets.update(ticketKey, { add: { rank: 1 } }, { reindex: 'read' })
})

test('an optional part is removed without knowing the others: the item leaves the index', () => {
  void customers.update(customerKey, { remove: ['city'] })
  void customers.update(customerKey, { remove: ['street'], set: { city: 'Oslo' } })
  void tickets.update({ ...ticketKey, rank: 1 }, { remove: ['assignee'] })
  void tickets.update({ ...ticketKey, rank: 1 }, { remove: ['assignee'], set: { priority: 1 } })
})

test('a required part is never removed', () => {
  // @ts-expect-error -- status is required
  void orders.update(orderKey, { remove: ['status'] })
  // @ts-expect-error -- required, and in no index
  void orders.update(orderKey, { remove: ['totalCents'] })
  // @ts-expect-error -- null is a value
  void tickets.update(ticket, { remove: ['parent'] })
})

test('a derived part follows its sources', () => {
  void tickets.update({ ...ticketKey, rank: 1 }, { set: { title: 'New' } })
  // @ts-expect-error -- it is not set itself
  void tickets.update(ticket, { set: { searchTitle: 'new' } })
  // @ts-expect-error -- nor added to
  void tickets.update(ticket, { add: { searchTitle: 'new' } })
})

test('everything that a derived attribute is worked out from is known', () => {
  const key = { personId: 'p' }
  void people.update(key, { set: { first: 'a', last: 'b' } })
  void people.update({ ...key, last: 'b' }, { set: { first: 'a' } })
  void people.update(person, { set: { first: 'a' } })
  void people.update(key, { set: { first: 'a' } }, { reindex: 'read' })
  void people.update(key, { add: { marks: new Set(['m']) } })
  // @ts-expect-error -- fullName also needs last
  void people.update(key, { set: { first: 'a' } })
  // @ts-expect-error -- leaving the index does not help: fullName is stored as well
  void people.update(key, { set: { first: 'a' } }, { drop: ['byName'] })
  // @ts-expect-error -- bySkills also needs team, since skillCount follows skills
  void people.update(key, { set: { skills: [] } })
  void people.update(key, { set: { skills: [], team: 't' } })
  void people.update({ ...key, team: 't' }, { set: { skills: [] } })
  void people.update(key, { set: { skills: [] } }, { drop: ['bySkills'] })
  // @ts-expect-error -- skillCount is worked out from skills, whose new value only DynamoDB knows
  void people.update(person, { append: { skills: ['s'] } })
  // @ts-expect-error -- the same at the other end, however often they are read
  void people.update(person, { prepend: { skills: ['s'] } }, { reindex: 'read' })
  // @ts-expect-error -- the same by an action
  void people.update(person, { apply: (p, { set }) => [set(p.skills[0]!, 's')] })
})

test('a version can be part of an index, and is known of the item only', () => {
  // @ts-expect-error -- every update raises the version, and nobody knows it
  void drafts.update({ draftId: 'd' }, { set: { text: 't' } })
  void drafts.update(draft, { set: { text: 't' } })
  void drafts.update({ draftId: 'd', version: 3 }, { set: { text: 't' } })
  void drafts.update({ draftId: 'd' }, { set: { text: 't' } }, { reindex: 'read' })
  void drafts.update({ draftId: 'd' }, { set: { text: 't' } }, { drop: ['byVersion'] })
})

test('actions do not reach parts of keys', () => {
  // @ts-expect-error -- status is part of byStatus
  void orders.update(order, { apply: (o, { set }) => [set(o.status, 'paid')] })
  // @ts-expect-error -- orderId is part of the primary key
  void orders.update(order, { apply: (o, { set }) => [set(o.orderId, 'x')] })
  // @ts-expect-error -- one of several
  void orders.update(order, { apply: (o, { set }) => [set(o.totalCents, 1), set(o.status, 'paid')] })
  // @ts-expect-error -- the library's own
  void orders.update(order, { apply: (o, { set }) => [set(o.version, 1)] })
  // @ts-expect-error -- nor are they removed
  void customers.update(customer, { apply: (o, { remove }) => [remove(o.city)] })
  // @ts-expect-error -- nor added to
  void tickets.update(ticket, { apply: (t, { add }) => [add(t.rank, 1)] })
  void orders.update(order, { apply: (o, { set }) => [set(o.coupon, o.orderId)] })
})

test('changes name attributes, with values of their type', () => {
  // @ts-expect-error -- no such attribute
  void orders.update(orderKey, { set: { totl: 1 } })
  // @ts-expect-error -- no such attribute
  void orders.update(orderKey, { add: { totl: 1 } })
  // @ts-expect-error -- no such attribute
  void orders.update(orderKey, { append: { line: [] } })
  // @ts-expect-error -- no such attribute
  void orders.update(orderKey, { prepend: { line: [] } })
  // @ts-expect-error -- no such attribute
  void orders.update(orderKey, { delete: { tag: new Set(['a']) } })
  // @ts-expect-error -- no such attribute
  void orders.update(orderKey, { remove: ['tag'] })
  // @ts-expect-error -- not one of the statuses
  void orders.update(order, { set: { status: 'lost' } })
  // @ts-expect-error -- a text
  void orders.update(orderKey, { set: { totalCents: '1' } })
  // @ts-expect-error -- part of the primary key
  void orders.update(orderKey, { set: { orderId: 'x' } })
  // @ts-expect-error -- the library's own
  void orders.update(order, { set: { version: 1 } })
  // @ts-expect-error -- the library's own
  void orders.update(order, { set: { updatedAt: now } })
  // undefined means no opinion
  void orders.update(orderKey, { set: { coupon: undefined } })
  // @ts-expect-error -- null is a value, of which coupon has none
  void orders.update(orderKey, { set: { coupon: null } })
  // @ts-expect-error -- a text
  void orders.update(orderKey, { add: { coupon: 'x' } })
  // @ts-expect-error -- a text
  void orders.update(orderKey, { append: { coupon: 'x' } })
  // @ts-expect-error -- a text
  void orders.update(orderKey, { delete: { coupon: 'x' } })
  // @ts-expect-error -- not a list
  void orders.update(orderKey, { append: { totalCents: [1] } })
  // @ts-expect-error -- not a set
  void orders.update(orderKey, { delete: { lines: new Set(['a']) } })
  // @ts-expect-error -- elements of another type
  void orders.update(orderKey, { append: { lines: [{ sku: 1, quantity: 1 }] } })
  // @ts-expect-error -- elements of another type
  void orders.update(orderKey, { add: { tags: new Set([1]) } })
  // @ts-expect-error -- no such verb
  void orders.update(orderKey, { increase: { totalCents: 1 } })
  // @ts-expect-error -- the key is not whole
  void orders.update({ tenantId: 't' }, { set: { totalCents: 1 } })
})
