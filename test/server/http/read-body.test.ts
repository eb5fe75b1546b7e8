import { EventEmitter } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { refusedSizeBytesMax, requestSizeBytesMax } from '../../../src/protocol/limits.js'
import type { Body } from '../../../src/server/http/read-body.js'
import { BodyRoom, readBody } from '../../../src/server/http/read-body.js'

/** What is given of a body in these chunks. */
function given(chunks: Buffer[], headers: Record<string, string> = {}, room = new BodyRoom()) {
  const bodies: Body[] = []
  let isDestroyed = false
  const request = Object.assign(new EventEmitter(), { headers, destroy: () => (isDestroyed = true) })
  // An emitter is all that the reader knows of a request.
  readBody(request as unknown as IncomingMessage, room, (body) => bodies.push(body))
  for (const chunk of chunks) request.emit('data', chunk)
  return {
    bodies,
    end: () => request.emit('end'),
    close: () => request.emit('close'),
    isDestroyed: () => isDestroyed,
  }
}

const letters = (text: string) => [...text].map((letter) => Buffer.from(letter))

describe('the body of a request', () => {
  it.each([
    ['none', [], {}],
    ['one', [Buffer.from('hello')], {}],
    ['many', letters('hello, world'), {}],
    ['many, announced', letters('hello'), { 'content-length': '5' }],
    ['many, announced wrongly', letters('hello'), { 'content-length': '-1' }],
  ] as [string, Buffer[], Record<string, string>][])('is put together: %s', (_, chunks, headers) => {
    const { bodies, end } = given(chunks, headers)
    expect(bodies).toEqual([])
    end()
    expect(bodies).toEqual([Buffer.concat(chunks)])
  })

  it('is refused once, as soon as it is too large, and read on', () => {
    const megabyte = Buffer.alloc(1_048_576)
    const { bodies, end, isDestroyed } = given(Array.from({ length: 20 }, () => megabyte))
    expect(bodies).toEqual(['too-large'])
    end()
    expect([bodies, isDestroyed()]).toEqual([['too-large'], false])
  })

  it('is not read for ever', () => {
    const chunk = Buffer.alloc(refusedSizeBytesMax / 2)
    expect(given([chunk, chunk]).isDestroyed()).toBe(false)
    expect(given([chunk, chunk, Buffer.alloc(1)]).isDestroyed()).toBe(true)
  })

  it('is refused when the others take all the room, until one of them is done', () => {
    const room = new BodyRoom()
    const pieces = [Buffer.from('a'), Buffer.from('b')]
    const large = { 'content-length': String(requestSizeBytesMax) }
    const half = Buffer.alloc(requestSizeBytesMax / 2)
    const others = Array.from({ length: 32 }, () => given([half, half], large, room))
    expect(others.flatMap(({ bodies }) => bodies)).toEqual([])
    expect(given(pieces, {}, room).bodies).toEqual(['no-room'])
    const inOnePiece = given([Buffer.from('whole')], {}, room)
    inOnePiece.end()
    expect(inOnePiece.bodies).toEqual([Buffer.from('whole')])
    others[0]!.close()
    const next = given(pieces, {}, room)
    next.end()
    expect(next.bodies).toEqual([Buffer.from('ab')])
  })

  it('takes no room by what it announces', () => {
    const room = new BodyRoom()
    const pieces = [Buffer.from('a'), Buffer.from('b')]
    const large = { 'content-length': String(requestSizeBytesMax) }
    for (let index = 0; index < 1000; index += 1) given(pieces, large, room)
    const next = given([...pieces, Buffer.alloc(100_000)], large, room)
    next.end()
    expect(next.bodies).toMatchObject([{ length: 100_002 }])
  })
})
