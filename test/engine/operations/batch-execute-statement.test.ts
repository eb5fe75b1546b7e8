import { beforeEach, describe, expect, it } from 'vitest'
import type { MemoryBackend } from '../../../src/engine/index.js'
import { N, S, backendWith, refused, shop } from '../support.js'

const where = (sk: string) => `WHERE pk = 'a' AND sk = '${sk}'`
let backend: MemoryBackend

beforeEach(async () => {
  backend = await backendWith([shop])
  await backend.execute('PutItem', {
    TableName: 'shop',
    Item: { pk: S('a'), sk: S('1'), x: S('x'.repeat(1500)) },
  })
})

const run = (...texts: string[]) =>
  backend.execute('BatchExecuteStatement', {
    Statements: texts.map((Statement) => ({ Statement })),
    ReturnConsumedCapacity: 'TOTAL',
  })

describe('BatchExecuteStatement', () => {
  it.each(["SELECT * FROM shop WHERE pk = 'a'", `SELECT * FROM shop.byG ${where('1')}`])(
    'reads no more than one item with %s',
    async (statement) => {
      expect((await run(statement)).Responses).toEqual([
        {
          Error: {
            Code: 'ValidationError',
            Message:
              'Select statements within BatchExecuteStatement must specify the primary key in the where clause.',
          },
        },
      ])
    },
  )

  it('gives what it selects where it is in the item, not under the name that ExecuteStatement gives it', async () => {
    const Item = { pk: S('a'), sk: S('1'), m: { M: { y: N(3), z: N(4) } }, v: { L: [N(5), N(6)] } }
    await backend.execute('PutItem', { TableName: 'shop', Item })
    expect((await run(`SELECT m.y, v[1] FROM shop ${where('1')}`)).Responses).toEqual([
      { Item: { m: { M: { y: N(3) } }, v: { L: [N(6)] } }, TableName: 'shop' },
    ])
  })

  it.each([
    ["SELECT m.y, x.y FROM shop WHERE pk = 'a'", 'that makes no sense'],
    ['SELECT * FROM shop WHERE pk = ?', 'whose parameter is missing'],
  ])('does not read by %s, %s, and write together', async (statement) => {
    expect(await refused(run(statement, `DELETE FROM shop ${where('2')}`))).toBe(
      'ValidationException: Read and write requests together in the same batch is not supported.',
    )
    const malformed = await run('SELECT shop', `DELETE FROM shop ${where('2')}`)
    expect(malformed.Responses).toMatchObject([{ Error: { Code: 'ValidationError' } }, { TableName: 'shop' }])
  })

  it('names the table that is not there, and goes on with the others', async () => {
    expect(await run(`DELETE FROM nope ${where('1')}`, `DELETE FROM shop ${where('2')}`)).toEqual({
      Responses: [
        { Error: { Code: 'ResourceNotFound', Message: 'Requested resource not found' }, TableName: 'nope' },
        { TableName: 'shop' },
      ],
      ConsumedCapacity: [{ TableName: 'shop', CapacityUnits: 1 }],
    })
  })

  it('counts what a statement tried that failed, unless none succeeded', async () => {
    const duplicate = `INSERT INTO shop VALUE {'pk': 'a', 'sk': '1'}`
    const failed = await run(duplicate)
    expect(failed.Responses).toMatchObject([{ Error: { Code: 'DuplicateItem' }, TableName: 'shop' }])
    expect(failed).not.toHaveProperty('ConsumedCapacity')
    const { ConsumedCapacity } = await run(duplicate, `DELETE FROM shop ${where('2')}`)
    expect(ConsumedCapacity).toEqual([{ TableName: 'shop', CapacityUnits: 3 }])
  })
})
