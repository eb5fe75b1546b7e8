import { expect, it } from 'vitest'
import { createShop } from '../../types/fixtures.js'
import { untyped } from '../fixtures.js'
import { idsOf, openDepot, thing } from '../reading.js'

const site = { site: 's1' }

it('a select without a path is refused', () => {
  expect(() => untyped(createShop().orders.scan()).select()).toThrow(
    expect.objectContaining({ code: 'repository.select' }),
  )
})

it('a global index refuses what neither it nor a key holds, and gives what a key does', async () => {
  const depot = await openDepot({
    things: [thing({ id: 'a', amount: 1, code: 'a', note: 'n', rank: 1 })],
  })
  const query = () => depot.things.query['byAge']({ kind: 'box' })
  expect(() => query().select('note')).toThrow(
    expect.objectContaining({
      code: 'repository.not-projected',
      details: expect.objectContaining({ attribute: 'note' }),
    }),
  )
  expect(idsOf(await query().select('id').all())).toEqual(['a'])
  expect(idsOf(await depot.things.query['primary'](site).select('id').all())).toEqual(['a'])
})
