import { describe, expect, it } from 'vitest'
import { refusalOf } from './definitions.js'
import { refused } from './refused.js'
import { compileEntityModel } from '../../src/schema/index.js'

describe('a definition', () => {
  it.each([undefined, null, 5, [], {}, { name: 5 }])('that is %j is refused for its name', (definition) => {
    expect(refused(() => compileEntityModel(definition as never)).code).toBe('schema.entity')
  })

  it.each<[string, object, string]>([
    ['no table', { table: undefined }, 'table: give what defineTable made'],
    ['a table that was not defined', { table: { name: 'x', partitionKey: 'pk' } }, 'table: give what'],
    ['no key', { key: undefined }, 'key: give an object with partitionKey, sortKey'],
    ['an empty key', { key: {} }, 'key: give a partitionKey'],
    ['a misspelt part', { acces: {} }, 'the definition: acces means nothing here'],
    ['access that is null', { access: null }, 'access: give an object'],
    ['an access pattern that is a name', { access: { a: 'gsi1' } }, 'access.a: give an object with index'],
    ['a misspelt part of one', { access: { a: { index: 'gsi1', sortKeyy: 1 } } }, 'access.a: sortKeyy means'],
    ['an empty version', { version: '' }, 'version: give a name, or leave it out'],
    ['a version that is a number', { version: 5 }, 'version: give a name'],
    ['an empty timestamp', { timestamps: { createdAt: '' } }, 'timestamps.createdAt: give a name'],
    ['a misspelt timestamp', { timestamps: { created: 'a' } }, 'timestamps: created means nothing here'],
    [
      'options that are null',
      { attributes: { nick: null } },
      'attributes.nick: give an object with storedName',
    ],
    ['a misspelt option', { attributes: { nick: { hiden: true } } }, 'attributes.nick: hiden means nothing'],
    [
      'an option of another kind',
      { attributes: { nick: { hidden: 'yes' } } },
      'hidden is one of true, false',
    ],
    [
      'a misspelt order',
      { attributes: { count: { keyOrder: 'desc' } } },
      "attributes.count: keyOrder is one of 'descending', 'declared', not 'desc'",
    ],
    ['a misspelt store', { attributes: { at: { store: 'seconds' } } }, "store is one of 'string', 'number'"],
    [
      'derived without from',
      { derived: { nick: { compute: () => 'x' } } },
      'derived.nick: from takes the names',
    ],
    [
      'derived without compute',
      { derived: { nick: { from: ['id'] } } },
      'derived.nick: compute takes a function',
    ],
    ['an entity value that is empty', { entityValue: '' }, 'entityValue: give a name'],
    ['a word for a truth', { validateOnRead: 'yes' }, 'validateOnRead: it is true or false'],
  ])('with %s is refused, in the name of the entity and the place', (_what, change, text) => {
    const { code, message, details } = refusalOf(change)
    expect(code).toBe('schema.definition')
    expect(message).toMatch(/^Entity Order, /)
    expect(message).toContain(text)
    expect(details).toMatchObject({ entity: 'Order' })
  })
})
