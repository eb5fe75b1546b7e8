import { describe, expect, it } from 'vitest'
import { inJavaHashOrder } from '../../../src/engine/expressions/java-hash-order.js'

const keys = (count: number) => Array.from({ length: count }, (_, index) => `:v${index}`)

// Lists as DynamoDB Local has answered them.
describe('the order in which unused placeholders are listed', () => {
  it('is that of a small hash set', () => {
    expect(inJavaHashOrder([':v', ':n', ':bool', ':s2'], 4)).toEqual([':n', ':s2', ':bool', ':v'])
  })

  it('depends on how many placeholders there are', () => {
    expect(inJavaHashOrder(keys(14), 14).join()).toBe(
      ':v11,:v12,:v13,:v10,:v0,:v1,:v2,:v3,:v4,:v5,:v6,:v7,:v8,:v9',
    )
    expect(inJavaHashOrder(keys(14).slice(3), 14).join()).toBe(
      ':v11,:v12,:v13,:v10,:v3,:v4,:v5,:v6,:v7,:v8,:v9',
    )
  })
})
