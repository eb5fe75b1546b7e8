import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { readShape } from '../../../src/engine/wire/read-shape.js'
import type { Shape } from '../../../src/engine/wire/shape.js'
import { targetedOperations } from '../../../src/engine/wire/shapes/operation-shapes.js'

// Another emulator has recorded what the service says of wrong shapes. It is the second witness to the messages here:
// every operation that both know is given one wrong value in every place, and must be refused by both alike.
const require = createRequire(import.meta.url)
// Neither has types.
const { checkTypes } = require('dynalite/validations/index.js') as {
  checkTypes: (body: unknown, types: object) => unknown
}
const typesOf = (operation: string): object => {
  const file = `dynalite/validations/${operation.charAt(0).toLowerCase()}${operation.slice(1)}.js`
  return (require(file) as { types: object }).types
}

const wrongScalars = [1, 1.5, true, false, 'x', 'abc=', 'YWF=']
const wrongObjects = [[], {}, [1], ['x'], [[]], [{}], { a: 1 }, { a: 'x' }, { a: [] }, { a: {} }]
const wrongValues: readonly unknown[] = [...wrongScalars, ...wrongObjects]
const types = ['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M']
const depthMax = 5
/** What dynalite does not know, inside of what it knows. */
const newerMembers = /OnDemandThroughput|WarmThroughput/

/** Every place in a shape with every value in it. */
function* wrongRequests(shape: Shape, depth = 0): Generator<unknown> {
  yield* wrongValues
  if (depth === depthMax) return
  if (shape.kind === 'list') for (const value of wrongRequests(shape.of, depth + 1)) yield [value]
  if (shape.kind === 'map') for (const value of wrongRequests(shape.of, depth + 1)) yield { name: value }
  if (shape.kind === 'attribute-value') {
    for (const type of types) for (const value of wrongValues) yield { [type]: value }
  }
  if (shape.kind !== 'structure') return
  for (const [name, member] of shape.members) {
    for (const value of wrongRequests(member, depth + 1)) yield { [name]: value }
  }
}

function outcome(read: () => unknown): string {
  try {
    read()
    return 'read'
  } catch (error) {
    if (error instanceof Error) return error.message
    throw error
  }
}

const operations =
  'BatchGetItem BatchWriteItem CreateTable DeleteItem DeleteTable DescribeTable GetItem ListTables ListTagsOfResource ' +
  'PutItem Query Scan TagResource UntagResource UpdateItem UpdateTable'

describe.each(operations.split(' '))('%s', (operation) => {
  test('is refused as dynalite refuses it', () => {
    const shape = targetedOperations.get(`DynamoDB_20120810.${operation}`)?.input
    if (shape === undefined) throw new Error(`There is no ${operation}`)
    const known = typesOf(operation)
    const differences: string[] = []
    let refusals = 0
    for (const [name, member] of shape.members) {
      if (!Object.hasOwn(known, name)) continue
      for (const value of wrongRequests(member, 1)) {
        const request = JSON.stringify({ [name]: value })
        if (newerMembers.test(request)) continue
        const theirs = outcome(() => checkTypes(JSON.parse(request), known))
        const ours = outcome(() => readShape(shape, JSON.parse(request), 'element'))
        if (theirs !== 'read') refusals += 1
        if (theirs !== ours) differences.push(`${request}: ${theirs} / ${ours}`)
      }
    }
    expect(differences).toEqual([])
    expect(refusals).toBeGreaterThan(0)
  })
})
