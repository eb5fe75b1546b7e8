import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod'
import type { ConditionBuilder } from '../../../src/expressions/index.js'
import type { AnyEntity } from '../../../src/index.js'
import { defineEntity, defineTable } from '../../../src/index.js'
import { compiledEntity } from '../../../src/marshalling/index.js'
import { memory } from '../../../src/engine/index.js'
import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import { EntityRuntime } from '../../../src/repository/entity-runtime.js'
import { updateAction } from '../../../src/repository/writes/update-action.js'
import type { WriteAction } from '../../../src/repository/writes/write-action.js'
import { parameters } from '../../property/runs.js'
import { manualClock, openShop } from '../fixtures.js'

type Row = Record<string, unknown>
type Where = ConditionBuilder<Record<string, never>>

/** A unique value, a derived one, and two indexes that share a key attribute, of which items can be in one alone. */
const Page = defineEntity({
  name: 'Page',
  table: defineTable({
    name: 'pages',
    partitionKey: 'pk',
    indexes: {
      titles: { partitionKey: 'shelf#', sortKey: 'title#' },
      boxes: { partitionKey: 'shelf#', sortKey: 'box#' },
    },
  }),
  schema: z.object({
    id: z.string(),
    slug: z.string(),
    body: z.string(),
    title: z.string(),
    initial: z.string().optional(),
    shelf: z.string().nullable().optional(),
    box: z.string().nullable().optional(),
  }),
  key: { partitionKey: 'PAGE#{id}' },
  access: {
    byTitle: { index: 'titles', partitionKey: 'SHELF#{shelf}', sortKey: '{title}' },
    byBox: { index: 'boxes', partitionKey: 'SHELF#{shelf}', sortKey: '{box}' },
  },
  unique: { slug: { partitionKey: 'SLUG#{slug}' } },
  derived: { initial: { from: ['title'], compute: ({ title }) => title.slice(0, 1) } },
})

const { orders, parcels, users } = (await openShop()).db
const clock = manualClock()
const runtimeOf = (entity: AnyEntity) =>
  new EntityRuntime(compiledEntity(entity), 'shop', { backend: memory(), clock, random: () => 0.5 })

/** Texts that are mostly different from attribute to attribute, and sometimes not. */
const text = (name: string) => fc.constantFrom(`${name}1`, `${name}1`, `${name}2`, 'x')
const some = (values: Record<string, fc.Arbitrary<unknown>>) => fc.record(values, { requiredKeys: [] })
const rank = fc.integer({ min: 0, max: 30 })
const date = fc.integer({ min: 0, max: 30 }).map((day) => new Date(Date.UTC(2026, 1, 1 + day)))
const maybe = (value: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 3, arbitrary: value }, { weight: 1, arbitrary: fc.constantFrom(null, undefined) })
const version = maybe(fc.constantFrom(0, 1, 2, 3, 1.5))

const order = {
  status: fc.constantFrom('placed', 'paid'),
  placedAt: date,
  cents: rank,
  coupon: text('coupon'),
  note: maybe(text('note')),
  tags: fc.constantFrom(new Set<string>(), new Set(['a'])),
}
const parcel = {
  area: fc.constantFrom('area1', 'area2', ''),
  weight: rank,
  rank,
  depot: maybe(text('depot')),
  label: text('label'),
}
const user = {
  email: text('Email'),
  secret: text('secret'),
  visits: rank,
  group: text('group'),
  expires: maybe(date),
}
const page = {
  slug: text('slug'),
  body: text('body'),
  title: text('title'),
  shelf: maybe(text('shelf')),
  box: maybe(text('box')),
}

/** Keys, parts of items, and most often whole ones. */
const targets = (key: Row, values: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Row> =>
  fc
    .oneof({ weight: 1, arbitrary: some(values) }, { weight: 3, arbitrary: fc.record(values) })
    .map((item) => ({ ...key, ...item }))

/** An entity, items of it, and what is set. */
const subject = (
  entity: AnyEntity,
  key: Row,
  values: Record<string, fc.Arbitrary<unknown>>,
  kept: Record<string, fc.Arbitrary<unknown>>,
) =>
  fc.shuffledSubarray(Object.keys(values), { minLength: 1, maxLength: 3 }).chain((names) => {
    const set = fc.tuple(...names.map((name) => values[name] as fc.Arbitrary<unknown>)).map((given): Row => {
      return Object.fromEntries(names.map((name, index) => [name, given[index]]))
    })
    return fc.record({
      entity: fc.constant(entity),
      target: targets(key, { ...values, ...kept }),
      other: targets(key, { ...values, ...kept }),
      set,
      before: set,
      where: fc.constantFrom(...wheres(names[0] as string)),
    })
  })

/** Conditions of the caller's own, which may be about what is set. */
const wheres = (name: string): readonly (Where | undefined)[] => {
  const one = (o: Readonly<Record<string, unknown>>) => o[name] as never
  return [
    undefined,
    (o, { attributeExists }) => attributeExists(one(o)),
    (o, { attributeExists, attributeNotExists, or }) =>
      or(attributeExists(one(o)), attributeNotExists(one(o))),
    (o, { attributeExists, attributeType, and }) => and(attributeExists(one(o)), attributeType(one(o), 'S')),
  ]
}

const updates = fc.oneof(
  subject(orders.entity, { customer: 'c1', id: 'x', lines: [] }, order, {
    version,
    createdAt: date,
    updatedAt: date,
  }),
  subject(parcels.entity, { tenant: 't', id: 'x' }, parcel, {}),
  subject(users.entity, { id: 'x' }, user, {
    revision: version,
    origin: text('origin'),
    emailKey: text('key'),
    updatedAt: date,
  }),
  subject(Page, { id: 'x' }, page, { initial: text('initial') }),
)

/** All that an update says and does, or how it fails. */
function told(runtime: EntityRuntime, target: Row, set: Row, where: Where | undefined): unknown {
  let action: WriteAction
  try {
    action = updateAction(runtime, target, { set }, { where })
  } catch (error) {
    return String(error)
  }
  const { request, warnings, sendOnce } = action
  const sentinels = action.sentinels?.map((change) => ({ ...change, runtime: change.runtime.model.name }))
  // As JSON, since the order of members is that in which the service and its logs show them.
  const said = {
    request: JSON.stringify(request),
    warnings,
    sendOnce,
    sentinels,
    places: action.nestedPlaces?.(),
  }
  const { version, updatedAt } = runtime.model
  const raised = version === undefined ? {} : { [version]: Number(target[version] ?? 0) + 1 }
  const dated = updatedAt === undefined ? {} : { [updatedAt]: new Date(clock.now()) }
  const met = [target, { ...target, ...set }, { ...target, ...set, ...raised, ...dated }]
  return { ...said, known: tried(() => action.known()), met: met.map((item) => meeting(action, item)) }
}

/** What an action says of an item that it meets. */
function meeting(action: WriteAction, item: Row): unknown {
  const stored = tried(() => action.runtime.codec.encode(item)) as AttributeMap
  return [
    tried(() => action.earlier(stored)),
    tried(() => JSON.stringify(action.refused(stored, undefined))),
    String(action.refused(undefined, undefined)),
  ]
}

function tried(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    return String(error)
  }
}

test('an update does the same whether or not its form is known from others', () => {
  const filled = { forms: 0 }
  fc.assert(
    fc.property(updates, ({ entity, target, other, set, before, where }) => {
      // Other values under the same names, of another item too, leave the form that is filled then.
      const taught = runtimeOf(entity)
      told(taught, other, before, undefined)
      told(taught, target, before, undefined)
      const lockings = ['none', 'version', 'incarnation'] as const
      if (lockings.some((locking) => taught.updateForms.find(locking, set) !== undefined)) filled.forms++
      expect(told(taught, target, set, where)).toEqual(told(runtimeOf(entity), target, set, where))
    }),
    parameters(500),
  )
  expect(filled.forms).toBeGreaterThan(0)
})
