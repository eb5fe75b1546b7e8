import { expect, it } from 'vitest'
import * as z from 'zod'
import { memory } from '../../../src/engine/index.js'
import type { Backend } from '../../../src/index.js'
import { createDatabase, defineEntity, defineTable } from '../../../src/index.js'
import type { UpdateItemInput } from '../../../src/protocol/items.js'

const Thing = defineEntity({
  name: 'Thing',
  table: defineTable({ name: 'things', partitionKey: 'pk' }),
  schema: z.object({
    id: z.string(),
    count: z.number(),
    total: z.number(),
    tags: z.set(z.string()).optional(),
    list: z.array(z.string()),
    place: z.object({ city: z.string().optional(), visits: z.number() }),
  }),
  key: { partitionKey: 'THING#{id}' },
})

const engine = memory()
let sent: { input: UpdateItemInput; sendOnce: boolean | undefined }
const recording: Backend = {
  execute(operation, input, options) {
    if (operation === 'UpdateItem')
      sent = { input: structuredClone(input as UpdateItemInput), sendOnce: options?.sendOnce }
    return engine.execute(operation, input, options)
  },
}
const { things, createTables } = createDatabase({ backend: recording, entities: { things: Thing } })
await createTables()
const key = { id: 'a' }
await things.create({
  ...key,
  count: 1,
  total: 2,
  tags: new Set(['x', 'y']),
  list: ['a', 'b', 'c'],
  place: { city: 'Bonn', visits: 1 },
})
const before = engine.snapshot()

/** What is stored after the request was carried out so often. */
async function after(times: number): Promise<unknown> {
  engine.restore(before)
  for (let time = 0; time < times; time++) await engine.execute('UpdateItem', sent.input)
  return things.get(key)
}

it.each<[string, () => Promise<unknown>]>([
  ['set', () => things.update(key, { set: { count: 5, place: { visits: 2 } } })],
  ['remove', () => things.update(key, { remove: ['tags'] })],
  ['add to a set', () => things.update(key, { add: { tags: new Set(['z']) } })],
  ['delete from a set', () => things.update(key, { delete: { tags: new Set(['x']) } })],
  ['a nested value', () => things.update(key, { apply: (o, { set }) => [set(o.place.city, 'Rome')] })],
  [
    'a nested value that is removed',
    () => things.update(key, { apply: (o, { remove }) => [remove(o.place.city)] }),
  ],
  [
    'what is set where nothing is',
    () => things.update(key, { apply: (o, { set, ifNotExists }) => [set(o.count, ifNotExists(o.count, 7))] }),
  ],
  ['nothing', () => things.update(key, {})],
])('is sent again, and comes to the same: %s', async (_, update) => {
  engine.restore(before)
  await update()
  expect(sent.sendOnce).toBeUndefined()
  expect(await after(2)).toEqual(await after(1))
})

it.each<[string, () => Promise<unknown>]>([
  ['add to a number', () => things.update(key, { add: { count: 1 } })],
  ['append', () => things.update(key, { append: { list: ['d'] } })],
  ['prepend', () => things.update(key, { prepend: { list: ['d'] } })],
  ['a set beside an addition', () => things.update(key, { set: { total: 1 }, add: { count: 1 } })],
  ['a sum', () => things.update(key, { apply: (o, { set, plus }) => [set(o.count, plus(o.count, 1))] })],
  ['a nested sum', () => things.update(key, { apply: (o, { add }) => [add(o.place.visits, 1)] })],
  [
    'an element that is removed, so that others move up',
    () => things.update(key, { apply: (o, { remove }) => [remove(o.list[0]!)] }),
  ],
  [
    'an element past the end, where there is always room',
    () => things.update(key, { apply: (o, { set }) => [set(o.list[9]!, 'd')] }),
  ],
  [
    'values that change places',
    () => things.update(key, { apply: (o, { set }) => [set(o.count, o.total), set(o.total, o.count)] }),
  ],
  [
    'a joined list',
    () => things.update(key, { apply: (o, { set, listAppend }) => [set(o.list, listAppend(o.list, ['d']))] }),
  ],
])('is sent once, since it does not: %s', async (_, update) => {
  engine.restore(before)
  await update()
  expect(sent.sendOnce).toBe(true)
  expect(await after(2)).not.toEqual(await after(1))
})
