import { afterEach, describe, expect, it } from 'vitest'
import manifest from '../../../package.json' with { type: 'json' }
import { jsonIn, plant, type PlantedCheckout } from '../planted.js'

const open: PlantedCheckout[] = []

function checkoutWith(files: Record<string, string>): PlantedCheckout {
  const checkout = plant(files)
  open.push(checkout)
  return checkout
}

afterEach(() => {
  for (const checkout of open.splice(0)) checkout.remove()
})

const index = "export { one } from './one.js'\n"
const one = 'export const one: number = 1\n'

describe('npm run test:types', () => {
  const typeTest = (assertion: string) =>
    `import { expectTypeOf } from 'vitest'\nimport { one } from 'monotable'\n\n${assertion}\n`
  const right = typeTest('expectTypeOf(one).toEqualTypeOf<number>()')

  it('passes what holds, with every compiler', () => {
    const checkout = checkoutWith({ 'src/index.ts': index, 'src/one.ts': one, 'test/one.test-d.ts': right })
    expect(checkout.run('test:types')).toEqual({ status: 0, output: '' })
  })

  it.each([
    ['an assertion that does not hold', typeTest('expectTypeOf(one).toEqualTypeOf<string>()')],
    ['an expected error that does not come', typeTest('// @ts-expect-error\none.toFixed()')],
  ])('fails for %s, with each compiler', (_, text) => {
    const files = { 'src/index.ts': index, 'src/one.ts': one, 'test/types/one.test-d.ts': text }
    const checkout = checkoutWith(files)
    for (const script of ['test:types:5', 'test:types:6', 'test:types:7']) {
      const { status, output } = checkout.run(script)
      expect(output).toContain('test/types/one.test-d.ts')
      expect(status).not.toBe(0)
    }
  })
})

describe('npm run build', () => {
  it('writes declarations, and fails where an export leaves its type to inference', () => {
    const built = [...Object.values(manifest.exports), ...Object.values(manifest.bin)]
      .map((target) => (typeof target === 'string' ? target : target.default))
      .filter((target) => target.endsWith('.js'))
    const sources = built.map((path) => path.replace(/^(\.\/)?dist/, 'src').replace(/\.js$/, '.ts'))
    const entries = Object.fromEntries(sources.map((path) => [path, 'export {}\n']))
    const files = { ...entries, 'src/index.ts': index, 'src/one.ts': one }
    expect(checkoutWith(files).run('build')).toMatchObject({ status: 0 })
    const { status, output } = checkoutWith({ 'src/one.ts': 'export const one = [1].map(String)\n' }).run(
      'build',
    )
    expect(output).toContain('TS9010')
    expect(status).not.toBe(0)
  })
})

describe('npm run format:check', () => {
  it.each([
    ['src/one.ts', 'export const one = "1";\n'],
    ['docs/one.md', '# One\n* item\n'],
    ['examples/one.json', '{"a":1,\n"b":2}\n'],
  ])('names %s when it is not formatted', (path, text) => {
    const { status, output } = checkoutWith({ 'src/index.ts': index, [path]: text }).run('format:check')
    expect(output).toContain(path)
    expect(status).not.toBe(0)
  })

  it('passes what is formatted', () => {
    expect(checkoutWith({ 'src/index.ts': index, 'docs/one.md': '# One\n' }).run('format:check').status).toBe(
      0,
    )
  })
})

describe('npm test', () => {
  const test = (expected: number) =>
    `import { expect, it } from 'vitest'\nimport { one } from 'monotable'\nit('is one', () => expect(one).toBe(${expected}))\n`

  it('passes a test that passes and fails for one that fails', () => {
    const files = { 'src/index.ts': index, 'src/one.ts': one }
    expect(checkoutWith({ ...files, 'test/one.test.ts': test(1) }).run('test').status).toBe(0)
    const { status, output } = checkoutWith({ ...files, 'test/one.test.ts': test(2) }).run('test')
    expect(output).toContain('1 failed')
    expect(status).not.toBe(0)
  })

  it('fails when it finds no test at all', () => {
    expect(checkoutWith({ 'src/index.ts': index, 'src/one.ts': one }).run('test').status).not.toBe(0)
  })
})

describe('npm run dead-code', () => {
  interface Issues {
    readonly issues: Record<'files' | 'exports' | 'types' | 'unlisted', { name: string }[]>[]
  }

  it('names the file, the export, the type and the package that nothing uses or nothing declares', () => {
    const checkout = checkoutWith({
      'src/index.ts': index,
      'src/one.ts': `${one}export const dead: number = 1\nexport interface Dead {\n  a: number\n}\n`,
      'src/keys/dead.ts': 'export const a: number = 1\n',
      'test/one.test.ts': "import { one } from '../src/one.js'\nimport 'left-pad'\nconsole.log(one)\n",
    })
    const { issues } = jsonIn(checkout.run('dead-code', '--reporter', 'json').output) as Issues
    const named = (kind: keyof Issues['issues'][number]) =>
      issues.flatMap((issue) => issue[kind].map(({ name }) => name))
    expect(named('files')).toEqual(['src/keys/dead.ts'])
    expect(named('exports')).toEqual(['dead'])
    expect(named('types')).toEqual(['Dead'])
    expect(named('unlisted')).toContain('left-pad')
    expect(checkout.run('dead-code').status).not.toBe(0)
  })

  it('fails for a source file that only a test uses', () => {
    const checkout = checkoutWith({
      'src/index.ts': index,
      'src/one.ts': one,
      'src/keys/tested.ts': 'export const a: number = 1\n',
      'test/keys/tested.test.ts': "import { a } from '../../src/keys/tested.js'\nconsole.log(a)\n",
    })
    const { output } = checkout.run('dead-code:shipped')
    expect(output).toContain('src/keys/tested.ts')
  })
})
