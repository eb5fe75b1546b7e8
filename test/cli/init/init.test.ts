import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { init } from '../../../src/cli/init/init.js'
import { testProject } from '../project.js'

const key = { PartitionKey: { AttributeName: 'pk', AttributeType: 'S' } }
const model = (table: object) =>
  JSON.stringify({ DataModel: [{ TableName: 'tab', KeyAttributes: key, ...table }] })

async function printed(folder: string, from: string): Promise<string> {
  let text = ''
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk)
    return true
  })
  try {
    await init(folder, { from })
    return text
  } finally {
    spy.mockRestore()
  }
}

describe('init from a model', () => {
  it.each([
    ['{', 'model.json: it is no JSON: '],
    ['{}', 'model.json: it is no data model of NoSQL Workbench, exported as JSON: DataModel: '],
    [model({ KeyAttributes: {} }), 'DataModel.0.KeyAttributes.PartitionKey: '],
    [model({ TableData: [3] }), 'DataModel.0.TableData.0: '],
  ])('refuses what is none, and writes nothing: %s', async (text, message) => {
    const { folder, write } = testProject()
    await expect(init(folder, { from: write('model.json', text) })).rejects.toThrow(message)
    expect(existsSync(join(folder, 'monotable.config.ts'))).toBe(false)
  })

  it('says that the model is not there', async () => {
    const { folder } = testProject()
    await expect(init(folder, { from: 'none.json' })).rejects.toThrow('none.json: it is not there')
  })

  it('says what its draft does not bear', async () => {
    const { folder, write } = testProject()
    const from = write(
      'model.json',
      model({
        KeyAttributes: { ...key, SortKey: { AttributeName: 'sk', AttributeType: 'S' } },
        TableData: [
          { pk: { S: 'a' }, sk: { S: 'meta' } },
          { pk: { S: 'a' }, sk: { S: '1' } },
        ],
      }),
    )
    expect(await printed(folder, from)).toMatch(
      /The draft does not work yet: .* can have the same primary key/,
    )
  })

  it('drafts tables without items as well', async () => {
    const { folder, write, read } = testProject()
    const facets = { TableFacets: [{ FacetName: 'Loan', TableData: [] }] }
    const text = await printed(folder, write('model.json', model(facets)))
    expect(text).toContain('wrote src/schema.ts')
    expect(read('src/schema.ts')).toContain("name: 'tab',")
    expect(read('src/schema.ts')).toContain('// The facet Loan has no items: its entity is yours to write.')
    expect(read('seed.json')).toBe('')
  })
})
