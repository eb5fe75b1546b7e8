import { expect, it } from 'vitest'
import { memory } from '../../../src/engine/index.js'

it('DescribeLimits gives the quotas of a new account', async () => {
  expect(await memory().execute('DescribeLimits', {})).toEqual({
    AccountMaxReadCapacityUnits: 80_000,
    AccountMaxWriteCapacityUnits: 80_000,
    TableMaxReadCapacityUnits: 40_000,
    TableMaxWriteCapacityUnits: 40_000,
  })
})
