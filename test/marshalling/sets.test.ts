import { describe, expect, test } from 'vitest'
import { compileCodec } from '../../src/marshalling/index.js'
import type { AttributeModel, SetModel } from '../../src/schema/attribute-model.js'
import { failure } from './failing.js'

const setOf = (type: SetModel['type'], element: AttributeModel) =>
  compileCodec({ kind: 'set', type, element }, 'E.a')
const strings = setOf('SS', { kind: 'string', store: 'string' })
const numbers = setOf('NS', { kind: 'number', integer: false })
const dates = setOf('SS', { kind: 'date', store: 'iso' })
const bytes = setOf('BS', { kind: 'binary' })

describe('sets', () => {
  test('are SS, NS and BS', () => {
    const some = new Uint8Array([1])
    expect(strings.encode(new Set(['', 'a']))).toEqual({ SS: ['', 'a'] })
    expect(numbers.encode(new Set([1, 2.5]))).toEqual({ NS: ['1', '2.5'] })
    expect(bytes.encode(new Set([some]))).toEqual({ BS: [some] })
    expect(strings.decode({ SS: ['', 'a'] })).toEqual(new Set(['', 'a']))
    expect(numbers.decode({ NS: ['1'] })).toEqual(new Set([1]))
    expect(bytes.decode({ BS: [some] })).toEqual(new Set([some]))
  })

  test('that are empty are nothing to store', () => {
    expect(strings.encode(new Set())).toBeUndefined()
  })

  test('hold elements that are equal as stored once', () => {
    expect(dates.encode(new Set([new Date(0), new Date(0)]))).toEqual({ SS: ['1970-01-01T00:00:00.000Z'] })
    expect(
      bytes.encode(new Set([new Uint8Array([1, 2]), new Uint8Array([1, 2]), new Uint8Array([12])])),
    ).toEqual({
      BS: [new Uint8Array([1, 2]), new Uint8Array([12])],
    })
  })

  test('refuse elements and values of other kinds', () => {
    expect(failure(() => strings.encode(['a']))).toMatchObject({
      code: 'marshalling.kind',
      details: { found: 'an array' },
    })
    expect(failure(() => strings.encode(new Set([1])))).toMatchObject({
      code: 'marshalling.kind',
      message: 'E.a{}: expected a string, and found a number. Give a string.',
    })
    expect(failure(() => strings.encode(new Set(['\ud800']))).code).toBe('marshalling.unpaired-surrogate')
    expect(failure(() => numbers.encode(new Set([Number.NaN]))).code).toBe('marshalling.number-range')
    expect(failure(() => strings.decode({ L: [] })).code).toBe('marshalling.unexpected-type')
    expect(failure(() => numbers.decode({ NS: ['9007199254740993'] })).code).toBe('marshalling.precision')
  })
})
