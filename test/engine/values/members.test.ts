import { describe, expect, it } from 'vitest'
import { getMember, setMember, shallowCopy } from '../../../src/engine/values/members.js'
import type { AttributeMap } from '../../../src/protocol/attribute-value.js'

describe('members of an item', () => {
  it('are its own only, whatever every object inherits', () => {
    expect(getMember({}, 'constructor')).toBeUndefined()
    expect(getMember({}, '__proto__')).toBeUndefined()
    expect(getMember({ constructor: { S: 'a' } }, 'constructor')).toEqual({ S: 'a' })
  })

  it('may be called __proto__', () => {
    const map: AttributeMap = {}
    setMember(map, '__proto__', { S: 'a' })
    expect(Object.getPrototypeOf(map)).toBe(Object.prototype)
    expect(getMember(map, '__proto__')).toEqual({ S: 'a' })
    expect(getMember(shallowCopy(map), '__proto__')).toEqual({ S: 'a' })
  })

  it('are copied without their values', () => {
    const value = { L: [] }
    const copy = shallowCopy({ a: value })
    expect(copy['a']).toBe(value)
    setMember(copy, 'b', { S: 'x' })
    expect(Object.keys(copy)).toEqual(['a', 'b'])
  })
})
