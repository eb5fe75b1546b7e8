import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../src/core/random.js'
import { tableArn, tableId } from '../../../src/engine/tables/identity.js'

describe('the identity of a table', () => {
  it('is an ARN of its region and account', () => {
    expect(tableArn({ region: 'eu-west-1', accountId: '123456789012' }, 'shop')).toBe(
      'arn:aws:dynamodb:eu-west-1:123456789012:table/shop',
    )
  })

  it('is a UUID of version 4, the same for the same randomness and another each time', () => {
    const random = seededRandom(7)
    const [first, second] = [tableId(random), tableId(random)]
    for (const id of [first, second]) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    }
    expect(first).not.toBe(second)
    expect(tableId(seededRandom(7))).toBe(first)
  })
})
