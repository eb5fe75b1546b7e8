import { describe, expect, it } from 'vitest'
import { Constraints } from '../../../src/engine/requests/constraints.js'
import { structures } from '../../../src/engine/requests/java-form.js'

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

  it('calls members as requests do where the newer layer looks at them', () => {
    const constraints = new Constraints()
    constraints.newerAtLeast(0, 'Limit', 1)
    constraints.newerAtMost(3, 'Segment', 2)
    constraints.newerNotEmpty('', 'TableName')
    constraints.newerLength([1, 2], 'Keys', 0, 1)
    constraints.newerLength([], 'Keys', 1, 1)
    const text = (member: string, constraint: string) =>
      `Value at '${member}' failed to satisfy constraint: Member must have ${constraint}`
    expect(() => constraints.assertSatisfied()).toThrow(
      [
        `5 validation errors detected: ${text('Limit', 'value greater than or equal to 1')}`,
        text('Segment', 'value less than or equal to 2'),
        text('TableName', 'length greater than or equal to 1'),
        text('Keys', 'length less than or equal to 1'),
        text('Keys', 'length greater than or equal to 1'),
      ].join('; '),
    )
  })

  it('can tell a fault without counting it', () => {
    const constraints = new Constraints()
    constraints.oneOf('Y', 'a', ['X'])
    expect(() => constraints.assertSatisfiedBare()).toThrow(
      /^Value 'Y' at 'a' failed to satisfy constraint: Member must satisfy enum value set: \[X\]$/,
    )
    expect(() => new Constraints().assertSatisfiedBare()).not.toThrow()
  })

  it('writes lists in brackets, and structures as objects of Java', () => {
    const constraints = new Constraints()
    constraints.length(['a', 'b'], 'list', 3, 9)
    constraints.count([{ KeyType: 'HASH' }], 'keys', 0, structures.keySchemaElement)
    constraints.count([], 'none', 9, structures.keySchemaElement)
    expect(() => constraints.assertSatisfied()).toThrow(
      "3 validation errors detected: Value '[a, b]' at 'list' failed to satisfy constraint: Member must have length greater than or equal to 3; " +
        "Value '[KeySchemaElement(attributeName=null, keyType=HASH)]' at 'keys' failed to satisfy constraint: Member must have length less than or equal to 0; " +
        "Value '[]' at 'none' failed to satisfy constraint: Member must have length greater than or equal to 1",
    )
  })
})
