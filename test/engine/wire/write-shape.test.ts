import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AttributeMap, AttributeValue } from '../../../src/protocol/attribute-value.js'
import { readShape } from '../../../src/engine/wire/read-shape.js'
import { targetedOperations } from '../../../src/engine/wire/shapes/operation-shapes.js'
import { attributeMap } from '../../../src/engine/wire/shape.js'
import { writeShape } from '../../../src/engine/wire/write-shape.js'
import { parameters } from '../../property/runs.js'

function write(target: string, output: unknown): unknown {
  const shape = targetedOperations.get(target)?.output
  if (shape === undefined) throw new Error(`${target} has no output`)
  return JSON.parse(JSON.stringify(writeShape(shape, output)))
}

const binary: AttributeValue = { B: Uint8Array.of(1, 2) }

describe('an output becomes JSON', () => {
  test('binaries are base64, at every depth', () => {
    const Item: AttributeMap = {
      a: { S: 'x' },
      b: binary,
      c: { BS: [Uint8Array.of(255), Uint8Array.of()] },
      d: { L: [{ N: '1' }, { M: { e: binary, f: { NULL: true } } }] },
    }
    expect(write('DynamoDB_20120810.GetItem', { Item })).toEqual({
      Item: {
        a: { S: 'x' },
        b: { B: 'AQI=' },
        c: { BS: ['/w==', ''] },
        d: { L: [{ N: '1' }, { M: { e: { B: 'AQI=' }, f: { NULL: true } } }] },
      },
    })
    expect(Item['b']).toBe(binary)
  })

  test('dates are seconds, wherever they stand', () => {
    const now = new Date(1_700_000_000_123)
    expect(
      write('DynamoDB_20120810.DescribeTable', {
        Table: { CreationDateTime: now, ProvisionedThroughput: { LastIncreaseDateTime: now } },
      }),
    ).toEqual({
      Table: {
        CreationDateTime: 1_700_000_000.123,
        ProvisionedThroughput: { LastIncreaseDateTime: 1_700_000_000.123 },
      },
    })
    expect(
      write('DynamoDBStreams_20120810.GetRecords', {
        Records: [{ dynamodb: { ApproximateCreationDateTime: now, Keys: { a: binary } } }],
      }),
    ).toEqual({
      Records: [{ dynamodb: { ApproximateCreationDateTime: 1_700_000_000.123, Keys: { a: { B: 'AQI=' } } } }],
    })
  })

  test('what is undefined, and what the service does not answer, is left out', () => {
    expect(write('DynamoDB_20120810.GetItem', { Item: undefined, $metadata: {} })).toEqual({})
  })

  test('tables may have any name in maps of tables', () => {
    const Responses = JSON.parse('{"__proto__":[{"a":{"S":"x"}}],"t":[]}') as object
    const written = write('DynamoDB_20120810.BatchGetItem', { Responses }) as { Responses: object }
    expect(Object.entries(written.Responses)).toEqual(Object.entries(Responses))
  })

  test('an item without binaries is not copied', () => {
    const item: AttributeMap = { a: { M: { b: { L: [{ S: 'x' }] } } } }
    expect(writeShape(attributeMap, item)).toBe(item)
  })

  test('what has another shape is passed on', () => {
    for (const value of [1, 'x', [], null, { a: null }, { a: { B: 'x' } }, { a: { L: [1], M: 2 } }]) {
      expect(JSON.stringify(writeShape(attributeMap, value))).toBe(JSON.stringify(value))
    }
    const { input } = targetedOperations.get('DynamoDB_20120810.TransactWriteItems') ?? {}
    if (input === undefined) throw new Error('There is no TransactWriteItems')
    for (const value of [
      1,
      [],
      { TransactItems: {} },
      { TransactItems: [{ Put: 1 }, { Put: { Item: 2 } }] },
    ]) {
      expect(writeShape(input, value)).toEqual(value)
    }
  })
})

test('what is written is read as it was', () => {
  const { value } = fc.letrec<{ value: AttributeValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.record({ S: fc.string() }),
      fc.record({ B: fc.uint8Array() }),
      fc.record({ BS: fc.array(fc.uint8Array()) }),
      fc.record({ BOOL: fc.boolean() }),
      fc.record({ L: fc.array(tie('value')) }),
      fc.record({ M: fc.dictionary(fc.string(), tie('value'), { noNullPrototype: true }) }),
    ),
  }))
  fc.assert(
    fc.property(fc.dictionary(fc.string(), value, { noNullPrototype: true }), (map) => {
      const text = JSON.stringify(writeShape(attributeMap, map))
      expect(readShape(attributeMap, JSON.parse(text), 'member')).toEqual(map)
    }),
    parameters(300),
  )
})
