import { describe, expect, it } from 'vitest'
import { Constraints } from '../../../src/engine/requests/constraints.js'

describe('Constraints', () => {
  it('is silent about what satisfies them and about what is not given', () => {
    const constraints = new Constraints()
    constraints.oneOf(undefined, 'a', ['X'])
    constraints.oneOf('X', 'a', ['X'])
    constraints.atLeast(1, 'b', 1)
    constraints.length('abc', 'c', 3, 3)
    constraints.matches('abc', 'd', '[a-c]+')
    expect(() => constraints.assertSatisfied()).not.toThrow()
  })

  it('reports ten faults at most', () => {
    const constraints = new Constraints()
    for (let at = 0; at < 12; at += 1) constraints.notNull(null, `member.${at}`)
    expect(() => constraints.assertSatisfied()).toThrow(/^10 validation errors detected: /)
  })

  it('writes lists in brackets and structures as JSON', () => {
    const constraints = new Constraints()
    constraints.length(['a', { b: 1 }], 'list', 3, 9)
    expect(() => constraints.assertSatisfied()).toThrow(
      `1 validation error detected: Value '[a, {"b":1}]' at 'list' failed to satisfy constraint: Member must have length greater than or equal to 3`,
    )
  })
})
