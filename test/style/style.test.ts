import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { doubleCastsSayWhy, lintEscapesHaveReasons } from './rules/escapes.js'
import { exportsAreNamed, indexesOnlyGather, roomsHaveAnIndex } from './rules/exports.js'
import { lockfileIsComplete } from './rules/lockfile.js'
import { testsMirrorSource } from './rules/mirror.js'
import { namesAreKebabCase } from './rules/names.js'
import { belongsToNoMachine, topLevelIsSmall } from './rules/place.js'
import { timeAndChanceAreInjected } from './rules/ports.js'
import { isTypeScript, readTree, repositoryRoot, type Problem, type SourceFile } from './source-file.js'

const files = readTree(['src', 'test', 'examples', 'docs', '.config', '.ci'])
const code = files.filter(isTypeScript)
/** The rules and what is planted for them hold the very things they look for. */
const withoutRules = (file: SourceFile) => !file.path.startsWith('test/style/')
const rootFiles = [
  'README.md',
  'CHANGELOG.md',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  '.npmrc',
]

const told = (problems: Problem[]) => problems.map(({ path, message }) => `${path}: ${message}`)

describe('the repository', () => {
  it.each([
    { rule: namesAreKebabCase, over: files.filter(({ path }) => !/(^|\/)[A-Z-]+\.md$/.test(path)) },
    { rule: exportsAreNamed, over: code },
    { rule: indexesOnlyGather, over: code },
    { rule: timeAndChanceAreInjected, over: code },
    { rule: lintEscapesHaveReasons, over: code.filter(withoutRules) },
    { rule: doubleCastsSayWhy, over: code },
    { rule: belongsToNoMachine, over: files.filter(withoutRules) },
  ])('obeys $rule.name', ({ rule, over }) => {
    expect(told(over.flatMap(rule))).toEqual([])
  })

  it('obeys belongsToNoMachine at its top level too', () => {
    const present = new Set(readdirSync(repositoryRoot))
    const read = rootFiles
      .filter((path) => present.has(path))
      .map((path) => ({ path, text: readFileSync(`${repositoryRoot}/${path}`, 'utf8') }))
    expect(told(read.flatMap(belongsToNoMachine))).toEqual([])
  })

  it('has a lockfile for every platform', () => {
    const path = 'package-lock.json'
    expect(
      told(lockfileIsComplete({ path, text: readFileSync(`${repositoryRoot}/${path}`, 'utf8') })),
    ).toEqual([])
  })

  it('has an index in every room', () => {
    expect(told(roomsHaveAnIndex(code))).toEqual([])
  })

  it('has a test for every source file', () => {
    expect(told(testsMirrorSource(code))).toEqual([])
  })

  it('keeps its top level small', () => {
    const ignored = new Set(['node_modules', 'dist', 'coverage'])
    expect(told(topLevelIsSmall(readdirSync(repositoryRoot).filter((name) => !ignored.has(name))))).toEqual(
      [],
    )
  })

  it('names the same rooms to the linter as to dependency-cruiser', () => {
    const { forbidden } = createRequire(import.meta.url)('../../.config/dependency-cruiser.cjs') as {
      forbidden: { name: string }[]
    }
    const rooms = forbidden.flatMap(({ name }) => /^room-(.+)$/.exec(name)?.[1] ?? [])
    const lint = readFileSync(`${repositoryRoot}/.config/oxlint.json`, 'utf8')
    const linted = /\*\*\/src\/\{(.+)\}\/\*\*/.exec(lint)?.[1]?.split(',') ?? []
    expect(linted.toSorted()).toEqual(rooms.toSorted())
  })
})
