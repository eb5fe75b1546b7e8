import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AttributeValue } from '../../src/protocol/attribute-value.js'
import { isSameValue, scalarKey } from '../../src/expressions/same-value.js'
import { parameters } from '../property/runs.js'

const bytes = fc.uint8Array({ maxLength: 2 })
const { value } = fc.letrec<{ value: AttributeValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    fc.record({ S: fc.constantFrom('', 'a', '1') }),
    fc.record({ N: fc.constantFrom('0', '1') }),
    fc.record({ BOOL: fc.boolean() }),
    fc.record({ NULL: fc.constant(true) }),
    fc.record({ B: bytes }),
    fc.record({ SS: fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 }) }),
    fc.record({ NS: fc.array(fc.constantFrom('1', '2'), { maxLength: 2 }) }),
    fc.record({ BS: fc.array(bytes, { maxLength: 2 }) }),
    fc.record({ L: fc.array(tie('value'), { maxLength: 2 }) }),
    fc.record({ M: fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), tie('value'), { maxKeys: 2 }) }),
  ),
}))

/** Members in the order of their names, since maps have none. */
function canonical(one: unknown): unknown {
  if (one instanceof Uint8Array) return { bytes: [...one] }
  if (Array.isArray(one)) return one.map(canonical)
  if (typeof one !== 'object' || one === null) return one
  return Object.keys(one)
    .sort()
    .map((name) => [name, canonical((one as Record<string, unknown>)[name])])
}

describe('isSameValue', () => {
  it('tells values that are written alike from all others', () => {
    fc.assert(
      fc.property(value, value, (left, right) => {
        const expected = JSON.stringify(canonical(left)) === JSON.stringify(canonical(right))
        expect(isSameValue(left, right)).toBe(expected)
        expect(isSameValue(left, structuredClone(left))).toBe(true)
      }),
      parameters(500),
    )
  })
})

describe('scalarKey', () => {
  it('is the same for scalars that are the same, and only for them', () => {
    fc.assert(
      fc.property(value, value, (left, right) => {
        const key = scalarKey(left)
        if (key !== undefined) expect(key === scalarKey(right)).toBe(isSameValue(left, right))
      }),
      parameters(500),
    )
  })
})
