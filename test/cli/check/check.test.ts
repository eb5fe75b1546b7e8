import { expect, it } from 'vitest'
import { check } from '../../../src/cli/check/check.js'
import { orderSchema, testProject } from '../project.js'

it.each([
  [{ frozen: true, accept: true }, '--frozen writes nothing, --accept writes: give one'],
  [{ table: 'shop', frozen: true }, '--table compares with a table'],
  [{ endpoint: 'http://127.0.0.1:1' }, 'name it with --table'],
] as const)(
  'refuses options that do not go together, before it reads anything: %j',
  async (options, message) => {
    await expect(check(options)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining(message) as unknown,
    })
  },
)

it('asks which table is meant where the schema has several', async () => {
  testProject({
    'src/schema.ts': `${orderSchema().replace('export const entities', 'const some')}
      const audit = defineTable({ name: 'audit', partitionKey: 'pk' })
      const Entry = defineEntity({ name: 'Entry', table: audit, schema: z.object({ id: z.string() }), key: { partitionKey: '{id}' } })
      export const entities = { orders: Order, entries: Entry }`,
  })
  await expect(check({ table: 'live', endpoint: 'http://127.0.0.1:1' })).rejects.toThrow(
    "which table of src/schema.ts is live? It has shop, audit: give that one tableName: 'live' in the configuration",
  )
})
