import { describe, expect, it } from 'vitest'
import { inFilledJavaHashOrder, inJavaHashOrder } from '../../../src/engine/expressions/java-hash-order.js'

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

// Lists that others have observed on the service.
describe('the order in which definitions of attributes are listed', () => {
  it('is that of a hash set made for them', () => {
    expect(inFilledJavaHashOrder(['PK', 'h', 'a', 'unused'], true)).toEqual(['h', 'a', 'unused', 'PK'])
    expect(inFilledJavaHashOrder(['PK', 'a', 'b', 'c', 'd', 'u1'], true).join()).toBe('a,b,PK,c,d,u1')
    expect(inFilledJavaHashOrder(['h', 'a', 'zz'], true)).toEqual(['h', 'zz', 'a'])
  })

  it('is that of any hash set for the keys that are used, each once', () => {
    expect(inFilledJavaHashOrder(['PK', 'a', 'b', 'c', 'd', 'a'], false).join()).toBe('a,b,c,d,PK')
  })
})
