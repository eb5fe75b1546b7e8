import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addToSet, deleteFromSet, sortNumbers, sortStrings } from '../../../src/engine/values/sets.js'
import { parameters } from '../../property/runs.js'

const binary = (...bytes: number[]) => Uint8Array.from(bytes)

describe('sets', () => {
  it('are kept in the order of their elements', () => {
    expect(sortStrings(['b', '😀', 'a', '\uffff'])).toEqual(['a', 'b', '\uffff', '😀'])
    expect(sortNumbers(['10', '9', '-1', '0.5'])).toEqual(['-1', '0.5', '9', '10'])
  })

  it('grow by the elements that they lack', () => {
    expect(addToSet({ SS: ['b'] }, { SS: ['a', 'b'] })).toEqual({ SS: ['a', 'b'] })
    expect(addToSet({ NS: ['10'] }, { NS: ['9'] })).toEqual({ NS: ['9', '10'] })
    expect(addToSet({ BS: [binary(2)] }, { BS: [binary(1), binary(2)] })).toEqual({
      BS: [binary(1), binary(2)],
    })
  })

  it('shrink by the elements that they have', () => {
    expect(deleteFromSet({ SS: ['a', 'b'] }, { SS: ['b', 'c'] })).toEqual({ SS: ['a'] })
    expect(deleteFromSet({ NS: ['1', '2'] }, { NS: ['1'] })).toEqual({ NS: ['2'] })
    expect(deleteFromSet({ BS: [binary(1), binary(2)] }, { BS: [binary(1)] })).toEqual({ BS: [binary(2)] })
  })

  it('are never empty', () => {
    expect(deleteFromSet({ SS: ['a'] }, { SS: ['a'] })).toBe('empty')
    expect(deleteFromSet({ NS: ['1'] }, { NS: ['1'] })).toBe('empty')
    expect(deleteFromSet({ BS: [binary(1)] }, { BS: [binary(1)] })).toBe('empty')
  })

  it('do not mix with other types', () => {
    expect(addToSet({ SS: ['a'] }, { NS: ['1'] })).toBeUndefined()
    expect(deleteFromSet({ S: 'a' }, { SS: ['a'] })).toBeUndefined()
  })

  it('are what sets of the same elements are', () => {
    const elements = fc.uniqueArray(fc.integer({ min: -30, max: 30 }).map(String))
    fc.assert(
      fc.property(elements, elements, (left, right) => {
        const all = [...new Set([...left, ...right])]
        const rest = left.filter((element) => !right.includes(element))
        const bytesOf = (texts: string[]) =>
          texts.toSorted().map((text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0)))
        expect(addToSet({ SS: sortStrings(left) }, { SS: sortStrings(right) })).toEqual({
          SS: sortStrings(all),
        })
        expect(addToSet({ NS: sortNumbers(left) }, { NS: sortNumbers(right) })).toEqual({
          NS: sortNumbers(all),
        })
        expect(addToSet({ BS: bytesOf(left) }, { BS: bytesOf(right) })).toEqual({ BS: bytesOf(all) })
        const gone = deleteFromSet({ NS: sortNumbers(left) }, { NS: sortNumbers(right) })
        expect(gone).toEqual(rest.length === 0 ? 'empty' : { NS: sortNumbers(rest) })
      }),
      parameters(300),
    )
  })
})
