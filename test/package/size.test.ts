import { gzipSync } from 'node:zlib'
import { build, type Metafile } from 'esbuild'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { install, type Consumer } from './packed.js'

/** What the mapper may weigh in an application's bundle; it is to fall, not to rise. */
const gzippedBytesMost = 97_400

describe("the mapper in an application's bundle", () => {
  let consumer: Consumer
  let code: Uint8Array
  let written: Metafile['outputs'][string] | undefined

  beforeAll(async () => {
    consumer = install(inject('tarball'))
    const { outputFiles, metafile } = await build({
      stdin: {
        contents: "export { createDatabase, defineEntity, defineTable } from 'monotable'",
        resolveDir: consumer.directory,
      },
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'node20',
      // Nothing of a platform: what the mapper needs is in every JavaScript runtime.
      platform: 'neutral',
      mainFields: ['module', 'main'],
      external: ['zod/*'],
      write: false,
      metafile: true,
    })
    written = Object.values(metafile.outputs)[0]
    code = outputFiles[0]?.contents ?? new Uint8Array()
  })

  afterAll(() => consumer.remove())

  it(`weighs at most ${gzippedBytesMost} bytes, minified and gzipped, without zod`, () => {
    expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(gzippedBytesMost)
    expect(code.length).toBeGreaterThan(10_000)
  })

  it.each([
    ['the engine', 'TrimmedDataAccessException'],
    ["the SDK's client", 'CreateTableCommand'],
    ['util-dynamodb', 'convertToAttr'],
    ["zod's classic namespace", 'ZodString'],
    ['the command', 'commander'],
    ['the backends of tests', 'testcontainers'],
  ])('holds nothing of %s', (_, name) => {
    expect(new TextDecoder().decode(code).includes(name)).toBe(false)
  })

  it('imports nothing but the core of zod', () => {
    expect([...new Set(written?.imports.map(({ path }) => path))]).toEqual(['zod/v4/core'])
  })
})
