import { describe, expect, it } from 'vitest'
import { canonical } from './canonical.js'

const scan = { operation: 'Scan', input: {} }
const query = { operation: 'Query', input: {} }
const same = (left: object, right: object, request = scan) =>
  JSON.stringify(canonical(request, { output: { ...left } })) ===
  JSON.stringify(canonical(request, { output: { ...right } }))

describe('the canonical form of an answer', () => {
  it('takes out what the service leaves open', () => {
    expect(same({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true)
    expect(same({ Item: { a: { SS: ['x', 'y'] } } }, { Item: { a: { SS: ['y', 'x'] } } })).toBe(true)
    expect(same({ Items: [{ a: 1 }, { a: 2 }] }, { Items: [{ a: 2 }, { a: 1 }] })).toBe(true)
    expect(same({ Table: { TableId: '1' } }, { Table: { TableId: '2' } })).toBe(true)
  })

  it('keeps what means something', () => {
    expect(same({ Item: { a: { L: ['x', 'y'] } } }, { Item: { a: { L: ['y', 'x'] } } })).toBe(false)
    expect(same({ Items: [{ a: 1 }, { a: 2 }] }, { Items: [{ a: 2 }, { a: 1 }] }, query)).toBe(false)
    expect(same({ Count: 1 }, { Count: 2 })).toBe(false)
  })
})
