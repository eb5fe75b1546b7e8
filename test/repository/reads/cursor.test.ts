import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MonotableError } from '../../../src/core/errors.js'
import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import { CursorCodec } from '../../../src/repository/reads/cursor.js'
import { parameters } from '../../property/runs.js'
import { refused, refusedLater, told } from '../../schema/refused.js'

const key = (fill: number, sizeBytes = 32): Uint8Array<ArrayBuffer> => new Uint8Array(sizeBytes).fill(fill)
const open = new CursorCodec(undefined)
const sealed = new CursorCodec({ keys: [key(1)] })
const position: AttributeMap = {
  pk: { S: 'CUSTOMER#é😀' },
  n: { N: '-12.5' },
  b: { B: new Uint8Array([0, 255, 7]) },
}

const reasonOf = async (codec: CursorCodec, cursor: string, query = 'q'): Promise<unknown> => {
  const { code, details } = await refusedLater(() => codec.decode(cursor, query))
  expect(code).toBe('repository.cursor')
  return details['reason']
}

/** The cursor with one character replaced by another of the alphabet. */
function changed(cursor: string, at: number): string {
  const place = at % cursor.length
  return cursor.slice(0, place) + (cursor[place] === 'A' ? 'B' : 'A') + cursor.slice(place + 1)
}

describe.each([
  ['open', open],
  ['sealed', sealed],
])('%s cursors', (_name, codec) => {
  it('give back the position of the query that made them', async () => {
    const cursor = await codec.encode(position, 'q')
    expect(cursor).toMatch(/^[12][A-Za-z0-9_-]+$/)
    expect(await codec.decode(cursor, 'q')).toEqual(position)
  })

  it('hold the largest keys there are', async () => {
    const large: AttributeMap = Object.fromEntries(
      ['pk', 'gsi1pk'].map((name) => [name, { S: '\u0001'.repeat(2048) }]),
    )
    large['sk'] = { S: '\u0001'.repeat(1024) }
    large['gsi1sk'] = { B: new Uint8Array(1024).fill(9) }
    expect(await codec.decode(await codec.encode(large, 'q'), 'q')).toEqual(large)
  })

  it('hold any name of an attribute', async () => {
    const odd = JSON.parse('{"__proto__":{"S":"a"},"constructor":{"N":"1"}}') as AttributeMap
    const read = await codec.decode(await codec.encode(odd, 'q'), 'q')
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype)
    expect(Object.keys(read)).toEqual(['__proto__', 'constructor'])
  })

  it('are refused by another query', async () => {
    expect(await reasonOf(codec, await codec.encode(position, 'q'), 'r')).toContain('another query')
  })

  it('are refused where they are no text, too short or too long', async () => {
    for (const cursor of ['', '1', 'x'.repeat(65_537), 5, null, {}])
      expect(await reasonOf(codec, cursor as string)).toBe('it is no cursor of monotable')
  })

  it.each(['rubbish', 'eyJpZCI6MX0', '{"id":1}', '0abc', '1 2', '3==='])(
    'are refused as %s, which is none',
    async (text) => {
      expect(await reasonOf(codec, text)).toBe('it is no cursor of monotable')
    },
  )

  it('are refused in another form or version', async () => {
    expect(await reasonOf(codec, '3abcd')).toBe('it is of another version')
    expect(await reasonOf(open, await sealed.encode(position, 'q'))).toContain('no key to open it')
    expect(await reasonOf(sealed, await open.encode(position, 'q'))).toBe('it is not sealed')
  })

  it('fail with nothing but the coded error, whatever they are', async () => {
    const alphabet = fc.constantFrom(...'1 2 A B C x y z _ - = + / [ ] { } " é'.split(' '), ' ', '\u0000')
    const texts = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.string({ unit: alphabet, maxLength: 60 }).map((text) => `1${text}`),
      fc.string({ unit: alphabet, maxLength: 60 }).map((text) => `2${text}`),
      fc.json().map((json) => `1${Buffer.from(json).toString('base64url')}`),
      fc.uint8Array({ maxLength: 80 }).map((bytes) => `2${Buffer.from(bytes).toString('base64url')}`),
    )
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        await expect(codec.decode(text, 'q')).rejects.toMatchObject({ code: 'repository.cursor' })
      }),
      parameters(150),
    )
  })
})

describe('an open cursor', () => {
  it('that is changed gives a position or the coded error', async () => {
    const cursor = await open.encode(position, 'q')
    const codes = new Set<unknown>()
    for (let at = 0; at < cursor.length; at++) {
      const read = await open.decode(changed(cursor, at), 'q').catch((error: unknown) => error)
      codes.add(read instanceof MonotableError ? read.code : read instanceof Error ? read.name : 'position')
    }
    expect([...codes].toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([
      'position',
      'repository.cursor',
    ])
  })

  it.each([
    ['no list', {}],
    ['an entry that is none', ['pk']],
    ['an unknown type', [['pk', 'L', 'a']]],
    ['a number for text', [['pk', 'S', 1]]],
    ['a number for a name', [[1, 'S', 'a']]],
    ['bytes that are none', [['pk', 'B', 'a=']]],
  ])('that holds %s is refused', async (_what, json) => {
    const [mark] = JSON.parse(
      Buffer.from((await open.encode({}, 'q')).slice(1), 'base64url').toString(),
    ) as unknown[]
    const forged = `1${Buffer.from(JSON.stringify([mark, json])).toString('base64url')}`
    expect(await reasonOf(open, forged)).toBe('it is damaged')
  })
})

describe('a sealed cursor', () => {
  it('reveals nothing, and is never the same twice', async () => {
    const cursor = await sealed.encode(position, 'q')
    expect(Buffer.from(cursor.slice(1), 'base64url').toString('latin1')).not.toContain('CUSTOMER')
    expect(await sealed.encode(position, 'q')).not.toBe(cursor)
  })

  it('refuses every change, bits that stand for nothing included', async () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    for (const pk of ['a', 'ab', 'abc']) {
      const cursor = await sealed.encode({ pk: { S: pk } }, 'q')
      const others = ['A', '=', ' ', '\n'].map((end) => cursor + end)
      for (let at = 0; at < cursor.length; at++) others.push(changed(cursor, at))
      for (const last of alphabet) if (!cursor.endsWith(last)) others.push(cursor.slice(0, -1) + last)
      for (const other of others)
        await expect(sealed.decode(other, 'q')).rejects.toMatchObject({ code: 'repository.cursor' })
    }
  })

  it('is made with the newest key and opened with any', async () => {
    const old = await sealed.encode(position, 'q')
    const rotated = new CursorCodec({ keys: [key(2, 16), key(1)] })
    expect(await rotated.decode(old, 'q')).toEqual(position)
    const fresh = await rotated.encode(position, 'q')
    expect(await reasonOf(sealed, fresh)).toContain('by another key')
    expect(await new CursorCodec({ keys: [key(2, 16)] }).decode(fresh, 'q')).toEqual(position)
  })

  it('keeps its keys, whatever becomes of those that were passed in', async () => {
    const secret = key(4)
    const codec = new CursorCodec({ keys: [secret] })
    secret.fill(0)
    expect(await new CursorCodec({ keys: [key(4)] }).decode(await codec.encode(position, 'q'), 'q')).toEqual(
      position,
    )
  })

  it.each([
    ['no key', []],
    ['a short key', [key(1, 8)]],
    ['a key of text', ['a'.repeat(32)]],
    ['no list', undefined],
  ])('is refused with %s', (_what, keys) => {
    const error = refused(() => new CursorCodec({ keys: keys as never }))
    expect(told(error)).toContain('repository.cursor-key: Cursors are sealed with keys of 16 or 32 bytes')
    expect(error).toBeInstanceOf(MonotableError)
  })
})
