import { describe, expect, it } from 'vitest'
import { MonotableError } from '../../../src/core/errors.js'
import { storedPlace } from '../../../src/expressions/index.js'
import type { RangeInput } from '../../../src/keys/index.js'
import { compileCodec } from '../../../src/marshalling/index.js'
import type { AttributeModel } from '../../../src/schema/index.js'
import { nativeRange } from '../../../src/repository/reads/native-range.js'
import { refused } from '../../schema/refused.js'

const seconds: AttributeModel = { kind: 'date', store: 'epoch-seconds' }
const text: AttributeModel = { kind: 'string', store: 'string' }

function rangeOf(range: RangeInput, model: AttributeModel): unknown {
  const codec = compileCodec(model, 'Thing')
  const found = nativeRange(range, {
    place: storedPlace('value'),
    model,
    encode: (bound) => codec.encode(bound) ?? { NULL: true },
    refuse: (problem) => {
      throw new MonotableError('repository.query-key', problem, {})
    },
  })
  if (typeof found === 'string') return found
  const { place: _place, operator, ...operands } = found
  return [operator, ...Object.values(operands)]
}

const at = (second: number, milliseconds = 0): Date => new Date(second * 1000 + milliseconds)
const N = (second: number) => ({ N: String(second) })

describe('a range over dates that are stored in whole seconds', () => {
  it.each<[string, RangeInput, unknown]>([
    ['after a second', { gt: at(5) }, ['>', N(5)]],
    ['after a part of a second', { gt: at(5, 1) }, ['>', N(5)]],
    ['from a second', { gte: at(5) }, ['>=', N(5)]],
    ['from a part of a second, which the whole one lies before', { gte: at(5, 1) }, ['>=', N(6)]],
    ['before a second', { lt: at(5) }, ['<', N(5)]],
    ['before a part of a second, which the whole one does', { lt: at(5, 1) }, ['<', N(6)]],
    ['up to a part of a second', { lte: at(5, 1) }, ['<=', N(5)]],
    ['between parts of seconds', { between: [at(5, 1), at(7, 999)] }, ['BETWEEN', N(6), N(7)]],
    ['within one second', { gte: at(5, 1), lte: at(5, 999) }, 'nothing'],
  ])('%s', (_what, range, found) => {
    expect(rangeOf(range, seconds)).toEqual(found)
  })
})

describe('a range over what is stored through a codec', () => {
  it('is refused, since the index sorts the encoded form', () => {
    const negated: AttributeModel = {
      kind: 'codec',
      stored: { kind: 'number', integer: false },
      encode: (value) => -(value as number),
      decode: (value) => -(value as number),
    }
    for (const range of [{ gte: 6 }, { lt: 6 }, { between: [5, 30] as const }, { beginsWith: '6' }])
      expect(refused(() => rangeOf(range, negated)).message).toContain(
        'value is stored through a codec of the schema, and the order of its encoded form is not known',
      )
  })
})

describe('a prefix', () => {
  it('is of text or bytes', () => {
    expect(rangeOf({ beginsWith: 'a' }, text)).toEqual(['begins_with', { S: 'a' }])
    const bytes = new Uint8Array([1])
    expect(rangeOf({ beginsWith: bytes as never }, { kind: 'binary' })).toEqual(['begins_with', { B: bytes }])
  })

  it('restricts nothing where it is empty', () => {
    expect(rangeOf({ beginsWith: '' }, text)).toBe('all')
    expect(rangeOf({ beginsWith: new Uint8Array() as never }, { kind: 'binary' })).toBe('all')
  })

  it('is refused of anything else', () => {
    for (const model of [
      seconds,
      { kind: 'literal', values: ['a'] },
      { kind: 'number', integer: true },
    ] as const)
      expect(refused(() => rangeOf({ beginsWith: '1' }, model)).message).toContain(
        'only a string has a prefix',
      )
  })
})
