import { createRequire } from 'node:module'
import { runInThisContext } from 'node:vm'
import * as monotable from 'monotable'
import * as aws from 'monotable/aws'
import * as config from 'monotable/config'
import * as memory from 'monotable/memory'
import * as server from 'monotable/server'
import * as testing from 'monotable/testing'
import ts from 'typescript'
import { expect } from 'vitest'
import * as schema from './schema.js'
import type { PageModule } from './modules.js'

const require = createRequire(import.meta.url)
const provided: Readonly<Record<string, unknown>> = {
  monotable,
  'monotable/aws': aws,
  'monotable/config': config,
  'monotable/memory': memory,
  'monotable/server': server,
  'monotable/testing': testing,
  './schema.js': schema,
}

/**
 * Runs a module, and the tests in it; each `// → value` after a statement is an expectation of what it gives. `instead` are modules that it
 * gets in place of those that it names.
 */
export async function run(
  module: PageModule,
  instead: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const { outputText } = ts.transpileModule(withExpectations(module), {
    compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.CommonJS },
  })
  const script = runInThisContext(`(async (exports, require, console, expectAt) => {${outputText}\n})`, {
    filename: `${module.name}.js`,
  }) as (...parameters: unknown[]) => Promise<void>
  const silent = { log: () => {}, error: () => {} }
  const tests: (() => unknown)[] = []
  const vitest = { expect, test: (_: string, body: () => unknown) => void tests.push(body) }
  await script(
    {},
    (name: string): unknown => instead[name] ?? { ...provided, vitest }[name] ?? require(name),
    silent,
    expectAt,
  )
  for (const each of tests) await each()
}

/** Of objects, what is shown is compared, and what is not shown is not. */
function expectAt(place: string, actual: unknown, expected: unknown): void {
  try {
    if (typeof expected === 'object' && expected !== null) expect(actual).toMatchObject(expected)
    else expect(actual).toEqual(expected)
  } catch (cause) {
    throw new Error(`${place}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}

/** Turns the comments into calls. Throws for one that follows no statement with a value. */
function withExpectations({ text, sources, name }: PageModule): string {
  const file = ts.createSourceFile(`${name}.ts`, text, ts.ScriptTarget.ES2023)
  let result = text
  for (const { index, 1: expected = '' } of [...text.matchAll(/\/\/ → (.+)$/gm)].reverse()) {
    const source = sources[file.getLineAndCharacterOfPosition(index).line]
    const place = source === undefined ? name : `${source.block.page}:${source.line}`
    const statement = file.statements.findLast(({ end }) => end <= index)
    const start = statement?.getStart(file) ?? 0
    const end = statement?.end ?? 0
    if (statement === undefined || text.slice(end, index).trim() !== '')
      throw new Error(`${place}: the value follows no statement`)
    const call = (value: string) => `;expectAt(${JSON.stringify(place)}, ${value}, (${expected}))`
    const [declared] = ts.isVariableStatement(statement) ? statement.declarationList.declarations : []
    if (ts.isExpressionStatement(statement))
      result = result.slice(0, start) + call(statement.expression.getText(file)) + result.slice(end)
    else if (declared !== undefined)
      result = result.slice(0, end) + call(declared.name.getText(file)) + result.slice(end)
    else throw new Error(`${place}: the statement has no value`)
  }
  return result
}
