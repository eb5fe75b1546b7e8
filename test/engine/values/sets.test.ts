import { describe, expect, it } from 'vitest'
import { addToSet, deleteFromSet, sortNumbers, sortStrings } from '../../../src/engine/values/sets.js'

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
})
