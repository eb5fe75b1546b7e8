import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { staleFiles, writeTogether } from '../../../src/cli/generate/output-folder.js'
import { temporaryFolder } from '../../server/support.js'

const files = new Map([
  ['a.txt', 'one\n'],
  ['b.txt', 'two\n'],
])

describe('the folder of what is generated', () => {
  it('gets every file, and keeps what else is in it', () => {
    const folder = join(temporaryFolder(), 'made', 'below')
    writeTogether(folder, files)
    writeFileSync(join(folder, 'mine.txt'), 'mine')
    writeTogether(folder, new Map([['a.txt', 'three\n']]))
    expect(readdirSync(folder).toSorted()).toEqual(['a.txt', 'b.txt', 'mine.txt'])
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('three\n')
  })

  it('is left as it was where one file cannot be written', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'a.txt'), 'before\n')
    mkdirSync(join(folder, 'b.txt'))
    expect(() => writeTogether(folder, files)).toThrow(/cannot be written, and was left as it was/)
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('before\n')
    expect(readdirSync(folder).toSorted()).toEqual(['a.txt', 'b.txt'])
  })

  it('tells what is missing and what is stale', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'a.txt'), 'other\n')
    expect(staleFiles(folder, files)).toEqual([
      { name: 'a.txt', isMissing: false },
      { name: 'b.txt', isMissing: true },
    ])
    writeTogether(folder, files)
    expect(staleFiles(folder, files)).toEqual([])
    expect(existsSync(join(folder, 'a.txt'))).toBe(true)
  })
})
