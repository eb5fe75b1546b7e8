import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import { parameters } from '../../property/runs.js'
import { generatedItems } from '../expressions/generated-items.js'
import { N, S, backendWith, plain } from '../support.js'
import { StatementPen, quoted, refusalOf } from './statements.js'

const insert = (member: string) => `INSERT INTO plain VALUE {'id': 'x', ${member}}`

describe('values of statements', () => {
  it('are stored as those of PutItem are', async () => {
    await fc.assert(
      fc.asyncProperty(generatedItems, fc.boolean(), async (generated, spellsOut) => {
        const backend = await backendWith([plain])
        const Item: AttributeMap = { ...generated, id: S("it's") }
        const empty = backend.snapshot()
        await backend.execute('PutItem', { TableName: 'plain', Item })
        const expected = (await backend.execute('Scan', { TableName: 'plain' })).Items
        backend.restore(empty)
        const pen = new StatementPen(spellsOut)
        const members = Object.entries(Item).map(([name, value]) => `${quoted(name)}: ${pen.value(value)}`)
        const Statement = `INSERT INTO "plain" VALUE {${members.join(', ')}}`
        expect(await backend.execute('ExecuteStatement', { Statement, ...pen.more })).toEqual({ Items: [] })
        expect((await backend.execute('Scan', { TableName: 'plain' })).Items).toEqual(expected)
      }),
      parameters(200),
    )
  })

  it.each([
    [`'u': n`, 'Unsupported data type: n under key root at 1:42:1'],
    [`'u': n.m`, 'Unsupported data type: Path under key root at 1:42:1'],
    [`'u': 1 + 2`, 'Unsupported data type: + under key root at 1:44:1'],
    [`'u': size(n)`, 'Unsupported data type: size under key root at 1:42:4'],
    [`'u': MISSING`, 'Unsupported data type: MISSING under key root at 1:42:7'],
    [`'u': {'b': [n]}`, 'Unsupported data type: VariableReference under key root.b.0 at 1:49:1'],
    [`'u': {'b': [1 + 1]}`, 'Unsupported data type: NAry under key root.b.0 at 1:51:1'],
    [`u: 1`, 'Tuple keys must be of type String. Actual type: VariableReference under root at 1:37:1'],
    [`1: 1`, 'Tuple keys must be of type String. Actual type: INT under root at 1:37:1'],
    [`'u': 1, 'u': 2`, 'Duplicate keys in tuple. Key: u under root at 1:45:3'],
    [`'': 1`, 'Path component cannot be an empty string'],
    [`'u': <<>>`, 'Empty bags are not supported at 1:42:2'],
    [
      `'u': <<1, 'a'>>`,
      'Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags',
    ],
    [
      `'u': <<true>>`,
      'Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags at 1:44:4',
    ],
    [`'u': <<1, 1.0>>`, 'Input collection contains duplicates'],
    [
      `'u': 1e200`,
      'Number overflow. Attempting to store a number with magnitude larger than supported range',
    ],
  ])('refuses %s', async (member, message) => {
    const backend = await backendWith([plain])
    expect(await refusalOf(backend, insert(member))).toBe(`ValidationException: ${message}`)
  })

  it.each(['[1]', `'x'`, '?'])('inserts no %s', async (item) => {
    const backend = await backendWith([plain])
    const more = item === '?' ? { Parameters: [{ M: { id: S('x') } }] } : {}
    const refusal = await refusalOf(backend, `INSERT INTO plain VALUE ${item}`, more)
    expect(refusal).toBe(
      'ValidationException: Unsupported format in item expression. Please use struct format {...} ' +
        `to express item values for insert statement. at 1:25:${item === `'x'` ? 3 : 1}`,
    )
  })

  it('keep numbers exact', async () => {
    const backend = await backendWith([plain])
    const Statement = insert(`'a': -1.50, 'b': - 2, 'c': +3, 'd': 12345678901234567890123456789012345678`)
    await backend.execute('ExecuteStatement', { Statement })
    const { Item } = await backend.execute('GetItem', { TableName: 'plain', Key: { id: S('x') } })
    expect(Item).toEqual({
      id: S('x'),
      a: N('-1.5'),
      b: N(-2),
      c: N(3),
      d: N('12345678901234567890123456789012345678'),
    })
  })
})
