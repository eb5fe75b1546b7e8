import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { install, readManifest, repositoryRoot, type Consumer } from './packed.js'

const subpaths = Object.entries(readManifest(repositoryRoot).exports)
  .filter(([, target]) => typeof target !== 'string')
  .map(([subpath]) => subpath.replace(/^\./, 'monotable'))
const needsTheSdk = (subpath: string) => subpath === 'monotable/aws'

/** Writes the address of every module that Node loads into a file. */
const tracer = `
import { appendFileSync } from 'node:fs'
export async function load(url, context, next) {
  appendFileSync(new URL('loaded.txt', import.meta.url), url + '\\n')
  return next(url, context)
}
`

describe('a program without the SDK', () => {
  let consumer: Consumer

  beforeAll(() => {
    consumer = install(inject('tarball'))
  })

  afterAll(() => consumer.remove())

  it.each(subpaths.filter((subpath) => !needsTheSdk(subpath)))('imports %s', (subpath) => {
    consumer.write('main.js', `import * as all from '${subpath}'\nconsole.log(Object.keys(all).length)\n`)
    const { stdout, stderr } = consumer.node('main.js')
    expect(stderr).toBe('')
    expect(Number(stdout)).toBeGreaterThan(0)
  })

  it.each(subpaths.filter((subpath) => !needsTheSdk(subpath)))('requires %s', (subpath) => {
    consumer.write('main.cjs', `console.log(Object.keys(require('${subpath}')).length)\n`)
    const { stdout, status } = consumer.node('main.cjs')
    expect(Number(stdout)).toBeGreaterThan(0)
    expect(status).toBe(0)
  })

  it('reads the version from package.json', () => {
    consumer.write('version.cjs', `console.log(require('monotable/package.json').name)\n`)
    expect(consumer.node('version.cjs').stdout).toBe('monotable\n')
  })

  it.each(subpaths.filter(needsTheSdk))('is told what %s needs', (subpath) => {
    consumer.write('main.js', `import '${subpath}'\n`)
    const { stderr, status } = consumer.node('main.js')
    expect(stderr).toContain(`Cannot find package '@aws-sdk/client-dynamodb'`)
    expect(status).not.toBe(0)
  })

  it.each([
    ["{ endpoint: 'http://127.0.0.1:1' }", 'testing.sdk'],
    ["'container'", 'testing.testcontainers'],
  ])('is told what tests on %s need', (backend, code) => {
    consumer.write(
      'main.js',
      `import { testDatabase } from 'monotable/testing'
      const entities = {}
      testDatabase({ entities }, { backend: ${backend} }).catch(({ code }) => console.log(code))\n`,
    )
    expect(consumer.node('main.js').stdout).toBe(`${code}\n`)
  })

  it('cannot reach past the subpaths', () => {
    consumer.write('deep.js', `import 'monotable/dist/index.js'\n`)
    expect(consumer.node('deep.js').stderr).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED')
  })
})

describe('a program with the SDK installed', () => {
  let consumer: Consumer

  beforeAll(() => {
    consumer = install(inject('tarball'), ['@aws-sdk/client-dynamodb'])
    consumer.write('tracer.js', tracer)
    consumer.write(
      'trace.js',
      `import { register } from 'node:module'\nregister('./tracer.js', import.meta.url)\n`,
    )
  })

  afterAll(() => consumer.remove())

  function loadedBy(program: string): string[] {
    consumer.write('loaded.txt', '')
    consumer.write('main.js', program)
    expect(consumer.node('--import', './trace.js', 'main.js')).toMatchObject({ status: 0, stderr: '' })
    return consumer.read('loaded.txt').trim().split('\n')
  }

  const sdk = (url: string) => /node_modules\/@(aws-sdk|smithy|aws-crypto)\//.test(url)

  it.each(subpaths.filter((subpath) => !needsTheSdk(subpath)))('loads none of it through %s', (subpath) => {
    const loaded = loadedBy(`import '${subpath}'\n`)
    expect(loaded.filter((url) => url.includes('node_modules/monotable/')).length).toBeGreaterThan(0)
    expect(loaded.filter(sdk)).toEqual([])
  })

  it.each(subpaths.filter(needsTheSdk))('loads it through %s', (subpath) => {
    expect(loadedBy(`import '${subpath}'\n`).some(sdk)).toBe(true)
  })

  it.each(subpaths.filter(needsTheSdk))('loads neither engine nor zod through %s', (subpath) => {
    const loaded = loadedBy(`import '${subpath}'\n`)
    expect(loaded.filter((url) => /node_modules\/(monotable\/dist\/engine|zod)\//.test(url))).toEqual([])
  })

  it.each(['import', 'require'])('runs on a client: %s', (way) => {
    const load = (name: string, from: string) =>
      way === 'import' ? `import { ${name} } from '${from}'` : `const { ${name} } = require('${from}')`
    consumer.write(
      way === 'import' ? 'client.js' : 'client.cjs',
      `${load('DynamoDBClient', '@aws-sdk/client-dynamodb')}
      ${load('aws', 'monotable/aws')}
      ${load('memory, memoryRequestHandler', 'monotable/memory')}
      const credentials = { accessKeyId: 'none', secretAccessKey: 'none' }
      const requestHandler = memoryRequestHandler(memory())
      const backend = aws(new DynamoDBClient({ requestHandler, region: 'us-east-1', credentials }))
      backend.execute('ListTables', {}).then(({ TableNames }) => console.log(TableNames.length))\n`,
    )
    const { stdout, status } = consumer.node(way === 'import' ? 'client.js' : 'client.cjs')
    expect(stdout).toBe('0\n')
    expect(status).toBe(0)
  })

  it('would be seen to load it', () => {
    expect(loadedBy(`import '@aws-sdk/client-dynamodb'\n`).some(sdk)).toBe(true)
  })

  it('loads no testcontainers through monotable/testing', () => {
    expect(loadedBy(`import 'monotable/testing'\n`).filter((url) => url.includes('testcontainers'))).toEqual(
      [],
    )
  })

  it.each(['monotable/memory', 'monotable/server', 'monotable/config'])(
    'loads no zod through %s',
    (subpath) => {
      expect(loadedBy(`import '${subpath}'\n`).filter((url) => url.includes('node_modules/zod/'))).toEqual([])
    },
  )
})
