import type { Buffer } from 'node:buffer'
import { gunzip, gzip, gzipSync } from 'node:zlib'
import { requestSizeBytesMax } from '../../protocol/limits.js'

/** The inflated body; what it is when it is not: too large, or damaged. */
export type Inflated = Buffer | 'too-large' | 'damaged'

/** More at a time would be no faster, and each may become a thousand times as large as it was sent. */
const inflationsMax = 2

/** Inflates bodies in other threads, few at a time: those that wait are as small as they were sent. */
export class Inflater {
  #running = 0
  readonly #waiting: (() => void)[] = []

  /** Inflates a gzip body up to the size of the largest request. */
  async inflate(body: Buffer): Promise<Inflated> {
    if (this.#running === inflationsMax) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    else this.#running += 1
    const inflated = await gunzipped(body)
    const next = this.#waiting.shift()
    if (next === undefined) this.#running -= 1
    else next()
    return inflated
  }
}

function gunzipped(body: Buffer): Promise<Inflated> {
  return new Promise((resolve) => {
    gunzip(body, { maxOutputLength: requestSizeBytesMax, chunkSize: 65_536 }, (error, inflated) => {
      if (error === null) resolve(inflated)
      else resolve('code' in error && error.code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'damaged')
    })
  })
}

/** Below this, handing the text to another thread takes longer than compressing it. */
const smallLength = 16_384

/** Compresses the text of an answer. Level 1: the network is rarely slower than that. */
export function deflate(text: string): Buffer | Promise<Buffer> {
  if (text.length < smallLength) return gzipSync(text, { level: 1 })
  return new Promise((resolve, reject) => {
    gzip(text, { level: 1 }, (error, compressed) => (error === null ? resolve(compressed) : reject(error)))
  })
}

/** Whether an Accept-Encoding admits gzip: named, or by `*`, and not with quality 0. */
export function acceptsGzip(header: string | undefined): boolean {
  if (header === undefined || header === 'identity') return false
  const qualities = new Map(header.toLowerCase().split(',').map(qualityOf))
  return (qualities.get('gzip') ?? qualities.get('*') ?? 0) > 0
}

function qualityOf(coding: string): [name: string, quality: number] {
  const [name = '', ...parameters] = coding.split(';').map((part) => part.trim())
  const quality = parameters.find((parameter) => parameter.startsWith('q='))
  return [name, quality === undefined ? 1 : Number(quality.slice(2))]
}
