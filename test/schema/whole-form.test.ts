import { safeParse } from 'zod/v4/core'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { isCheckedWhole, wholeForm } from '../../src/schema/whole-form.js'

const range = z.object({ from: z.number().min(1), to: z.number() })
const ordered = range.refine(({ from, to }) => from <= to)
const accepts = (schema: z.ZodType, value: unknown) => safeParse(wholeForm(schema), value).success

describe('the whole form of a schema', () => {
  test('runs refinements of the item, and none of its attributes', () => {
    expect(accepts(ordered, { from: -1, to: 5 })).toBe(true)
    expect(accepts(ordered, { from: 6, to: 5 })).toBe(false)
    expect(accepts(range, { from: 'x' })).toBe(true)
  })

  test('converts nothing', () => {
    const schema = z.looseObject({ name: z.string().transform((text) => text.length) })
    expect(safeParse(wholeForm(schema), { name: 'abc', other: 1 }).data).toEqual({ name: 'abc', other: 1 })
    const caught = z.object({ a: z.string() }).catchall(z.string().toUpperCase())
    expect(safeParse(wholeForm(caught), { a: 'a', b: 'b' }).data).toEqual({ a: 'a', b: 'b' })
  })

  test('refuses attributes that a strict schema does not name', () => {
    expect(accepts(z.strictObject({ a: z.string() }), { a: 'a', b: 1 })).toBe(false)
    expect(accepts(z.strictObject({ a: z.string() }), {})).toBe(true)
  })

  test('looks through wrappers and intersections', () => {
    for (const schema of [
      ordered.readonly(),
      z.lazy(() => ordered),
      z.intersection(z.object({ id: z.string() }), ordered),
      ordered.optional(),
    ]) {
      expect(isCheckedWhole(schema)).toBe(true)
      expect(accepts(schema, { id: 1, from: 6, to: 5 })).toBe(false)
      expect(accepts(schema, { id: 1, from: 5, to: 6 })).toBe(true)
    }
    expect(isCheckedWhole(z.intersection(range, range).readonly())).toBe(false)
    expect(isCheckedWhole(z.lazy(() => range))).toBe(false)
  })

  test('of a record takes any values', () => {
    const record = z.record(z.string(), z.string()).refine((values) => Object.keys(values).length < 2)
    expect(isCheckedWhole(record)).toBe(true)
    expect(accepts(record, { a: 1 })).toBe(true)
    expect(accepts(record, { a: 1, b: 2 })).toBe(false)
  })
})
