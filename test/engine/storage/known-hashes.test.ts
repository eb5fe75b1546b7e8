import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { KnownHashes } from '../../../src/engine/storage/known-hashes.js'

function counting() {
  const computed: string[] = []
  const hashes = new KnownHashes((text) => {
    computed.push(text)
    return text.length * 1000 + Number(text.replace(/\D/g, '0'))
  })
  return { computed, hashes }
}

describe('KnownHashes', () => {
  it('computes the hash of a text once', () => {
    const { computed, hashes } = counting()
    expect([hashes.hashOf('k1'), hashes.hashOf('k1'), hashes.hashOf('k1')]).toEqual([2001, 2001, 2001])
    expect(computed).toEqual(['k1'])
  })

  it('gives every text its own hash, with many more texts than places', () => {
    const { hashes } = counting()
    const texts = Array.from({ length: 200_000 }, (_, index) => `k${index}`)
    const wrong = (text: string) => hashes.hashOf(text) !== text.length * 1000 + Number(`0${text.slice(1)}`)
    expect(texts.filter(wrong)).toEqual([])
    expect(texts.toReversed().filter(wrong)).toEqual([])
  })

  it('grows until most of what is asked for again and again is known', () => {
    const { computed, hashes } = counting()
    const texts = Array.from({ length: 10_000 }, (_, index) => `k${index}`)
    for (let round = 0; round < 20; round += 1) texts.forEach((text) => hashes.hashOf(text))
    computed.length = 0
    texts.forEach((text) => hashes.hashOf(text))
    expect(computed.length).toBeLessThan(5000)
  })

  it('does not hold on to long texts, and knows the empty one', () => {
    const { computed, hashes } = counting()
    const long = 'x'.repeat(65)
    hashes.hashOf(long)
    hashes.hashOf(long)
    expect(computed).toHaveLength(2)
    expect(hashes.hashOf('')).toBe(0)
  })

  it('does not hold on to the long texts that short ones were cut out of', () => {
    const hashes = new KnownHashes((text) => text.length)
    const held = heapBytes()
    for (let index = 100; index < 400; index += 1)
      hashes.hashOf(`${'x'.repeat(200_000)}0123456789012345${index}`.slice(-19))
    expect(heapBytes() - held).toBeLessThan(20_000_000)
  })

  it('knows texts with unpaired surrogates apart', () => {
    const { computed, hashes } = counting()
    const texts = ['\ud800', '\udfff', '\ufffd', '\ud800\udfff', '"\\\u0000']
    for (const text of [...texts, ...texts]) hashes.hashOf(text)
    expect(computed).toEqual(texts)
  })
})

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

function heapBytes(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed
}
