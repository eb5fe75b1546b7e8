import { join, resolve } from 'node:path'
import { memory } from '../../engine/index.js'
import { print } from '../print.js'
import { loadSchema, openDatabase } from '../schema-module/index.js'
import { loadSeed } from '../seed/load-seed.js'
import { draftSchema } from './draft-schema.js'
import { configText, schemaText, testText } from './first-files.js'
import { readModel } from './read-model.js'
import { writeNewFiles } from './write-files.js'

/** Writes the first files of a project into a folder: an example, or what a data model says. */
export async function init(folder: string, { from }: { readonly from?: string }): Promise<void> {
  if (from === undefined) {
    write(folder, {
      'monotable.config.ts': configText,
      'src/schema.ts': schemaText,
      'test/schema.test.ts': testText,
    })
    return print('\nNext: npm install monotable zod && npm install --save-dev vitest && npx vitest run')
  }
  const { schema, seed } = draftSchema(readModel(resolve(from)))
  write(folder, { 'monotable.config.ts': configText, 'src/schema.ts': schema, 'seed.json': seed })
  print(await tried(folder))
  print('\nNext: look at what src/schema.ts marks as a guess, and try it:')
  print('  npx monotable serve --schema src/schema.ts --seed-file seed.json')
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  writeNewFiles(folder, files)
  for (const path of Object.keys(files)) print(`wrote ${path}`)
}

/** Loads the samples through the draft, which is no more than a guess: what it does not bear is left to its user. */
async function tried(folder: string): Promise<string> {
  try {
    const module = await loadSchema(join(folder, 'src/schema.ts'))
    const backend = memory()
    const database = openDatabase(module, backend)
    await database.createTables()
    const target = { schema: module, database, backend }
    return `loaded ${await loadSeed(join(folder, 'seed.json'), target)} samples into the engine`
  } catch (error) {
    return `\nThe draft does not work yet: ${error instanceof Error ? error.message : String(error)}`
  }
}
