import { describe, expect, it } from 'vitest'
import { changedItem, noEntries, storedEntry, storedItem } from '../../../src/engine/tables/stored-item.js'
import { S } from '../support.js'

const keyAt = (partition: string) => ({ hash: 1, partition, sort: '', primary: undefined })

describe('stored items', () => {
  it('know their size as the service counts it', () => {
    expect(storedItem({ pk: S('abc'), é: { BOOL: true } }).sizeBytes).toBe(5 + 3)
  })

  it('are measured again where they were changed', () => {
    const before = storedItem({ pk: S('a'), gone: S('12345'), kept: S('k'), map: { M: { a: S('1') } } })
    const item = { pk: S('a'), kept: S('k'), map: { M: { a: S('1'), b: S('2') } }, added: { N: '1' } }
    const paths = [['gone'], ['map', 'b'], ['map', 'c'], ['added'], ['never']] as const
    expect(changedItem(before, item, paths)).toEqual(storedItem(item))
  })

  it('lie where their key says, and take only the place from the key that is passed in', () => {
    const entries = noEntries()
    const stored = storedItem({ pk: S('a') })
    entries.set(storedEntry({ ...keyAt('a'), primary: keyAt('elsewhere') }, stored))
    expect(entries.get(keyAt('a'))).toEqual({ ...keyAt('a'), ...stored })
    expect(entries.get(keyAt('b'))).toBeUndefined()
  })
})
