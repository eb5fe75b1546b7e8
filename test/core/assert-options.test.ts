import { describe, expect, test } from 'vitest'
import { assertOptions } from '../../src/core/assert-options.js'
import { MonotableError } from '../../src/core/errors.js'

function refusalOf(options: unknown, names: readonly string[]): MonotableError {
  try {
    assertOptions(options, names, 'room.option', 'Place', { room: 1 })
  } catch (error) {
    if (error instanceof MonotableError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('assertOptions', () => {
  test('lets pass what it is told of, some of it or nothing', () => {
    for (const options of [{}, { where: 1 }, { where: undefined, signal: 2 }, Object.create(null)])
      expect(() => assertOptions(options, ['where', 'signal'], 'room.option', 'Place')).not.toThrow()
  })

  test('names an option that there is not, what may have been meant, and what there is', () => {
    const { code, message, details } = refusalOf({ signal: 1, wher: 2 }, ['where', 'signal'])
    expect(code).toBe('room.option')
    expect(message).toBe('Place: there is no option wher; did you mean where? It takes where, signal.')
    expect(details).toEqual({ room: 1, option: 'wher', options: ['where', 'signal'], near: ['where'] })
  })

  test('does not guess where nothing is near, nor list what is not there', () => {
    expect(refusalOf({ limit: 5 }, ['signal']).message).toBe(
      'Place: there is no option limit. It takes signal.',
    )
    expect(refusalOf({ limit: 5 }, []).message).toBe('Place: there is no option limit. It takes none.')
  })

  test('counts a name whose value is undefined, and one that is inherited', () => {
    expect(refusalOf({ wher: undefined }, ['where']).details).toMatchObject({ option: 'wher' })
    expect(refusalOf(Object.create({ wher: 1 }), ['where']).details).toMatchObject({ option: 'wher' })
  })

  test.each([
    ['null', null],
    ['an array', ['where']],
    ['a string', 'where'],
    ['a function', () => true],
    ['a boolean', true],
    ['undefined', undefined],
  ])('refuses %s in place of options', (what, options) => {
    expect(refusalOf(options, ['where']).message).toBe(
      `Place: options are an object, not ${what}. It takes where.`,
    )
  })
})
