import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { seedLineSizeBytesMax } from '../../../src/protocol/limits.js'
import type { Line } from '../../../src/server/files/lines.js'
import { linesOf } from '../../../src/server/files/lines.js'
import { temporaryFolder } from '../support.js'

function written(contents: string | Buffer): string {
  const file = join(temporaryFolder(), 'file.json')
  writeFileSync(file, contents)
  return file
}

async function all(file: string): Promise<Line[]> {
  const lines: Line[] = []
  for await (const line of linesOf(file)) lines.push(line)
  return lines
}

describe('the lines of a file', () => {
  it('have numbers, empty ones counted and left out', async () => {
    expect(await all(written('a\n\n  b \r\n\nc'))).toEqual([
      { number: 1, text: 'a' },
      { number: 3, text: 'b' },
      { number: 5, text: 'c' },
    ])
    expect(await all(written(''))).toEqual([])
    expect(await all(written('a\n'))).toEqual([{ number: 1, text: 'a' }])
  })

  it('are whole where they cross the pieces in which the file is read', async () => {
    const texts = Array.from({ length: 3000 }, (_, index) => `${index}é`.repeat(200))
    expect((await all(written(texts.join('\n')))).map(({ text }) => text)).toEqual(texts)
  })

  it('may be compressed', async () => {
    expect(await all(written(gzipSync('a\nb')))).toMatchObject([{ text: 'a' }, { text: 'b' }])
  })

  it('are limited in length', async () => {
    const file = written(`a\n${'x'.repeat(seedLineSizeBytesMax + 300_000)}`)
    await expect(all(file)).rejects.toMatchObject({
      code: 'server.file-damaged',
      message: `${file}:2: the line is longer than 4194304 bytes. Put each item on a line of its own.`,
    })
  })

  it('are in UTF-8', async () => {
    const file = written(Buffer.from([0x61, 0x0a, 0xff, 0x0a]))
    await expect(all(file)).rejects.toMatchObject({
      code: 'server.file-damaged',
      message: `${file}:2: the line is not in UTF-8. Write the file in UTF-8.`,
    })
  })

  it('of a file that is damaged are refused', async () => {
    const file = written(gzipSync('a\n'.repeat(1000)).subarray(0, 20))
    await expect(all(file)).rejects.toMatchObject({ code: 'server.file-damaged', details: { file } })
  })

  it('of a file that is not there are refused', async () => {
    const file = join(temporaryFolder(), 'none')
    await expect(all(file)).rejects.toMatchObject({ code: 'server.file-missing', details: { file } })
  })
})
