import { describe, expect, it } from 'vitest'
import { doubleCastsSayWhy, lintEscapesHaveReasons } from './rules/escapes.js'
import { exportsAreNamed, indexesOnlyGather, roomsHaveAnIndex } from './rules/exports.js'
import { lockfileIsComplete } from './rules/lockfile.js'
import { testsMirrorSource } from './rules/mirror.js'
import { namesAreKebabCase } from './rules/names.js'
import { belongsToNoMachine, topLevelIsSmall } from './rules/place.js'
import { timeAndChanceAreInjected } from './rules/ports.js'
import type { Problem, SourceFile } from './source-file.js'

interface Planted {
  readonly rule: (file: SourceFile) => Problem[]
  readonly path?: string
  readonly bad: string[]
  readonly good: string[]
}

const planted: Planted[] = [
  {
    rule: exportsAreNamed,
    bad: [`export * from './a.js'`, `export * as a from './a.js'`, `export type * from './a.js'`],
    good: [`export { a } from './a.js'`, `export type { A } from './a.js'`, `export const a = 1`],
  },
  {
    rule: indexesOnlyGather,
    path: 'src/keys/index.ts',
    bad: [`export const a = 1`, `import { a } from './a.js'\nexport { a }`, `export function f() {}`],
    good: [`export { a } from './a.js'\nexport type { B } from './b.js'`],
  },
  {
    rule: timeAndChanceAreInjected,
    path: 'src/engine/a.ts',
    bad: [
      `const a = new Date()`,
      `const a = Date.now()`,
      `const a = Math.random()`,
      `globalThis.setTimeout(() => {}, 1)`,
      `setImmediate(act)`,
      `const a = crypto.randomUUID()`,
    ],
    good: [
      `const a = new Date(clock.now())`,
      `const a = Date.parse(text)`,
      `const a = random()`,
      `await clock.sleep(1)`,
      `crypto.getRandomValues(iv)`,
    ],
  },
  {
    rule: timeAndChanceAreInjected,
    path: 'src/server/a.ts',
    bad: [`setTimeout(act, 1)`],
    good: [`setImmediate(act)`],
  },
  {
    rule: lintEscapesHaveReasons,
    path: 'src/engine/a.ts',
    bad: [
      `// oxlint-disable-next-line`,
      `// oxlint-disable-next-line no-eval`,
      `/* oxlint-disable */`,
      `// eslint-disable-line no-eval --`,
      `// oxlint-disable-next-line typescript/no-explicit-any -- it is quicker`,
    ],
    good: [`// oxlint-disable-next-line max-lines -- a data table`, `// nothing is disabled here`],
  },
  {
    rule: doubleCastsSayWhy,
    path: 'src/keys/a.ts',
    bad: [`const a = b as any`, `const a = b as unknown as C`, `f(\n  b as unknown as C,\n)`],
    good: [
      `// The builder proves it.\nconst a = b as unknown as C`,
      `const a = b as C`,
      `const a = b as unknown`,
    ],
  },
  {
    rule: belongsToNoMachine,
    bad: [
      'see /home/jane/monotable',
      'see /Users/jane/monotable',
      'cd /root/monotable',
      'C:\\Users\\jane',
      '"resolved": "https://registry.example.org/zod/-/zod-4.0.0.tgz"',
      '//localhost:4873/:_authToken=abc',
    ],
    good: [
      'https://docs.aws.amazon.com/home/index.html',
      'src/root/index.ts',
      'GET /v1/users/jane',
      './tmp/x',
    ],
  },
]

describe.each(planted)('$rule.name', ({ rule, path = 'src/keys/a.ts', bad, good }) => {
  it.each(bad)('catches %j', (text) => {
    expect(rule({ path, text })).not.toEqual([])
  })

  it.each(good)('lets %j pass', (text) => {
    expect(rule({ path, text })).toEqual([])
  })
})

describe('timeAndChanceAreInjected', () => {
  it('leaves the ports and the tests alone', () => {
    const text = 'const a = Date.now()'
    expect(timeAndChanceAreInjected({ path: 'src/core/clock.ts', text })).toEqual([])
    expect(timeAndChanceAreInjected({ path: 'test/core/clock.test.ts', text })).toEqual([])
  })
})

describe('namesAreKebabCase', () => {
  it.each(['src/keys/keyTemplate.ts', 'src/Keys/a.ts', 'src/keys/key_template.ts', 'test/keys/a.Test.ts'])(
    'catches %s',
    (path) => expect(namesAreKebabCase({ path, text: '' })).toHaveLength(1),
  )

  it.each([
    'src/keys/key-template.types.ts',
    'test/types/a.test-d.ts',
    '.config/tsconfig.build.json',
    'docs/0001-a.md',
  ])('lets %s pass', (path) => expect(namesAreKebabCase({ path, text: '' })).toEqual([]))
})

describe('roomsHaveAnIndex', () => {
  it('catches a room without one, the open rooms excepted', () => {
    const paths = [
      'src/keys/a.ts',
      'src/schema/index.ts',
      'src/core/a.ts',
      'src/backends/aws.ts',
      'src/index.ts',
    ]
    const problems = roomsHaveAnIndex(paths.map((path) => ({ path, text: '' })))
    expect(problems.map(({ path }) => path)).toEqual(['src/keys'])
  })
})

describe('lockfileIsComplete', () => {
  const problemsOf = (packages: object) =>
    lockfileIsComplete({
      path: 'package-lock.json',
      text: JSON.stringify({ packages: { '': {}, ...packages } }),
    })
  const tool = { integrity: 'sha512-1', optionalDependencies: { '@tool/darwin': '1.0.0' } }
  const binary = { integrity: 'sha512-2' }

  it('catches a binary that is not locked, and a package without a hash', () => {
    expect(problemsOf({ 'node_modules/tool': tool })).toHaveLength(1)
    expect(problemsOf({ 'node_modules/tool': tool, 'node_modules/@tool/darwin': {} })).toHaveLength(1)
  })

  it('lets a package pass that is packed within another', () => {
    const bundled = { inBundle: true }
    expect(problemsOf({ 'node_modules/tool/node_modules/part': bundled })).toEqual([])
  })

  it('lets a binary pass wherever it is installed', () => {
    expect(problemsOf({ 'node_modules/tool': tool, 'node_modules/@tool/darwin': binary })).toEqual([])
    const nested = 'node_modules/tool/node_modules/@tool/darwin'
    expect(problemsOf({ 'node_modules/tool': tool, [nested]: binary })).toEqual([])
  })
})

describe('topLevelIsSmall', () => {
  it('catches what is not of the project', () => {
    const problems = topLevelIsSmall([
      'src',
      '.config',
      'README.md',
      'scripts',
      'notes.txt',
      'vitest.config.ts',
    ])
    expect(problems.map(({ path }) => path)).toEqual(['scripts', 'notes.txt', 'vitest.config.ts'])
  })
})

describe('testsMirrorSource', () => {
  const runs = 'export const a = () => 1'
  const problemsOf = (texts: Record<string, string>) =>
    testsMirrorSource(Object.entries(texts).map(([path, text]) => ({ path, text }))).map(({ path }) => path)

  it('catches code that no test of its folder reaches', () => {
    const source = { 'src/keys/deep/a.ts': runs }
    const reaching = (path: string) => `import { a } from '${path}'`
    expect(problemsOf(source)).toEqual(['src/keys/deep/a.ts'])
    for (const test of [
      { 'test/keys/deep/ab.test.ts': '' },
      { 'test/keys/deep.test.ts': '' },
      { 'test/keys/b.test.ts': reaching('../../src/keys/deep/a.js') },
      { 'test/schema/deep/b.test.ts': reaching('../../../src/keys/deep/a.js') },
      { 'test/keys/deep/b.test.ts': `import type { A } from '../../../src/keys/deep/a.js'` },
      { 'test/keys/deep/helper.ts': reaching('../../../src/keys/deep/a.js') },
    ])
      expect(problemsOf({ ...source, ...test })).toEqual(['src/keys/deep/a.ts'])
  })

  it.each([
    ['test/keys/deep/a.test.ts', ''],
    ['test/keys/deep/a.errors.test.ts', ''],
    ['test/keys/deep/a/errors.test.ts', ''],
    ['test/keys/deep/b.test.ts', `import { a } from '../../../src/keys/deep/a.js'`],
    ['test/keys/deep/b.test.ts', `import { b } from '../../../src/keys/deep/index.js'`],
    ['test/keys/deep/b.test.ts', `import { keys } from '../helper.js'`],
  ])('is content with %s: %s', (path, text) => {
    expect(
      problemsOf({
        'src/keys/deep/a.ts': runs,
        'src/keys/deep/index.ts': `export { b } from './b.js'`,
        'src/keys/deep/b.ts': `import { a } from './a.js'\nexport const b = a`,
        'test/keys/helper.ts': `export * as keys from '../../src/keys/deep/a.js'`,
        [path]: text,
      }),
    ).toEqual([])
  })

  it('takes the aspects of a file for the file', () => {
    expect(problemsOf({ 'src/keys/a.validate.ts': runs, 'test/keys/a.test.ts': '' })).toEqual([])
  })

  it('asks for no test of types, of data and of indexes', () => {
    expect(
      problemsOf({
        'src/keys/a.types.ts': `import type { B } from './b.js'\nexport interface A { b: B }\nexport declare function f(a: A): void\nexport type F = () => A`,
        'src/keys/b.ts': `export const limits = { bytesMax: 4 * 1024, names: ['a'] } as const`,
        'src/keys/index.ts': `export { a } from './a.js'`,
      }),
    ).toEqual([])
  })
})
