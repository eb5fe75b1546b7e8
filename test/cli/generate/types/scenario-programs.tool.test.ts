import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PrintedScenarios } from './scenario-programs.js'
import { compile, printScenarios, root, runScenarios } from './scenario-programs.js'

const names = ['editor', 'flights', 'library', 'lock', 'mall', 'sessions', 'shop', 'tasks']

describe('the programs of the scenarios, moved over to the printed types and the printed database', () => {
  let printed: PrintedScenarios

  beforeAll(async () => {
    printed = await printScenarios()
  }, 300_000)
  afterAll(() => printed.remove())

  it('are all of them', () => {
    // Each has a schema, and is made in one place, in its test or in the example that it runs.
    for (const files of [printed.schemas, printed.makers]) {
      const folders = files.map((file) => file.split('/').at(-2))
      expect(folders).toHaveLength(names.length)
      expect(new Set(folders)).toEqual(new Set(names))
    }
    for (const maker of printed.makers) {
      const text = readFileSync(join(printed.folder, maker), 'utf8')
      expect(text).toMatch(/import \{ createDatabase \} from '\S+\/printed-schema\.js'/)
      expect(text).toMatch(/\bcreateDatabase\(\{ (?:(?!\bentities\b|\bcollections\b)[^}])*\}\)/)
    }
  })

  it('compile', () => {
    expect(compile(printed.folder)).toBe('')
  })

  it('do not compile where a printed type is wrong', () => {
    const file = join(printed.folder, 'test/scenarios/library/generated/repositories.ts')
    const text = readFileSync(file, 'utf8')
    const wrong = text.replaceAll('dueAt?: Date', 'dueAt?: string')
    expect(wrong).not.toBe(text)
    writeFileSync(file, wrong)
    const complaints = compile(printed.folder)
    writeFileSync(file, text)
    expect(complaints).toMatch(/^test\/scenarios\/library\/loans\.ts\(\d+,\d+\): error TS2322/m)
  })

  it('pass the same tests as those of the repository', { timeout: 600_000 }, () => {
    const results = runScenarios(printed.folder)
    expect(Object.values(results).length).toBeGreaterThan(50)
    expect(new Set(Object.values(results))).toEqual(new Set(['passed']))
    expect(results).toEqual(runScenarios(root))
  })
})
