import { describe, expect, it } from 'vitest'
import { plain, shop } from '../support.js'
import { schemaOf } from './tables.js'

describe('TableSchema', () => {
  it('holds a declaration that the caller may change afterwards', () => {
    const declaration = structuredClone(shop)
    const schema = schemaOf(declaration)
    declaration.KeySchema?.pop()
    declaration.AttributeDefinitions?.pop()
    expect(schema.keyElements).toEqual(shop.KeySchema)
    expect(schema.definitions).toEqual(shop.AttributeDefinitions)
  })

  it('names the index keys that are not keys of the table, index by index in the order of their names', () => {
    const named = schemaOf(shop).indexKeyAttributes.map(({ name, index }) => `${index.name}.${name}`)
    expect(named).toEqual(['byG.g', 'byG.n', 'keysOnly.g', 'local.l', 'multi.g', 'multi.h', 'multi.n'])
  })

  it('is without indexes where none are declared', () => {
    const schema = schemaOf(plain)
    expect([schema.globalIndexes, schema.localIndexes, schema.indexKeyAttributes]).toEqual([[], [], []])
  })
})
