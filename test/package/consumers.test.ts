import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { install, repositoryRoot, run, type Consumer } from './packed.js'

const compilers = {
  'TypeScript 5.9': join(repositoryRoot, 'node_modules/typescript-5/bin/tsc'),
  'TypeScript 6': join(repositoryRoot, 'node_modules/typescript/bin/tsc'),
  'TypeScript 7': join(repositoryRoot, 'node_modules/typescript-7/bin/tsc'),
}

/** What each program of `consumers/` prints. */
const programs = {
  engine: 'o1 1999\n',
  server: '200 true\n',
  shop: 'o1 1999 2\n',
  testing: 'orderid1 101 3\n',
}

/** As strict as a user may be, and nothing skipped: our own declarations are checked as well. */
const compilerOptions = {
  target: 'es2023',
  module: 'nodenext',
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  declaration: true,
  rootDir: 'source',
  outDir: 'library',
  types: ['node'],
}

describe.each(Object.entries(compilers))('a program compiled with %s', (name, compiler) => {
  let consumer: Consumer

  beforeAll(() => {
    consumer = install(inject('tarball'), ['@types/node'])
    for (const program of Object.keys(programs))
      cpSync(
        join(repositoryRoot, `test/package/consumers/${program}.ts`),
        join(consumer.directory, `source/${program}.ts`),
      )
    consumer.write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['source'] }))
  })

  afterAll(() => consumer.remove())

  const compile = (...args: string[]) =>
    run(consumer.directory, process.execPath, [compiler, '-p', '.', ...args])

  it('compiles, wrong calls being errors', () => {
    expect(compile()).toMatchObject({ status: 0, stdout: '' })
  })

  it.each(Object.keys(programs))('is a library with declarations that stand on their own: %s', (program) => {
    const declarations = consumer.read(`library/${program}.d.ts`)
    expect(declarations).not.toMatch(/node_modules|\.\.\/|: any\b/)
    consumer.write(
      'user.ts',
      `import * as library from './library/${program}.js'\nexport const all = library\n`,
    )
    const options = [
      // Earlier ones ignore it by themselves where files are named.
      ...(name === 'TypeScript 5.9' ? [] : ['--ignoreConfig']),
      'user.ts',
      '--module',
      'nodenext',
      '--strict',
      '--noEmit',
      '--types',
      'node',
    ]
    expect(run(consumer.directory, process.execPath, [compiler, ...options])).toMatchObject({
      status: 0,
      stdout: '',
    })
  })

  it.each(Object.entries(programs))('runs: %s', (program, printed) => {
    expect(consumer.node(`library/${program}.js`)).toEqual({ status: 0, stdout: printed, stderr: '' })
  })
})
