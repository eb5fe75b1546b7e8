import { Buffer, isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { seedLineSizeBytesMax } from '../../protocol/limits.js'
import { fileDamaged, fileMissing } from '../errors.js'

export interface Line {
  /** From 1. */
  readonly number: number
  readonly text: string
}

const newline = 0x0a

/** The lines of a file that are not empty, one after the other; a file compressed by gzip is known by its first bytes. */
export async function* linesOf(file: string): AsyncGenerator<Line> {
  let number = 0
  let rest: Buffer[] = []
  let restSizeBytes = 0
  const line = (end: Buffer): Line | undefined => {
    number += 1
    const bytes = rest.length === 0 ? end : Buffer.concat([...rest, end])
    if (!isUtf8(bytes)) throw fileDamaged(file, number, 'the line is not in UTF-8', 'Write the file in UTF-8')
    const text = bytes.toString().trim()
    rest = []
    restSizeBytes = 0
    return text === '' ? undefined : { number, text }
  }
  for await (const chunk of chunksOf(file, () => number + 1)) {
    let start = 0
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      const found = line(chunk.subarray(start, end))
      if (found !== undefined) yield found
      start = end + 1
    }
    rest.push(chunk.subarray(start))
    restSizeBytes += chunk.length - start
    if (restSizeBytes > seedLineSizeBytesMax) {
      throw fileDamaged(
        file,
        number + 1,
        `the line is longer than ${seedLineSizeBytesMax} bytes`,
        'Put each item on a line of its own',
      )
    }
  }
  const last = line(Buffer.alloc(0))
  if (last !== undefined) yield last
}

async function* chunksOf(file: string, lineNumber: () => number): AsyncGenerator<Buffer> {
  const isCompressed = await startsAsGzip(file)
  const source = createReadStream(file, { highWaterMark: 262_144 })
  const unpacked: Readable = isCompressed ? source.pipe(createGunzip()) : source
  source.on('error', (error) => unpacked.destroy(error))
  try {
    for await (const chunk of unpacked) yield chunk as Buffer
  } catch (cause) {
    throw fileDamaged(
      file,
      lineNumber(),
      'the file cannot be read to its end',
      'Take an undamaged copy',
      cause,
    )
  } finally {
    source.destroy()
  }
}

async function startsAsGzip(file: string): Promise<boolean> {
  const start = Buffer.alloc(2)
  try {
    const handle = await open(file)
    try {
      await handle.read(start, 0, 2, 0)
    } finally {
      await handle.close()
    }
  } catch (cause) {
    throw fileMissing(file, cause)
  }
  return start.readUInt16BE() === 0x1f8b
}
