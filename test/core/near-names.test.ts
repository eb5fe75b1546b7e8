import { describe, expect, it } from 'vitest'
import { nearNames } from '../../src/core/near-names.js'

describe('nearNames', () => {
  it('finds a name with a letter missing, one too many, or another one', () => {
    expect(nearNames('totl', ['total', 'status'])).toEqual(['total'])
    expect(nearNames('totaal', ['total', 'status'])).toEqual(['total'])
    expect(nearNames('Total', ['total', 'status'])).toEqual(['total'])
  })

  it('gives at most three, the nearest first', () => {
    expect(nearNames('abcdef', ['abcxyf', 'abcdex', 'abcdeg', 'abcdef1', 'zzz'])).toEqual([
      'abcdex',
      'abcdeg',
      'abcdef1',
    ])
  })

  it('does not guess where nothing is near', () => {
    expect(nearNames('x', ['total'])).toEqual([])
  })
})
