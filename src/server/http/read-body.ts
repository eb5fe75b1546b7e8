import { Buffer } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import {
  refusedSizeBytesMax,
  requestSizeBytesMax,
  requestsInTransitSizeBytesMax,
} from '../../protocol/limits.js'

const empty = Buffer.alloc(0)

/** Room for the bodies that a server is receiving, apart from those that come in one piece. */
export class BodyRoom {
  #takenBytes = 0

  /** Takes room; false when there is not as much. */
  take(sizeBytes: number): boolean {
    if (this.#takenBytes + sizeBytes > requestsInTransitSizeBytesMax) return false
    this.#takenBytes += sizeBytes
    return true
  }

  release(sizeBytes: number): void {
    this.#takenBytes -= sizeBytes
  }
}

/** The body of a request, or why it is not received. */
export type Body = Buffer | 'too-large' | 'no-room'

/** Collects the body of a request and gives it. Gives nothing when the client goes away before its end. */
export function readBody(request: IncomingMessage, room: BodyRoom, onBody: (body: Body) => void): void {
  let body: Buffer = empty
  let sizeBytes = 0
  let takenBytes = 0
  let isRefused = false
  const refuse = (reason: 'too-large' | 'no-room') => {
    isRefused = true
    body = empty
    onBody(reason)
  }
  const grow = (before: number) => {
    if (takenBytes === 0) request.once('close', () => room.release(takenBytes))
    // Twice what there is, so that many small chunks cost no more than few.
    const capacity = Math.max(sizeBytes, Math.min(sizeBytes * 2, largestSize(request)))
    if (!room.take(capacity - takenBytes)) return refuse('no-room')
    takenBytes = capacity
    const larger = Buffer.allocUnsafe(capacity)
    body.copy(larger, 0, 0, before)
    body = larger
  }
  request.on('data', (chunk: Buffer) => {
    const before = sizeBytes
    sizeBytes += chunk.length
    // Read on, so that the client, which may look for an answer only after its last byte, gets the refusal.
    if (isRefused) {
      if (sizeBytes > refusedSizeBytesMax) request.destroy()
      return
    }
    if (sizeBytes > requestSizeBytesMax) return refuse('too-large')
    if (before === 0) {
      // Nearly always the whole body.
      body = chunk
      return
    }
    if (body.length < sizeBytes) grow(before)
    chunk.copy(body, before)
  })
  request.on('end', () => {
    if (!isRefused) onBody(body.subarray(0, sizeBytes))
  })
}

/** What the client announces, if it can be: a promise, which takes no room before it is kept. */
function largestSize(request: IncomingMessage): number {
  const announced = Number(request.headers['content-length'])
  return announced > 0 && announced <= requestSizeBytesMax ? announced : requestSizeBytesMax
}
