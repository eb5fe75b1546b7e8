import { describe, expect, it } from 'vitest'
import { S, shop } from '../support.js'
import { schemaOf } from './tables.js'

const { globalIndexes, localIndexes } = schemaOf(shop)
const named = (wanted: string) => {
  const found = [...globalIndexes, ...localIndexes].find(({ name }) => name === wanted)
  if (found === undefined) throw new Error(`shop has no index ${wanted}`)
  return found
}
const item = { pk: S('a'), sk: S('1'), g: S('x'), h: S('y'), n: { N: '1' }, extra: S('e'), other: S('o') }

describe('IndexSchema', () => {
  it('projects everything as the very item, so that an index of everything costs no copy', () => {
    expect(named('byG').projectedItem(item)).toBe(item)
    expect(named('byG').projectsAll).toBe(true)
  })

  it('projects the keys of table and index, and what is included', () => {
    expect(named('keysOnly').projectedItem(item)).toEqual({ pk: S('a'), sk: S('1'), g: S('x') })
    const { other: _, ...included } = item
    expect(named('multi').projectedItem(item)).toEqual(included)
    expect(['pk', 'n', 'extra', 'other'].map((name) => named('multi').projects(name))).toEqual([
      true,
      true,
      true,
      false,
    ])
  })

  it('has for members the items with all its key attributes', () => {
    expect(named('multi').isMemberOf(item)).toBe(true)
    const { h: _, ...withoutH } = item
    expect(named('multi').isMemberOf(withoutH)).toBe(false)
    expect(named('keysOnly').isMemberOf(withoutH)).toBe(true)
  })
})
