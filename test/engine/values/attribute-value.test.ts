import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cloneItem, cloneValue, nestingDepth, typeOf } from '../../../src/engine/values/attribute-value.js'
import type { AttributeValue } from '../../../src/protocol/attribute-value.js'
import { parameters } from '../../property/runs.js'
import { values } from './values.js'

describe('a stored value', () => {
  it('has the type that its one member names', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(typeOf(value)).toBe(Object.keys(value)[0])
      }),
      parameters(200),
    )
  })

  it('is copied in full', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(cloneValue(value)).toEqual(value)
      }),
      parameters(300),
    )
  })

  it('shares no binary, list, map or set with its copy', () => {
    const item: Record<string, AttributeValue> = {
      b: { B: Uint8Array.of(1) },
      bs: { BS: [Uint8Array.of(1)] },
      ss: { SS: ['a'] },
      l: { L: [{ M: { a: { NS: ['1'] } } }] },
    }
    const copy = cloneItem(item)
    item['b']?.B?.fill(9)
    item['bs']?.BS?.[0]?.fill(9)
    item['ss']?.SS?.push('b')
    item['l']?.L?.push({ NULL: true })
    expect(copy).toEqual({
      b: { B: Uint8Array.of(1) },
      bs: { BS: [Uint8Array.of(1)] },
      ss: { SS: ['a'] },
      l: { L: [{ M: { a: { NS: ['1'] } } }] },
    })
  })

  it('is as deep as its lists and maps', () => {
    expect(nestingDepth({ SS: ['a'] })).toBe(0)
    expect(nestingDepth({ M: {} })).toBe(1)
    expect(nestingDepth({ L: [{ S: 'a' }, { M: { a: { L: [] } } }] })).toBe(3)
  })
})
