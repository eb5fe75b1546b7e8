import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readLargeBody } from '../../../src/engine/wire/read-large-body.js'
import { readShape } from '../../../src/engine/wire/read-shape.js'
import type { Shape } from '../../../src/engine/wire/shape.js'
import { targetedOperations } from '../../../src/engine/wire/shapes/operation-shapes.js'
import { parameters } from '../../property/runs.js'

const unreadable = (message: string) => expect.objectContaining({ name: 'SerializationException', message })
const shapeOf = (operation: string) =>
  targetedOperations.get(`DynamoDB_20120810.${operation}`)?.input as Shape

const name = fc.constantFrom('a', 'b', 'pk', '__proto__', '"\\', '1', '')
const text = fc.oneof(fc.string(), fc.constantFrom('{[,', ']}', '\\', '"', 'AQ==', 'AQI='))
const { value } = fc.letrec<{ value: object; map: object }>((tie) => ({
  map: fc.dictionary(name, tie('value'), { maxKeys: 5 }),
  value: fc.oneof(
    { maxDepth: 4 },
    fc.record({ S: text }),
    fc.record({ B: fc.constantFrom('AQ==', 'AQI=', 'no base64') }),
    fc.record({ BS: fc.array(fc.constantFrom('AQ==', 'AQID')) }),
    fc.record({ SS: fc.array(text), S: fc.constant(null) }),
    fc.record({ NULL: fc.constantFrom(true, 'yes', 1), unknown: text }),
    fc.record({ L: fc.array(tie('value'), { maxLength: 6 }) }),
    fc.record({ M: tie('map') }),
  ),
}))
const item = fc.dictionary(name, value, { maxKeys: 6 })
const request = fc.record(
  {
    TableName: fc.oneof(fc.constant('t'), fc.constant(null), fc.constant([])),
    Item: item,
    Expected: fc.dictionary(name, fc.record({ Value: value, Exists: fc.boolean() })),
    ExpressionAttributeNames: fc.dictionary(name, text),
    unknown: fc.jsonValue(),
  },
  { requiredKeys: [] },
)
const batch = fc.record({
  RequestItems: fc.dictionary(name, fc.array(fc.record({ PutRequest: fc.record({ Item: item }) }))),
})

/** What reading at once gives: a value, the message of its fault, or that it is no JSON. */
function atOnce(shape: Shape, json: string): unknown {
  let parsed: unknown
  try {
    parsed = JSON.parse(json)
  } catch {
    return 'no JSON'
  }
  try {
    return { value: readShape(shape, parsed, 'element') }
  } catch (error) {
    return { fault: String(error) }
  }
}

async function inParts(shape: Shape, json: string, partLength: number): Promise<unknown> {
  const read = await readLargeBody(json, shape, partLength).catch(() => undefined)
  if (read === undefined) return 'no JSON'
  return read.fault === undefined ? { value: read.value } : { fault: String(read.fault) }
}

const outcome = (read: unknown) =>
  typeof read === 'object' && read !== null && 'value' in read ? 'read' : read

/** Whether an object has two members of one name, of which JSON.parse keeps one. */
function hasTwins(json: string): boolean {
  const lengthOf = (text: string): number => text.replaceAll(' ', '').length
  try {
    return lengthOf(JSON.stringify(JSON.parse(json))) < lengthOf(json)
  } catch {
    return false
  }
}

describe('a text that is read in parts gives what it gives at once', () => {
  test.each([
    ['PutItem', request],
    ['BatchWriteItem', batch],
  ])('%s, whatever is in it and wherever it is cut', async (operation, requests) => {
    const shape = shapeOf(operation)
    await fc.assert(
      fc.asyncProperty(
        requests,
        fc.integer({ min: 1, max: 60 }),
        fc.nat(1),
        async (input, length, indent) => {
          const json = JSON.stringify(input, undefined, indent)
          expect(await inParts(shape, json, length)).toEqual(atOnce(shape, json))
        },
      ),
      parameters(300),
    )
  })

  test('and is refused where it is refused at once', async () => {
    const shape = shapeOf('PutItem')
    const change = fc.record({
      at: fc.nat(),
      gone: fc.nat(2),
      put: fc.constantFrom('', ',', ']', '}', '{', '"', ' ', '[1],'),
    })
    await fc.assert(
      fc.asyncProperty(
        request,
        fc.integer({ min: 1, max: 40 }),
        change,
        async (input, length, { at, gone, put }) => {
          const json = JSON.stringify(input)
          const place = at % (json.length + 1)
          const changed = json.slice(0, place) + put + json.slice(place + gone)
          // Of two members of one name the last counts, but what is wrong with the first is found on the way.
          fc.pre(!hasTwins(changed))
          // A member of a value that is no type is left out, or kept: nobody looks at it.
          expect(outcome(await inParts(shape, changed, length))).toEqual(outcome(atOnce(shape, changed)))
        },
      ),
      parameters(1000),
    )
  })

  test.each([
    '',
    ' ',
    '[1] 2',
    '[1,]',
    '[,1]',
    '[1}',
    '{"a":1,}',
    '{"a"}',
    '{"a":1]',
    '{"a" 1}',
    '{a:1}',
    '["x',
    '[[1][2]]',
    '"a" "b"',
  ])('no JSON: %j', async (json) => {
    for (const length of [1, 2, 3, 100])
      await expect(readLargeBody(json, undefined, length)).rejects.toThrow(unreadable(''))
  })

  test('text that is no list or object', async () => {
    expect(await readLargeBody(' "text"', undefined)).toEqual({ value: undefined, fault: undefined })
    const { fault } = await readLargeBody('1', shapeOf('PutItem'))
    expect(String(fault)).toContain('SerializationException')
  })
})

describe('texts with more in them than any request has', () => {
  test.each([
    ['lists', '['.repeat(2_000_000)],
    ['structures', '{"a":'.repeat(2_000_000)],
    ['lists in time closed', '['.repeat(1001) + ']'.repeat(1001)],
    ['lists after a string that holds quotes', `["\\\\\\"]",${'['.repeat(5000)}`],
  ])('too many levels of %s', async (_, body) => {
    await expect(readLargeBody(body, undefined)).rejects.toThrow(unreadable(''))
  })

  test.each([
    ['lists', `[${'[],'.repeat(500_000)}[]]`],
    ['numbers', `[${'1,'.repeat(900_000)}1]`],
  ])('too many %s', async (_, body) => {
    const message = 'The request has more than 850000 values'
    await expect(readLargeBody(body, undefined)).rejects.toThrow(unreadable(message))
  })

  test('levels that any item may have are read', async () => {
    const levels = 400
    const json = `{"Item":{"a":${'{"L":['.repeat(levels)}${']}'.repeat(levels)}}}`
    expect(JSON.stringify((await readLargeBody(json, shapeOf('PutItem'), 100)).value)).toBe(json)
  })

  test('what stands in strings counts for nothing', async () => {
    const Item = { a: { SS: [`${'[{,'.repeat(500_000)}"\\`, '\\', '"', `\\"${'[['.repeat(1000)}`] } }
    expect((await readLargeBody(JSON.stringify({ Item }), shapeOf('PutItem'))).value).toEqual({ Item })
  })

  test('a string without an end is refused, however many quotes are in it', async () => {
    await expect(readLargeBody(`["${'\\"'.repeat(1_000_000)}`, undefined)).rejects.toThrow(unreadable(''))
    await expect(readLargeBody(`["${'x'.repeat(1_000_000)}`, undefined)).rejects.toThrow(unreadable(''))
  })
})

test('others have their turns while a large text is read', async () => {
  let turns = 0
  const others = setInterval(() => (turns += 1), 0)
  await readLargeBody(`[${'{"S":""},'.repeat(200_000)}1]`, undefined)
  clearInterval(others)
  expect(turns).toBeGreaterThan(3)
})
