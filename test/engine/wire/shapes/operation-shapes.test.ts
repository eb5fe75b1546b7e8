import * as client from '@aws-sdk/client-dynamodb'
import * as streams from '@aws-sdk/client-dynamodb-streams'
import { describe, expect, test } from 'vitest'
import type { Shape } from '../../../../src/engine/wire/shape.js'
import { errorMembers } from '../../../../src/engine/wire/shapes/error-shapes.js'
import { targetedOperations } from '../../../../src/engine/wire/shapes/operation-shapes.js'

/** A shape as text, down to the members of structures, in the names of both. */
type Outline = string | { readonly [member: string]: Outline } | readonly [Outline]

describe.each([...targetedOperations])('%s', (target, operation) => {
  const sdk = schemaOf(target.startsWith('DynamoDBStreams') ? streams : client, operation.name)

  test('takes what the SDK sends', () => {
    expect(outlineOfShape(operation.input)).toEqual(outlineOfSchema(sdk.input))
  })

  test('answers what the SDK reads', () => {
    expect(operation.output === undefined ? 'unit' : outlineOfShape(operation.output)).toEqual(
      outlineOfSchema(sdk.output),
    )
  })
})

test('a structure is called what the SDK calls it', () => {
  const names = [...targetedOperations.values()].flatMap(({ input }) => namesOf(input))
  const known = new Set([...Object.values(client), ...Object.values(streams)].map(nameOfSchema))
  expect(names.filter((name) => !known.has(name))).toEqual([])
})

test('errors carry what the SDK reads of them', () => {
  const members = Object.values(client)
    .filter((schema) => Array.isArray(schema) && schema[0] === errorKind)
    .flatMap((schema) => Object.entries(outlineOfSchema(schema)))
    .filter(([member, outline]) => !/^message$/i.test(member) && outline !== '')
  expect(members.length).toBeGreaterThan(0)
  for (const [member, outline] of members)
    expect(outlineOfShape(errorMembers)).toHaveProperty(member, outline)
})

test('the operations of the service that the engine is to have are all there', () => {
  expect([...targetedOperations.values()].map(({ name }) => name).toSorted()).toEqual([
    'BatchExecuteStatement',
    'BatchGetItem',
    'BatchWriteItem',
    'CreateTable',
    'DeleteItem',
    'DeleteTable',
    'DescribeEndpoints',
    'DescribeLimits',
    'DescribeStream',
    'DescribeTable',
    'DescribeTimeToLive',
    'ExecuteStatement',
    'ExecuteTransaction',
    'GetItem',
    'GetRecords',
    'GetShardIterator',
    'ListStreams',
    'ListTables',
    'ListTagsOfResource',
    'PutItem',
    'Query',
    'Scan',
    'TagResource',
    'TransactGetItems',
    'TransactWriteItems',
    'UntagResource',
    'UpdateItem',
    'UpdateTable',
    'UpdateTimeToLive',
  ])
})

function outlineOfShape(shape: Shape): Outline {
  switch (shape.kind) {
    case 'integer':
    case 'long':
    case 'double':
      return 'number'
    case 'list':
      return [outlineOfShape(shape.of)]
    case 'map':
      return { '*': outlineOfShape(shape.of) }
    case 'structure':
      return Object.fromEntries([...shape.members].map(([name, member]) => [name, outlineOfShape(member)]))
    default:
      return shape.kind
  }
}

function namesOf(shape: Shape): string[] {
  if (shape.kind === 'list' || shape.kind === 'map') return namesOf(shape.of)
  return shape.kind === 'structure' ? [shape.name, ...[...shape.members.values()].flatMap(namesOf)] : []
}

// The SDK's schemas at run time: a number for a scalar, with a bit added for a list or map of it, a tuple that begins
// with its kind for anything else, a function where a schema comes later in the file, a pair where a member has traits.
const scalars: Readonly<Record<number, string>> = { 0: 'string', 1: 'number', 2: 'boolean', 4: 'timestamp' }
const listOfScalars = 64
const mapOfScalars = 128
const errorKind = -3

function outlineOfSchema(given: unknown): Outline {
  const schema = typeof given === 'function' ? (given as () => unknown)() : given
  if (schema === 'unit') return 'unit'
  if (typeof schema === 'number') {
    if ((schema & listOfScalars) !== 0) return [outlineOfSchema(schema & ~listOfScalars)]
    if ((schema & mapOfScalars) !== 0) return { '*': outlineOfSchema(schema & ~mapOfScalars) }
    return scalars[schema] ?? `scalar ${schema}`
  }
  if (!Array.isArray(schema)) return ''
  const [kind, , , , members, shapes] = schema as unknown[]
  if (schema.length === 2) return outlineOfSchema(kind)
  switch (kind) {
    case 1:
      return [outlineOfSchema(members)]
    case 2:
      return { '*': outlineOfSchema(shapes) }
    case 4:
      return 'attribute-value'
    default: {
      const outlines = (shapes as unknown[]).map(outlineOfSchema)
      return Object.fromEntries((members as string[]).map((name, index) => [name, outlines[index] ?? '']))
    }
  }
}

function nameOfSchema(schema: unknown): unknown {
  return Array.isArray(schema) ? schema[2] : undefined
}

function schemaOf(sdk: object, name: string): { input: unknown; output: unknown } {
  const schema: unknown = new Map(Object.entries(sdk)).get(`${name}$`)
  if (!Array.isArray(schema)) throw new Error(`The SDK has no schema of ${name}`)
  return { input: schema[4], output: schema[5] }
}
