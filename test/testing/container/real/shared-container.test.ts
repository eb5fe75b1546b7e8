import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { sharedContainer, testDatabase } from 'monotable/testing'
import type { RunningContainer } from 'monotable/testing'
import { describe, expect, it, onTestFinished } from 'vitest'
import * as schema from '../../schema.js'

const program = fileURLToPath(new URL('./process.ts', import.meta.url))

/** What a process of its own is given. */
async function elsewhere(environment: Readonly<Record<string, string>> = {}): Promise<RunningContainer> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', program], {
    env: { ...process.env, ...environment },
  })
  return JSON.parse(stdout) as RunningContainer
}

async function answers(endpoint: string): Promise<boolean> {
  return fetch(endpoint).then(
    () => true,
    () => false,
  )
}

/** A folder for temporary files that no other process has, so that its container is another. */
function apart(): Readonly<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'monotable-apart-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return { TMPDIR: folder }
}

describe('a container', () => {
  it('is one for all processes, those that ask at the same time included', async () => {
    const all = await Promise.all([elsewhere(), sharedContainer(), elsewhere(), sharedContainer()])
    expect(new Set(all.map(({ id }) => id)).size).toBe(1)
    expect(new Set(all.map(({ warden }) => warden)).size).toBe(1)
  })

  it('goes with the last process that needs it, which need not end it', async () => {
    const { endpoint, id } = await elsewhere({ ...apart(), CI: 'true', MONOTABLE_CONTAINER_KEEP: '' })
    expect(id).not.toBe((await sharedContainer()).id)
    let isThere = true
    for (let attempt = 0; attempt < 300 && isThere; attempt++) {
      await setTimeout(100)
      isThere = await answers(endpoint)
    }
    expect(isThere).toBe(false)
    expect(await answers((await sharedContainer()).endpoint)).toBe(true)
  })

  it('stays for the next process as long as it is told to', async () => {
    const variables = { ...apart(), MONOTABLE_CONTAINER_KEEP: '15' }
    const first = await elsewhere(variables)
    await setTimeout(1500)
    const second = await elsewhere(variables)
    expect(second).toEqual(first)
  })

  it('holds the tables of many tests at once, each with its own', async () => {
    const databases = await Promise.all(
      ['Ada', 'Bob', 'Eve'].map((name) =>
        testDatabase(schema, { fixtures: { customers: [{ customerId: 'c1', name }] } }),
      ),
    )
    const found = await Promise.all(databases.map((db) => db.customers.require({ customerId: 'c1' })))
    expect(found.map(({ name }) => name)).toEqual(['Ada', 'Bob', 'Eve'])
    await Promise.all(databases.map((db) => db.test.dispose()))
    const { TableNames = [] } = await databases[0]!.test.backend.execute('ListTables', {})
    for (const { test } of databases)
      for (const table of Object.values(test.tables)) expect(TableNames).not.toContain(table)
  })

  it('that cannot be had says so', async () => {
    const container = { image: 'monotable.invalid/nobody:none' }
    await expect(testDatabase(schema, { container })).rejects.toMatchObject({ code: 'testing.container' })
  })
})
