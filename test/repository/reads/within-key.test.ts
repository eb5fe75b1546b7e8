import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { memory } from '../../../src/engine/index.js'
import { compileKeyCondition, ExpressionContext, storedPlace } from '../../../src/expressions/index.js'
import type { KeyCondition } from '../../../src/expressions/index.js'
import type { AttributeValue } from '../../../src/protocol/attribute-value.js'
import type { QueryInput } from '../../../src/protocol/items.js'
import { isWithinKey } from '../../../src/repository/reads/within-key.js'
import { parameters } from '../../property/runs.js'

const pieces = fc.constantFrom('a', 'b', '\uffff', '😀', 'é')
const texts = fc.string({ unit: pieces, minLength: 1, maxLength: 3 }).map((S): AttributeValue => ({ S }))
const numbers = fc.constantFrom('-1', '0', '0.5', '2', '2.0', '10').map((N): AttributeValue => ({ N }))
const bytes = fc
  .array(fc.constantFrom(0, 1, 255), { minLength: 1, maxLength: 3 })
  .map((all): AttributeValue => ({ B: Uint8Array.from(all) }))
const types = { S: texts, N: numbers, B: bytes } as const

function conditionsOf(type: keyof typeof types): fc.Arbitrary<KeyCondition> {
  const place = storedPlace('at')
  const operators = ['=', '<', '<=', '>', '>=', ...(type === 'N' ? [] : ['begins_with' as const])] as const
  const comparison = fc.record({ operator: fc.constantFrom(...operators), value: types[type] })
  const between = fc.record({ lower: types[type], upper: types[type] })
  return fc.oneof(
    comparison.map((each) => ({ ...each, place })),
    between.map((each) => ({ ...each, place, operator: 'BETWEEN' as const })),
  )
}

describe('an item is found', () => {
  it.each(['S', 'N', 'B'] as const)('by a key of type %s where DynamoDB finds it', (type) =>
    fc.assert(
      fc.asyncProperty(types[type], conditionsOf(type), async (value, condition) => {
        const engine = memory()
        await engine.execute('CreateTable', {
          TableName: 'one',
          BillingMode: 'PAY_PER_REQUEST',
          KeySchema: [
            { AttributeName: 'pk', KeyType: 'HASH' },
            { AttributeName: 'at', KeyType: 'RANGE' },
          ],
          AttributeDefinitions: [
            { AttributeName: 'pk', AttributeType: 'S' },
            { AttributeName: 'at', AttributeType: type },
          ],
        })
        const item = { pk: { S: 'p' }, at: value }
        await engine.execute('PutItem', { TableName: 'one', Item: item })
        const partition = { place: storedPlace('pk'), operator: '=', value: { S: 'p' } } as const
        const conditions: readonly KeyCondition[] = [partition, condition]
        const context = new ExpressionContext()
        const input: QueryInput = {
          TableName: 'one',
          KeyConditionExpression: compileKeyCondition({ kind: 'key-condition', conditions }, context),
        }
        context.addTo(input)
        const found = isWithinKey(
          { conditions, partitionValues: [], range: { operator: 'all' }, isEmpty: false },
          item,
        )
        // DynamoDB refuses a range whose bounds are the wrong way round, in which nothing is.
        const answer = await engine.execute('Query', input).then(
          ({ Count }) => Count === 1,
          () => false,
        )
        expect(found).toBe(answer)
      }),
      parameters(60),
    ),
  )

  it('only where it has the key', () => {
    const condition: KeyCondition = { place: storedPlace('at'), operator: '>', value: { S: 'a' } }
    const key = {
      conditions: [condition],
      partitionValues: [],
      range: { operator: 'all' },
      isEmpty: false,
    } as const
    expect(isWithinKey(key, { pk: { S: 'p' } })).toBe(false)
  })
})
