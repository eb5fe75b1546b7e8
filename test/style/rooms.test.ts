import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jsonIn, plant, runScript, type PlantedCheckout } from './planted.js'
import { repositoryRoot } from './source-file.js'

interface Violation {
  readonly from: string
  readonly rule: { readonly name: string }
}

function violationsIn(root: string): Violation[] {
  const { output } = runScript(root, 'rooms', ['--output-type', 'json'])
  return (jsonIn(output) as { summary: { violations: Violation[] } }).summary.violations
}

const index = 'export const one = 1\n'

/** One file for each rule; where a rule has several ways around it, one for each way. */
const planted: { rule: string; path: string; text: string }[] = [
  { rule: 'room-core', path: 'src/core/a.ts', text: `import '../protocol/limits.js'\n` },
  { rule: 'room-protocol', path: 'src/protocol/a.ts', text: `import '../keys/index.js'\n` },
  { rule: 'room-keys', path: 'src/keys/a.ts', text: `import '../schema/index.js'\n` },
  { rule: 'room-schema', path: 'src/schema/a.ts', text: `import '../marshalling/index.js'\n` },
  { rule: 'room-marshalling', path: 'src/marshalling/a.ts', text: `import '../expressions/index.js'\n` },
  { rule: 'room-expressions', path: 'src/expressions/a.ts', text: `import '../repository/index.js'\n` },
  { rule: 'room-repository', path: 'src/repository/a.ts', text: `import '../engine/index.js'\n` },
  { rule: 'room-backends', path: 'src/backends/a.ts', text: `import '../schema/index.js'\n` },
  { rule: 'room-streams', path: 'src/streams/a.ts', text: `import '../repository/index.js'\n` },
  { rule: 'room-engine', path: 'src/engine/a.ts', text: `import '../marshalling/index.js'\n` },
  { rule: 'room-server', path: 'src/server/a.ts', text: `import '../repository/index.js'\n` },
  { rule: 'room-testing', path: 'src/testing/a.ts', text: `import '../expressions/index.js'\n` },
  { rule: 'room-cli', path: 'src/cli/a.ts', text: `import '../streams/index.js'\n` },
  { rule: 'room-engine', path: 'src/engine/types.ts', text: `export type { one } from '../keys/index.js'\n` },
  {
    rule: 'room-engine',
    path: 'src/engine/inline-types.ts',
    text: `export type One = import('../keys/index.js').One\n`,
  },
  {
    rule: 'room-engine',
    path: 'src/engine/dynamic.ts',
    text: `export const later = import('../keys/index.js')\n`,
  },
  { rule: 'known-room', path: 'src/attic/a.ts', text: `import '../core/assert.js'\n` },
  {
    rule: 'no-cycle',
    path: 'src/keys/chicken.ts',
    text: `import type { Egg } from './egg.js'\nexport type Chicken = Egg\n`,
  },
  { rule: 'through-the-index', path: 'src/schema/b.ts', text: `import '../keys/a.js'\n` },
  { rule: 'through-the-index', path: 'src/testing/b.ts', text: `import '../backends/deep/a.js'\n` },
  { rule: 'index-of-the-mapper', path: 'src/index.ts', text: `export { one } from './engine/index.js'\n` },
  { rule: 'not-the-package-itself', path: 'src/keys/b.ts', text: `import '../index.js'\n` },
  { rule: 'not-the-package-itself', path: 'src/keys/c.ts', text: `import 'monotable'\n` },
  { rule: 'src-alone', path: 'src/keys/d.ts', text: `import '../../test/helper.js'\n` },
  { rule: 'any-runtime', path: 'src/engine/b.ts', text: `import 'node:crypto'\n` },
  {
    rule: 'any-runtime',
    path: 'src/keys/e.ts',
    text: `import type { Buffer } from 'buffer'\nexport type B = Buffer\n`,
  },
  {
    rule: 'zod-in-schema',
    path: 'src/keys/f.ts',
    text: `import * as z from 'zod'\nexport const s = z.string()\n`,
  },
  {
    rule: 'zod-in-schema',
    path: 'src/keys/g.ts',
    text: `import * as z from 'zod/v4/core'\nexport const s = z.parse\n`,
  },
  { rule: 'sdk-in-its-adapter', path: 'src/backends/b.ts', text: `import '@aws-sdk/client-dynamodb'\n` },
  {
    rule: 'sdk-in-its-adapter',
    path: 'src/repository/b.ts',
    text: `export type { AttributeValue } from '@aws-sdk/client-dynamodb'\n`,
  },
  { rule: 'types-only-packages', path: 'src/core/b.ts', text: `import 'ts-toolbelt'\n` },
  { rule: 'published-dependencies', path: 'src/core/c.ts', text: `import 'fast-check'\n` },
  { rule: 'resolvable', path: 'src/core/d.ts', text: `import './nowhere.js'\n` },
]

/** What the rules must let through. */
const allowed: Record<string, string> = {
  'src/keys/egg.ts': `import type { Chicken } from './chicken.js'\nexport type Egg = Chicken\n`, // told once, at the chicken
  'src/core/assert.ts': index,
  'src/protocol/limits.ts': `export { one } from '../core/assert.js'\n`,
  'src/keys/zod-types.ts': `import type * as z from 'zod'\nexport type Shape = z.ZodType\n`,
  'src/schema/zod.ts': `import * as z from 'zod'\nexport const shape = z.string()\n`,
  'src/core/types.ts': `import type { L } from 'ts-toolbelt'\nexport type Tail = L.Tail<[1, 2]>\n`,
  'src/backends/aws.ts': `import '@aws-sdk/client-dynamodb'\nimport 'node:http'\nimport '../protocol/limits.js'\n`,
  'src/backends/deep/a.ts': index,
  'src/testing/container.ts': `import '../backends/aws.js'\nimport '../schema/index.js'\n`,
  'test/helper.ts': index,
}

const roomIndexes = Object.fromEntries(
  ['keys', 'schema', 'marshalling', 'expressions', 'repository', 'engine', 'streams'].map((room) => [
    `src/${room}/index.ts`,
    index,
  ]),
)

describe('the rules of rooms', () => {
  let checkout: PlantedCheckout
  let violations: string[]

  beforeAll(() => {
    const violators = Object.fromEntries(planted.map(({ path, text }) => [path, text]))
    checkout = plant({ ...roomIndexes, ...allowed, ...violators })
    violations = violationsIn(checkout.root).map(({ rule, from }) => `${rule.name}: ${from}`)
  }, 60_000)

  afterAll(() => checkout.remove())

  it.each(planted)('$rule is caught in $path', ({ rule, path }) => {
    expect(violations).toContain(`${rule}: ${path}`)
  })

  it.each(Object.keys(allowed))('nothing is held against %s', (path) => {
    expect(violations.filter((violation) => violation.endsWith(`: ${path}`))).toEqual([])
  })

  it('every rule has a planted violation', () => {
    const { forbidden } = createRequire(import.meta.url)('../../.config/dependency-cruiser.cjs') as {
      forbidden: { name: string }[]
    }
    expect(new Set(planted.map(({ rule }) => rule))).toEqual(new Set(forbidden.map(({ name }) => name)))
  })

  it('src obeys them all', () => {
    expect(violationsIn(repositoryRoot).map(({ rule, from }) => `${rule.name}: ${from}`)).toEqual([])
  }, 60_000)
})
