import { describe, expect, it } from 'vitest'
import { readLock, writeLock } from '../../../src/cli/check/lock-file.js'
import type { Layout } from '../../../src/cli/check/layout.types.js'
import { testProject } from '../project.js'

const layout: Layout = {
  version: 1,
  tables: {
    shop: {
      partitionKey: { name: 'pk', type: 'S' },
      indexes: {
        gsi1: { kind: 'global', partitionKey: [{ name: 'a', type: 'N' }], sortKey: [], projection: ['b'] },
      },
      entities: {
        Order: {
          key: [{ name: 'pk', template: 'O#{id}', holes: { id: { form: 'text' } } }],
          indexes: {},
          attributes: {
            id: { form: 'S' },
            deep: {
              form: { map: { list: { form: { list: { recursive: 0 } }, optional: true } }, rest: 'any' },
              optional: true,
            },
            more: {
              form: {
                union: [{ nullable: { codec: 'N' } }, { tuple: ['S'], rest: 'B' }],
                discriminator: 'k',
              },
            },
            some: { form: { record: { set: 'SS', of: { values: ['a', null] } }, key: 'S' } },
          },
        },
      },
    },
  },
}

describe('a lock file', () => {
  it('is read as it was written', () => {
    const file = testProject().write('lock.json', '')
    writeLock(file, layout)
    expect(readLock(file)).toEqual(layout)
  })

  it('may be missing', () => {
    expect(readLock(`${testProject().folder}/none.json`)).toBeUndefined()
  })

  it.each([
    [
      '<<<<<<< ours',
      'lock.json: it is no JSON (is there a merge conflict in it?). Take it from version control',
    ],
    ['{"version":2}', 'lock.json has version 2, and this monotable reads version 1: update monotable'],
    ['{"version":1}', 'lock.json: tables: '],
    ['{"version":1,"tables":{"shop":{}}}', 'lock.json: tables.shop.partitionKey: '],
    ['null', 'lock.json: '],
    [
      JSON.stringify(layout).replace('"text"', '3'),
      'lock.json: tables.shop.entities.Order.key.0.holes.id.form: ',
    ],
    [
      JSON.stringify(layout).replace('"SS"', '3'),
      'lock.json: tables.shop.entities.Order.attributes.some.form',
    ],
  ])('is refused where it is damaged: %s', (text, message) => {
    const file = testProject().write('lock.json', text)
    expect(() => readLock(file)).toThrow(message)
  })
})
