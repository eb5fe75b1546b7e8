import { describe, expect, it } from 'vitest'
import { isBareName } from '../../src/expressions/bare-name.js'

describe('isBareName', () => {
  it.each(['a', 'city', 'totalCents', 'gsi1pk', 'line_2', 'a1_'])('lets %s stand as it is', (name) => {
    expect(isBareName(name)).toBe(true)
  })

  it.each(['status', 'STATUS', 'Name', 'size', 'and', 'constructor'])(
    'hides the reserved word %s',
    (name) => {
      expect(isBareName(name)).toBe(false)
    },
  )

  it.each(['', '_id', 'a_b', '1st', 'a.b', 'a b', 'a[0]', '#0', ':0', 'é', '😀', "it's", '"', '__proto__'])(
    'hides %j, which the grammar may not read',
    (name) => {
      expect(isBareName(name)).toBe(false)
    },
  )
})
