import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { memory } from '../../engine/index.js'
import { loadSchema, openDatabase } from '../schema-module/index.js'
import { loadSeed } from './load-seed.js'
import { saveSeed } from './save-seed.js'

/** A seed file with tables and items alone, made for one start of a server. */
export interface SeedOf {
  readonly file: string
  /** Takes the file away. */
  remove(): void
}

/** Turns a schema module, and a seed that is read through it, into a seed file as servers take it. */
export async function seedOf(schemaFile: string, seedFile: string | undefined): Promise<SeedOf> {
  const schema = await loadSchema(resolve(schemaFile))
  const backend = memory()
  const database = openDatabase(schema, backend)
  const target = { schema, database, backend }
  await database.createTables()
  if (seedFile !== undefined) await loadSeed(resolve(seedFile), target)
  const folder = mkdtempSync(join(tmpdir(), 'monotable-seed-'))
  const file = join(folder, 'seed.json')
  await saveSeed(file, target)
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
