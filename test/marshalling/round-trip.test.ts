import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type * as z from 'zod'
import { normalizeItem } from '../../src/engine/values/index.js'
import { compileItemCodec } from '../../src/marshalling/index.js'
import { compileValidator } from '../../src/schema/validator.js'
import { zodToAttributeModel } from '../../src/schema/zod-to-attribute-model.js'
import { parameters } from '../property/runs.js'
import { objectSchemaCase } from './schemas.js'

const withValue = objectSchemaCase.chain(({ schema, value }) =>
  value.map((item) => ({
    schema,
    item: item as Record<string, unknown>,
    [fc.toStringMethod]: () => show(schema, item),
  })),
)

function show(schema: z.ZodType, item: unknown): string {
  return `${fc.stringify(item)} of ${JSON.stringify(zodToAttributeModel(schema, 'E'))}`
}

describe('every item of every schema', () => {
  test('is admitted, stored, and read back as it was', () => {
    fc.assert(
      fc.property(withValue, ({ schema, item }) => {
        const model = zodToAttributeModel(schema, 'E')
        const codec = compileItemCodec(model.attributes, 'E')
        const validator = compileValidator(schema, 'E')
        const output = validator.validateNew(item)
        expect(isDeepStrictEqual(output, item)).toBe(true)
        const stored = codec.encode(output)
        const read = codec.decode(normalizeItem(stored))
        expect(read).toStrictEqual(item)
        expect(isDeepStrictEqual(read, item)).toBe(true)
        expect(normalizeItem(codec.encode(read))).toEqual(normalizeItem(stored))
        expect(validator.validateItem(read)).toBe(read)
      }),
      parameters(300),
    )
  })
})
