import { spawn } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Consumer } from './packed.js'
import { install, readManifest } from './packed.js'

describe('the command of the tarball', () => {
  let consumer: Consumer
  let command: string

  beforeAll(() => {
    consumer = install(inject('tarball'))
    const own = join(consumer.directory, 'node_modules/monotable')
    command = join(own, readManifest(own).bin?.['monotable'] ?? '')
  })

  afterAll(() => consumer.remove())

  it('is a program for Node', () => {
    expect(readFileSync(command, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
    expect(statSync(command).isFile()).toBe(true)
  })

  it('tells what it can do', () => {
    expect(consumer.node(command, '--help')).toMatchObject({ status: 0, stderr: '' })
  })

  it('serves until it is stopped, without zod and the mapper', async () => {
    consumer.write(
      'tracer.js',
      `import { appendFileSync } from 'node:fs'
      export async function load(url, context, next) {
        appendFileSync(new URL('loaded.txt', import.meta.url), url + '\\n')
        return next(url, context)
      }`,
    )
    consumer.write(
      'trace.js',
      `import { register } from 'node:module'\nregister('./tracer.js', import.meta.url)\n`,
    )
    const child = spawn(process.execPath, ['--import', './trace.js', command, 'serve', '--port', '0'], {
      cwd: consumer.directory,
    })
    let printed = ''
    child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => {
        printed += chunk.toString()
        resolve()
      })
      child.on('exit', () => reject(new Error(printed)))
    })
    const url =
      /^Listening on (http:\/\/127\.0\.0\.1:\d+) \(from this machine only\)\n$/.exec(printed)?.[1] ?? ''
    expect(await (await fetch(url)).text()).toBe('healthy: dynamodb.us-east-1.amazonaws.com ')
    const code = new Promise((resolve) => child.on('exit', resolve))
    child.kill('SIGTERM')
    expect(await code).toBe(0)
    const loaded = consumer.read('loaded.txt').trim().split('\n')
    const packages = loaded
      .map((url) => /.*node_modules\/(.+)$/.exec(url)?.[1])
      .filter((path) => path !== undefined)
    // Few files, and no zod, so that it starts fast.
    expect(packages.filter((path) => !/^(commander|monotable)\//.test(path))).toEqual([])
    expect(packages.length).toBeLessThan(30)
  })
})
