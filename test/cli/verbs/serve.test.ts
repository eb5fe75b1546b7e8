import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Running } from '../support.js'
import { monotable } from '../support.js'
import {
  accessKeyId,
  ask,
  secret,
  send,
  signature,
  signedBy,
  started,
  tableInput,
  tableNames,
  temporaryFolder,
} from '../../server/support.js'

async function serving(...args: string[]): Promise<{ running: Running; port: number }> {
  const running = monotable('serve', '--port', '0', ...args)
  const [, port] = await running.printed(/:(\d+) \(/)
  return { running, port: Number(port) }
}

async function stopped({ process, ended }: Running, signal: NodeJS.Signals = 'SIGTERM') {
  process.kill(signal)
  return ended
}

describe('monotable serve', () => {
  it('prints one line when it is ready, and nothing else', async () => {
    const { running, port } = await serving()
    expect(await tableNames(port)).toEqual([])
    expect(await stopped(running)).toEqual({
      code: 0,
      stdout: `Listening on http://127.0.0.1:${port} (from this machine only)\n`,
      stderr: '',
    })
  })

  it('says when others can reach it', async () => {
    const running = monotable('serve', '--port', '0', '--host', '0.0.0.0')
    await running.printed(/^Listening on http:\/\/0\.0\.0\.0:\d+ \(from other machines too\)\n$/)
    expect((await stopped(running)).code).toBe(0)
  })

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'writes the snapshot on %s and reads it again',
    async (signal) => {
      const file = join(temporaryFolder(), 'snapshot.json')
      const first = await serving('--snapshot', file)
      await ask(first.port, 'CreateTable', tableInput('t'))
      expect(existsSync(file)).toBe(false)
      expect(await stopped(first.running, signal)).toMatchObject({ code: 0, stderr: '' })
      const second = await serving('--snapshot', file)
      expect(await tableNames(second.port)).toEqual(['t'])
      await stopped(second.running)
    },
  )

  it('leaves the snapshot as it is when it is killed', async () => {
    const file = join(temporaryFolder(), 'snapshot.json')
    const first = await serving('--snapshot', file)
    await stopped(first.running)
    const before = readFileSync(file, 'utf8')
    const second = await serving('--snapshot', file)
    await ask(second.port, 'CreateTable', tableInput('t'))
    await stopped(second.running, 'SIGKILL')
    expect(readFileSync(file, 'utf8')).toBe(before)
  })

  it('stops at once on a second signal', async () => {
    const { running, port } = await serving()
    const stuck = connect(port, '127.0.0.1').on('error', () => {})
    stuck.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{')
    await pause(100)
    running.process.kill('SIGINT')
    await pause(100)
    running.process.kill('SIGINT')
    expect((await running.ended).code).toBe(130)
  })

  it('fails when a snapshot is damaged, and leaves it as it is', async () => {
    const file = join(temporaryFolder(), 'snapshot.json')
    writeFileSync(file, 'nothing')
    const { code, stdout, stderr } = await monotable('serve', '--port', '0', '--snapshot', file).ended
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toBe(`error: ${file}:1: the line is no JSON. Write one JSON object on each line.\n`)
    expect(readFileSync(file, 'utf8')).toBe('nothing')
  })

  it('fails at once when the snapshot cannot be written', async () => {
    const file = join(temporaryFolder(), 'gone', 'snapshot.json')
    expect(await monotable('serve', '--port', '0', '--snapshot', file).ended).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('cannot be written'),
    })
  })

  it('begins with a seed, shares tables and verifies signatures when told to', async () => {
    const file = join(temporaryFolder(), 'seed.json')
    writeFileSync(file, JSON.stringify({ Table: tableInput('seeded') }))
    const { running, port } = await serving(
      '--seed-file',
      file,
      '--shared',
      '--credentials',
      `${accessKeyId}:${secret}`,
    )
    expect((await ask(port, 'ListTables', {}, signedBy('a'))).json['__type']).toMatch(
      /InvalidSignature|Incomplete/,
    )
    expect((await send(port, signature({ port }))).json).toEqual({ TableNames: ['seeded'] })
    await stopped(running)
  })

  it('fails when the port is taken, and says what to do', async () => {
    const { port } = await started()
    expect(await monotable('serve', '--port', String(port)).ended).toEqual({
      code: 1,
      stdout: '',
      stderr: `error: port ${port} of 127.0.0.1 is taken. Choose another with --port; 0 takes any that is free.\n`,
    })
  })

  it('fails when the host is none of this machine', async () => {
    const { code, stderr } = await monotable('serve', '--port', '0', '--host', '192.0.2.1').ended
    expect(code).toBe(1)
    expect(stderr).toBe('error: 192.0.2.1 is no address of this machine. Choose another with --host.\n')
  })

  it.each([
    ['--host', ''],
    ['--port', '65536'],
    ['--port', '-1'],
    ['--port', '8e3'],
    ['--credentials', 'ID'],
    ['--credentials', ':SECRET'],
    ['--credentials', 'ID:'],
  ])('does not take %s %s', async (...args) => {
    const { code, stderr } = await monotable('serve', ...args).ended
    expect(code).toBe(2)
    expect(stderr).toContain(`argument '${args[1]}' is invalid`)
  })
})
