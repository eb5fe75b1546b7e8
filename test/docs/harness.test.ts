import { describe, expect, it } from 'vitest'
import { check } from './check.js'
import { modulesOf } from './modules.js'
import { blocksOf } from './pages.js'
import { run } from './run.js'

const page = (...blocks: string[]) =>
  blocksOf('page.md', blocks.map((block) => `\`\`\`${block}\n\`\`\``).join('\n\ntext\n\n'))
const moduleOf = (...blocks: string[]) => modulesOf('page.md', page(...blocks), [])[0]!

describe('what is planted in a page is found', () => {
  it('a value that is not what the page says, in each place where it can stand', async () => {
    await expect(run(moduleOf('ts\n1 + 1 // → 3'))).rejects.toThrow('page.md:2')
    await expect(run(moduleOf('ts\nconst a = 1 // → 2'))).rejects.toThrow('page.md:2')
    await expect(run(moduleOf('ts\nconst f = (n: number) => n\nf(\n  1,\n) // → 2'))).rejects.toThrow(
      'page.md:5',
    )
    await expect(run(moduleOf('ts\nJSON.parse(`{"a":1}`)\n// → { a: 2 }'))).rejects.toThrow('page.md:3')
    await expect(run(moduleOf('ts\nif (true) {\n}\n// → 1'))).rejects.toThrow('has no value')
    await expect(run(moduleOf('ts\n// → 1'))).rejects.toThrow('follows no statement')
  })

  it('and what is right passes', async () => {
    await expect(
      run(moduleOf('ts\n1 + 1 // → 2', 'ts\nconst a = { b: 1, c: 2 } // → { b: 1 }')),
    ).resolves.toBe(undefined)
  })

  it('code that fails', async () => {
    await expect(run(moduleOf("ts\nthrow new Error('planted')"))).rejects.toThrow('planted')
  })

  it('code that does not compile, with its place', () => {
    const modules = modulesOf('page.md', page('ts\nconst a: string = 1', 'ts wrong\nconst b: string = a'), [])
    expect(check(modules).map(({ place, message }) => `${place} ${message}`)).toEqual([
      "page.md:2 Type 'number' is not assignable to type 'string'.",
      "page.md:2 Type 'number' is not assignable to type 'string'.",
    ])
  }, 60_000)

  it('a fence that nobody would look at', () => {
    expect(() => page('ts norun\n1')).toThrow('ts is followed by norun')
    expect(() => blocksOf('page.md', '```ts\n1')).toThrow('not closed')
  })
})
