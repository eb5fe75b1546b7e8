import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OperationInput, OperationName } from '../../../src/protocol/backend.js'
import { ServiceError } from '../../../src/protocol/service-errors.js'
import { targetedOperations } from '../../../src/engine/wire/shapes/operation-shapes.js'
import { unreadableInput } from '../../../src/engine/wire/unreadable-input.js'
import { parameters } from '../../property/runs.js'
import { backendWith, plain, refused, shop } from '../support.js'

describe('an input of another shape', () => {
  test.each([
    ['GetItem', { TableName: 1 }, 'NUMBER_VALUE cannot be converted to String'],
    ['PutItem', { Item: { a: { B: 1 } } }, 'only base-64-encoded strings are convertible to bytes'],
    ['PutItem', { Item: { a: null } }, 'Unexpected value type in payload'],
    ['GetRecords', { Limit: 'many' }, 'STRING_VALUE cannot be converted to Integer'],
    ['PutItem', undefined, 'Unexpected value type in payload'],
  ])('%s %j', (operation, input, message) => {
    expect(unreadableInput(operation, input)).toMatchObject({ name: 'SerializationException', message })
  })

  test('there is nothing to say of one that is right', () => {
    expect(
      unreadableInput('PutItem', { TableName: 't', Item: { a: { B: Uint8Array.of(1) } } }),
    ).toBeUndefined()
  })

  test('nor of what JSON cannot hold, nor of operations that are not known', () => {
    const cycle: Record<string, unknown> = {}
    cycle['Item'] = { a: { M: cycle } }
    expect(unreadableInput('PutItem', cycle)).toBeUndefined()
    expect(unreadableInput('CreateBackup', 1)).toBeUndefined()
  })
})

describe('the memory over which JavaScript callers stumble', () => {
  test.each<[OperationName, unknown]>([
    ['PutItem', { TableName: 'plain', Item: { id: null } }],
    ['TransactWriteItems', { TransactItems: [null] }],
    ['CreateTable', { TableName: 'x', AttributeDefinitions: [null], KeySchema: [] }],
    ['PutItem', undefined],
  ])('%s %j', async (operation, input) => {
    const backend = await backendWith([plain])
    expect(await refused(backend.execute(operation, input as OperationInput<OperationName>))).toMatch(
      /^SerializationException: /,
    )
  })

  test('whatever they pass, it answers or refuses as the service does', async () => {
    const operations = fc.constantFrom(...targetedOperations.values())
    const calls = operations.chain(({ name, input }) =>
      fc.tuple(
        fc.constant(name),
        fc.dictionary(fc.constantFrom(...input.members.keys(), 'X'), fc.jsonValue()),
      ),
    )
    const backend = await backendWith([plain, shop])
    await fc.assert(
      fc.asyncProperty(calls, async ([name, input]) => {
        const call = backend.execute(name as OperationName, input)
        expect(await call.catch((error: unknown) => error)).not.toSatisfy(
          (result) => result instanceof Error && !(result instanceof ServiceError),
        )
        backend.assertInvariants()
      }),
      parameters(500),
    )
  })
})
