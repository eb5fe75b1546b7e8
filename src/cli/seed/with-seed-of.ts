import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { memory } from '../../engine/index.js'
import { loadSchema, openDatabase } from '../schema-module/index.js'
import { loadSeed } from './load-seed.js'
import { saveSeed } from './save-seed.js'

/**
 * Turns a schema module, and a seed that is read through it, into a seed file with tables and items alone, which is
 * there while `use` runs.
 */
export async function withSeedOf(
  schemaFile: string,
  seedFile: string | undefined,
  use: (seedFile: string) => Promise<void>,
): Promise<void> {
  const schema = await loadSchema(resolve(schemaFile))
  const backend = memory()
  const database = openDatabase(schema, backend)
  const target = { schema, database, backend }
  await database.createTables()
  if (seedFile !== undefined) await loadSeed(resolve(seedFile), target)
  const folder = mkdtempSync(join(tmpdir(), 'monotable-seed-'))
  try {
    const file = join(folder, 'seed.json')
    await saveSeed(file, target)
    await use(file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
