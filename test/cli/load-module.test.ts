import { describe, expect, it } from 'vitest'
import { loadModule, shownPath } from '../../src/cli/load-module.js'
import { testProject } from './project.js'

const failureOf = async (file: string): Promise<string> => {
  const error: unknown = await loadModule(file).catch((reason: unknown) => reason)
  return error instanceof Error ? error.message : 'loaded'
}

describe('loadModule', () => {
  it('runs TypeScript, with the modules and path aliases of the project', async () => {
    const project = testProject({
      'other.ts': 'export const one: number = 1\n',
      'tsconfig.json': '{ "compilerOptions": { "paths": { "~/*": ["./*"] } } }',
    })
    const file = project.write(
      'a.ts',
      "import { one } from '~/other.js'\nexport const two: number = one + 1\n",
    )
    expect((await loadModule(file))['two']).toBe(2)
  })

  it('points to the place of a syntax error', async () => {
    const file = testProject().write('a.ts', 'export const a: number = 1\nexport const b = {{\n')
    expect(await failureOf(file)).toBe(
      'Unexpected token\n  at a.ts:2:19\n\n  2 | export const b = {{\n    |                   ^',
    )
  })

  it('points to the line that threw, in whatever module of the project', async () => {
    const project = testProject({
      'deep/thrower.ts':
        "interface Box {\n  a: string\n}\nexport function f(box: Box): never {\n  throw new Error('no ' + box.a)\n}\n",
    })
    const file = project.write(
      'a.ts',
      "import { f } from './deep/thrower.js'\nexport const x = f({ a: 'luck' })\n",
    )
    expect(await failureOf(file)).toBe(
      "no luck\n  at deep/thrower.ts:5\n\n  5 |   throw new Error('no ' + box.a)",
    )
  })

  it('points to the definition of which the library complains, not into the library', async () => {
    const file = testProject().write(
      'a.ts',
      "import { defineTable } from 'monotable'\n\nexport const t = defineTable({ name: 'a b', partitionKey: 'pk' })\n",
    )
    expect(await failureOf(file)).toMatch(/^Table a b: the table needs a name .*\n {2}at a\.ts:3\n/)
  })

  it('names the import that leads nowhere', async () => {
    const project = testProject()
    const relative = project.write(
      'a.ts',
      "const a = 1\nimport { b } from './nowhere.js'\nexport const c = b + a\n",
    )
    expect(await failureOf(relative)).toMatch(/^cannot find \.\/nowhere\.js\n {2}at a\.ts:2\n/)
    const bare = project.write('b.ts', 'import { b } from "no-such-package"\nexport const c = b\n')
    expect(await failureOf(bare)).toMatch(
      /^cannot find no-such-package: is it installed\? npm install no-such-package\n {2}at b\.ts:1\n/,
    )
  })

  it('takes whatever a module throws', async () => {
    const file = testProject().write('a.ts', "throw 'a text'\n")
    expect(await failureOf(file)).toBe('the module threw a text\n  at a.ts')
  })

  it('says that a file is not there', async () => {
    const { folder } = testProject()
    expect(await failureOf(`${folder}/none.ts`)).toBe('none.ts is not there')
  })
})

describe('shownPath', () => {
  it('is relative within the current folder, and absolute beyond', () => {
    const { folder } = testProject()
    expect(shownPath(`${folder}/a/b.ts`)).toBe('a/b.ts')
    expect(shownPath('/elsewhere/b.ts')).toBe('/elsewhere/b.ts')
  })
})
