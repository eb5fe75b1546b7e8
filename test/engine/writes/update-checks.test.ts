import { describe, expect, it } from 'vitest'
import { assertUpdateFits } from '../../../src/engine/writes/update-checks.js'
import { parseUpdate } from '../../../src/engine/expressions/index.js'
import { contextOf } from '../expressions/requests.js'
import { shop } from '../support.js'
import { refusalOf, schemaOf } from '../tables/tables.js'

const schema = schemaOf(shop)
const samples = { ':s': { S: 'x' }, ':n': { N: '1' }, ':ss': { SS: ['x'] } }
const fits = (text: string) =>
  refusalOf(() => assertUpdateFits(schema, parseUpdate(text, contextOf(samples))))
const invalid = 'One or more parameter values were invalid: '
const scalar = "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: "

describe('an update, whatever the item', () => {
  it.each([
    ['SET spare = :s, g = :s, n = :n', 'accepted'],
    ['ADD n :n', 'accepted'],
    ['SET g = if_not_exists(spare, :n)', 'accepted'],
    ['SET pk = :s', `${invalid}Cannot update attribute pk. This attribute is part of the key`],
    ['REMOVE sk', `${invalid}Cannot update attribute sk. This attribute is part of the key`],
    ['REMOVE spare, pk.part', `${invalid}Cannot update attribute pk. This attribute is part of the key`],
    ['SET g = :n', `${invalid}Type mismatch for Index Key g Expected: S Actual: N IndexName: byG`],
    ['ADD g :ss', `${invalid}Type mismatch for Index Key g Expected: S Actual: SS IndexName: byG`],
    ['SET l.part = :s', `${scalar}IndexKey: l`],
    ['SET spare = list_append(if_not_exists(spare, pk[0]), zz)', `${scalar}Key: pk`],
    ['SET spare = spare + h.part', `${scalar}IndexKey: h`],
  ])('%s: %s', (text, expected) => {
    expect(fits(text)).toBe(expected)
  })
})
