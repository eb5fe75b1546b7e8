/* Keys that are something else than what was written down. Links are to where users of other mappers met them. */
import { createDatabase, defineEntity, defineTable } from 'monotable'
import { memory } from 'monotable/memory'
import { beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'

const files = defineTable({ name: 'files', partitionKey: 'pk', sortKey: 'sk' })

const File = defineEntity({
  name: 'File',
  table: files,
  schema: z.object({ ownerId: z.string(), fileId: z.string(), bytes: z.number().int() }),
  key: { partitionKey: 'OWNER#{ownerId}', sortKey: 'File#{fileId}' },
})

/** For a table that exists already, whose keys are in lower case. */
const Alias = defineEntity({
  name: 'Alias',
  table: files,
  schema: z.object({ alias: z.string(), fileId: z.string() }),
  key: {
    partitionKey: { template: 'alias#{alias}', casing: 'lower' },
    sortKey: 'alias',
  },
})

const db = createDatabase({ backend: memory(), entities: { files: File, aliases: Alias } })
beforeAll(() => db.createTables())

describe('an id in a key', () => {
  // https://github.com/tywalch/electrodb/issues/523
  it('keeps its case, so that ids that differ in nothing else are two', async () => {
    const ids = ['aGVsbG8', 'AgVSBg8', 'aGVsbG8_', 'aGVsbG8-', 'äÄ', 'ß', 'SS', 'İ', 'i̇']
    for (const [bytes, fileId] of ids.entries()) await db.files.create({ ownerId: 'o1', fileId, bytes })
    for (const [bytes, fileId] of ids.entries())
      expect(await db.files.get({ ownerId: 'o1', fileId })).toEqual({ ownerId: 'o1', fileId, bytes })
    expect(await db.files.query.primary({ ownerId: 'o1' }).count()).toBe(ids.length)
  })

  // https://github.com/tywalch/electrodb/issues/523
  it('comes back from the key alone as it went in', () => {
    const stored = File.formatKey({ ownerId: 'Ada', fileId: 'aGVsbG8' })
    expect(stored).toEqual({ pk: { S: 'OWNER#Ada' }, sk: { S: 'File#aGVsbG8' } })
  })

  // https://github.com/tywalch/electrodb/issues/369
  it('is found by what was written, also by programs that write the key themselves', async () => {
    const backend = memory()
    const own = createDatabase({ backend, entities: { files: File } })
    await own.createTables()
    await backend.execute('PutItem', {
      TableName: 'files',
      Item: {
        pk: { S: 'OWNER#Ada' },
        sk: { S: 'File#X1' },
        _entity: { S: 'File' },
        ownerId: { S: 'Ada' },
        fileId: { S: 'X1' },
        bytes: { N: '7' },
      },
    })
    expect(await own.files.get({ ownerId: 'Ada', fileId: 'X1' })).toMatchObject({ bytes: 7 })
    expect(await own.files.get({ ownerId: 'ada', fileId: 'x1' })).toBeUndefined()
  })
})

describe('a template that asks for a case', () => {
  it('changes the key and not the attribute', async () => {
    const alias = await db.aliases.create({ alias: 'ReadMe', fileId: 'f1' })
    expect(alias).toEqual({ alias: 'ReadMe', fileId: 'f1' })
    expect(Alias.formatKey({ alias: 'ReadMe' })).toMatchObject({ pk: { S: 'alias#readme' } })
    expect(await db.aliases.get({ alias: 'README' })).toEqual({ alias: 'ReadMe', fileId: 'f1' })
  })

  it('refuses two values that it makes one', async () => {
    await expect(db.aliases.create({ alias: 'readme', fileId: 'f2' })).rejects.toMatchObject({
      code: 'repository.exists',
      details: { stored: { alias: 'ReadMe' } },
    })
  })
})
