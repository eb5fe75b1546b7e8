import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jsonIn, plant, type PlantedCheckout } from '../planted.js'

interface Diagnostic {
  readonly code: string
  readonly filename: string
}

const lines = (count: number, line: string) => `${line}\n`.repeat(count)

const planted: { rule: string; path: string; text: string }[] = [
  { rule: 'typescript(no-explicit-any)', path: 'src/keys/any.ts', text: 'export type A = any\n' },
  {
    rule: 'typescript(no-unsafe-return)',
    path: 'src/engine/leak.ts',
    text: 'export function f(text: string): string {\n  return JSON.parse(text)\n}\n',
  },
  {
    rule: 'typescript(no-floating-promises)',
    path: 'src/repository/float.ts',
    text: 'export async function f() {}\nf()\n',
  },
  {
    rule: 'eslint(no-restricted-globals)',
    path: 'src/engine/timer.ts',
    text: 'setTimeout(() => {}, 1)\n',
  },
  {
    rule: 'eslint(no-restricted-properties)',
    path: 'src/repository/now.ts',
    text: 'export const a = Date.now()\n',
  },
  {
    rule: 'eslint(no-restricted-properties)',
    path: 'src/engine/chance.ts',
    text: 'export const a = Math.random()\n',
  },
  { rule: 'eslint(max-lines)', path: 'src/keys/long.ts', text: lines(501, 'export {}') },
  { rule: 'eslint(max-lines)', path: 'test/keys/long.test.ts', text: lines(501, 'export {}') },
  {
    rule: 'eslint(max-lines-per-function)',
    path: 'src/keys/long-function.ts',
    text: `export function f(a: number) {\n${lines(70, '  a += 1')}  return a\n}\n`,
  },
  { rule: 'import(no-default-export)', path: 'src/keys/default.ts', text: 'export default 1\n' },
  { rule: 'eslint(no-eval)', path: 'src/keys/eval.ts', text: "export const a = eval('1')\n" },
  { rule: 'eslint(no-new-func)', path: 'src/keys/func.ts', text: "export const a = new Function('1')\n" },
  {
    rule: 'eslint(no-warning-comments)',
    path: 'src/keys/later.ts',
    text: '// Works, TODO more\nexport {}\n',
  },
  { rule: 'unicorn(filename-case)', path: 'src/keys/keyTemplate.ts', text: 'export {}\n' },
  {
    rule: 'typescript(switch-exhaustiveness-check)',
    path: 'src/keys/switch.ts',
    text: "export function f(a: 'x' | 'y') {\n  switch (a) {\n    case 'x':\n      return 1\n  }\n  return 2\n}\n",
  },
  {
    rule: 'typescript(consistent-type-imports)',
    path: 'src/keys/type-import.ts',
    text: "import { Clock } from '../core/clock.js'\nexport type A = Clock\n",
  },
  {
    rule: 'vitest(no-focused-tests)',
    path: 'test/keys/focused.test.ts',
    text: "import { expect, it } from 'vitest'\nit.only('adds', () => expect(1 + 1).toBe(2))\n",
  },
  {
    rule: 'vitest(no-disabled-tests)',
    path: 'test/keys/skipped.test.ts',
    text: "import { expect, it } from 'vitest'\nit.skip('adds', () => expect(1 + 1).toBe(2))\n",
  },
  {
    rule: 'vitest(expect-expect)',
    path: 'test/keys/empty.test.ts',
    text: "import { it } from 'vitest'\nit('adds', () => {})\n",
  },
]

const allowed: Record<string, string> = {
  'src/core/clock.ts':
    'export interface Clock {\n  now(): number\n}\nexport const clock: Clock = { now: () => Date.now() }\n',
  'src/keys/function.ts': `export function f(a: number) {\n${lines(68, '  a.toFixed()')}}\n`,
  'src/schema/reason.ts':
    '// oxlint-disable-next-line typescript/no-explicit-any -- behind a typed seam\nexport type A = any\n',
  'test/keys/works.test.ts':
    "import { expect, it } from 'vitest'\nit('adds', () => expect(Date.now()).toBeGreaterThan(2))\n",
}

describe('npm run lint', () => {
  let checkout: PlantedCheckout
  let found: string[]

  beforeAll(() => {
    const violators = Object.fromEntries(planted.map(({ path, text }) => [path, text]))
    checkout = plant({ ...allowed, ...violators })
    const { output } = checkout.run('lint', '--format', 'json')
    const { diagnostics } = jsonIn(output) as { diagnostics: Diagnostic[] }
    found = diagnostics.map(({ code, filename }) => `${code}: ${filename}`)
  })

  afterAll(() => checkout.remove())

  it.each(planted)('finds $rule in $path', ({ rule, path }) => {
    expect(found).toContain(`${rule}: ${path}`)
  })

  it.each(Object.keys(allowed))('holds nothing against %s', (path) => {
    expect(found.filter((line) => line.endsWith(`: ${path}`))).toEqual([])
  })

  it('fails for a single finding, and passes without one', () => {
    const bad = plant({ 'src/keys/any.ts': 'export type A = any\n' })
    const good = plant(allowed)
    try {
      expect(bad.run('lint').status).not.toBe(0)
      expect(good.run('lint')).toMatchObject({ status: 0 })
    } finally {
      bad.remove()
      good.remove()
    }
  })
})
