import { Buffer } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { limits } from '../../protocol/limits.js'

const empty = Buffer.alloc(0)

/**
 * Collects the body of a request and gives it, or `undefined` as soon as it is too large. Gives nothing when the client
 * goes away before its end.
 */
export function readBody(request: IncomingMessage, onBody: (body: Buffer | undefined) => void): void {
  let body: Buffer = empty
  let sizeBytes = 0
  request.on('data', (chunk: Buffer) => {
    const before = sizeBytes
    sizeBytes += chunk.length
    if (sizeBytes > limits.requestSizeBytesMax) {
      body = empty
      if (before <= limits.requestSizeBytesMax) onBody(undefined)
      // Read on, so that the client, which may look for an answer only after its last byte, gets the refusal.
      else if (sizeBytes > limits.refusedSizeBytesMax) request.destroy()
    } else if (before === 0) {
      // Nearly always the whole body.
      body = chunk
    } else {
      if (body.length < sizeBytes) body = grown(body, before, expectedSize(request, sizeBytes))
      chunk.copy(body, before)
    }
  })
  request.on('end', () => {
    if (sizeBytes <= limits.requestSizeBytesMax) onBody(body.subarray(0, sizeBytes))
  })
}

/** What the client says, if it can be; otherwise twice what there is, so that many small chunks cost no more than few. */
function expectedSize(request: IncomingMessage, sizeBytes: number): number {
  const announced = Number(request.headers['content-length'])
  return announced >= sizeBytes && announced <= limits.requestSizeBytesMax ? announced : sizeBytes * 2
}

function grown(body: Buffer, sizeBytes: number, capacity: number): Buffer {
  const larger = Buffer.allocUnsafe(capacity)
  body.copy(larger, 0, 0, sizeBytes)
  return larger
}
