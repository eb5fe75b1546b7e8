import { expect, it } from 'vitest'
import { RequestIds } from '../../../src/server/http/request-ids.js'

it('ids of requests are 52 upper-case letters and digits, and no two are alike', () => {
  const ids = new RequestIds()
  const made = Array.from({ length: 2000 }, () => ids.next())
  for (const id of made) expect(id).toMatch(/^[0-9A-Z]{52}$/)
  expect(new Set(made).size).toBe(made.length)
  expect(new RequestIds().next()).not.toBe(made[0])
})
