/* Forms of values that other mappers typed and then lost. Links are to where their users met them. */
import { createDatabase, defineEntity, defineTable } from 'monotable'
import { memory } from 'monotable/memory'
import { beforeAll, beforeEach, describe, expect, expectTypeOf, it } from 'vitest'
import * as z from 'zod'

const table = defineTable({ name: 'shapes', partitionKey: 'pk', sortKey: 'sk' })

const Shape = defineEntity({
  name: 'Shape',
  table,
  schema: z.object({
    shapeId: z.string(),
    form: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('circle'), radius: z.number() }),
      z.object({ kind: z.literal('polygon'), corners: z.array(z.object({ x: z.number(), y: z.number() })) }),
    ]),
    size: z.union([z.string(), z.number(), z.object({ unit: z.string(), value: z.number() })]).optional(),
    layer: z.literal([1, 2, 3]),
  }),
  key: { partitionKey: 'SHAPE#{shapeId}', sortKey: 'SHAPE' },
  attributes: { shapeId: { storedName: 'id' } },
})

const backend = memory()
const db = createDatabase({ backend, entities: { shapes: Shape } })
const key = { shapeId: 's1' }
const circle = { kind: 'circle', radius: 2 } as const
const polygon = { kind: 'polygon', corners: [{ x: 0, y: 1 }] } as const

beforeAll(() => db.createTables())
beforeEach(async () => {
  await db.shapes.put({ ...key, form: circle, layer: 1 })
})

describe('a discriminated union', () => {
  // https://github.com/tywalch/electrodb/issues/529
  it('is narrowed by its discriminator, and changed as a whole or in a part', async () => {
    const shape = await db.shapes.require(key)
    if (shape.form.kind === 'circle') expectTypeOf(shape.form.radius).toEqualTypeOf<number>()
    expect(shape.form).toEqual(circle)

    await db.shapes.update(
      key,
      { apply: (s, { set, plus }) => [set(s.form.radius, plus(s.form.radius, 1))] },
      { where: (s, { eq }) => eq(s.form.kind, 'circle') },
    )
    expect(await db.shapes.require(key)).toMatchObject({ form: { kind: 'circle', radius: 3 } })
    const changed = await db.shapes.update(key, { set: { form: { ...polygon, corners: [{ x: 5, y: 6 }] } } })
    expect(changed.form).toEqual({ kind: 'polygon', corners: [{ x: 5, y: 6 }] })
  })

  // https://github.com/aws/aws-sdk-java-v2/issues/1870
  it('is refused in a form that it does not have', async () => {
    await expect(
      // @ts-expect-error -- a circle has no corners
      db.shapes.update(key, { set: { form: { kind: 'circle', corners: [] } } }),
    ).rejects.toMatchObject({ code: 'schema.invalid' })
  })
})

describe('a union', () => {
  // https://github.com/dynamodb-toolbox/dynamodb-toolbox/issues/955
  it('is stored by an update in each of its forms, and never as an empty object', async () => {
    for (const size of ['large', 7, { unit: 'cm', value: 12 }]) {
      const updated = await db.shapes.update(key, { set: { size } })
      expect(updated.size).toEqual(size)
      expect((await db.shapes.require(key)).size).toEqual(size)
    }
  })
})

describe('an enum of numbers', () => {
  // https://github.com/tywalch/electrodb/issues/175
  it('is one of its values in types, in the table and in conditions', async () => {
    const updated = await db.shapes.update(
      key,
      { set: { layer: 3 } },
      { where: (s, { isIn }) => isIn(s.layer, [1, 2]) },
    )
    expectTypeOf(updated.layer).toEqualTypeOf<1 | 2 | 3>()
    expect(updated.layer).toBe(3)
    // @ts-expect-error -- there is no layer 4
    await expect(db.shapes.update(key, { set: { layer: 4 } })).rejects.toMatchObject({
      code: 'schema.invalid',
    })
  })
})

describe('a condition on an attribute of the key that is stored under another name', () => {
  // https://github.com/dynamodb-toolbox/dynamodb-toolbox/issues/1252
  it('holds where the attribute has the value', async () => {
    const layer = (shapeId: string) =>
      db.shapes.attempt.update(key, { set: { layer: 2 } }, { where: (s, { eq }) => eq(s.shapeId, shapeId) })
    expect(await layer('s1')).toMatchObject({ ok: true, value: { layer: 2 } })
    expect(await layer('s2')).toMatchObject({ ok: false, error: { code: 'repository.condition' } })
  })
})
