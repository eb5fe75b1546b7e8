import { print } from '../print.js'
import { configText, schemaText, testText } from './first-files.js'
import { writeNewFiles } from './write-files.js'

/** Writes the first files of a project into a folder. */
export function init(folder: string): void {
  const files = {
    'monotable.config.ts': configText,
    'src/schema.ts': schemaText,
    'test/schema.test.ts': testText,
  }
  writeNewFiles(folder, files)
  for (const path of Object.keys(files)) print(`wrote ${path}`)
  print('\nNext: npm install monotable zod && npm install --save-dev vitest && npx vitest run')
}
