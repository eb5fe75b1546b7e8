import { describe, expect, it } from 'vitest'
import type { DocumentPath } from '../../../src/engine/expressions/index.js'
import { assertKeyPathsScalar } from '../../../src/engine/reads/key-paths.js'
import { shop } from '../support.js'
import { refusalOf, schemaOf } from '../tables/tables.js'

const schema = schemaOf(shop)
const scalar = "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: "

describe('paths of expressions', () => {
  it.each<[DocumentPath[], string]>([
    [[['pk'], ['g'], ['free', 'inner', 0]], 'accepted'],
    [[['free'], ['sk', 'inner']], `${scalar}Key: sk`],
    [[['l', 0]], `${scalar}IndexKey: l`],
    [
      [
        ['l', 0],
        ['pk', 'x'],
      ],
      `${scalar}Key: pk`,
    ],
  ])('do not reach into key attributes: %j', (paths, expected) => {
    expect(refusalOf(() => assertKeyPathsScalar(schema, paths))).toBe(expected)
  })
})
