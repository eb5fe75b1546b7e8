import { describe, expect, it } from 'vitest'
import { limits } from '../../../src/protocol/limits.js'
import { exceedsJsonBounds } from '../../../src/server/http/json-bounds.js'

const exceeds = (text: string) => exceedsJsonBounds(Buffer.from(text))
const padding = ' '.repeat(100_000)

describe('bounds of JSON', () => {
  it('admit the largest item', () => {
    expect(exceeds(JSON.stringify({ TableName: 't', Item: { pk: { S: 'x'.repeat(400_000) } } }))).toBe(false)
  })

  it('admit what is nested as deep as they say, and no deeper', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth) + padding
    expect(exceeds(nested(limits.requestNestingDepthMax))).toBe(false)
    expect(exceeds(nested(limits.requestNestingDepthMax + 1))).toBe(true)
    expect(exceeds('{"a":'.repeat(limits.requestNestingDepthMax + 1) + padding)).toBe(true)
  })

  it('admit many things side by side', () => {
    expect(exceeds(`[${'[],{},'.repeat(50_000)}0]`)).toBe(false)
  })

  it('admit no more members than any batch has', () => {
    const members = (count: number) => `{${'"a":1,'.repeat(count)}"z":2}`
    expect(exceeds(members(limits.requestMembersMax - 1))).toBe(false)
    expect(exceeds(members(limits.requestMembersMax))).toBe(true)
  })

  it('do not count what stands in strings', () => {
    expect(exceeds(JSON.stringify('[{"\\:'.repeat(200_000)))).toBe(false)
    expect(exceeds(`${JSON.stringify('\\'.repeat(50_001))}${'['.repeat(1000)}`)).toBe(true)
  })

  it('do not look at short texts, which do no harm', () => {
    expect(exceeds('['.repeat(1000))).toBe(false)
  })
})
