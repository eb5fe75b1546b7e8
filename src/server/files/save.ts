import { randomBytes } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { open, realpath, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Backend } from '../../protocol/backend.js'
import { fileNotWritten } from '../errors.js'
import type { World } from '../worlds.js'
import { call, isObject, listOf } from './call.js'
import { snapshotVersion } from './load.js'
import { tableLine } from './table-line.js'

/** Writes a snapshot of worlds: another file first, which takes the place of the one there when it is complete. */
export async function saveFile(file: string, worlds: Iterable<World>): Promise<void> {
  const target = await realpath(file).catch(() => file)
  const temporary = `${target}.${randomBytes(6).toString('hex')}.tmp`
  try {
    const mode = await stat(target).then(
      (stats) => stats.mode & 0o777,
      () => 0o666,
    )
    const handle = await open(temporary, 'wx', mode)
    try {
      await writeWorlds(new LineWriter(handle), worlds)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, target)
    await syncFolder(dirname(target))
  } catch (cause) {
    await rm(temporary, { force: true })
    throw fileNotWritten(file, cause)
  }
}

async function writeWorlds(writer: LineWriter, worlds: Iterable<World>): Promise<void> {
  await writer.write({ Snapshot: { Version: snapshotVersion } })
  let items = 0
  for (const { accountId, region, backend } of worlds) {
    await writer.write({ World: { AccountId: accountId, Region: region } })
    for await (const name of tableNames(backend)) items += await writeTable(writer, backend, name)
  }
  await writer.write({ End: { Items: items } })
  await writer.flush()
}

async function* tableNames(backend: Backend): AsyncGenerator<string> {
  let start: unknown
  do {
    const page = await call(backend, 'ListTables', { ExclusiveStartTableName: start })
    for (const name of listOf(page['TableNames'])) if (typeof name === 'string') yield name
    start = page['LastEvaluatedTableName']
  } while (start !== undefined)
}

async function writeTable(writer: LineWriter, backend: Backend, name: string): Promise<number> {
  await writer.write({ Table: await tableLine(backend, name) })
  let items = 0
  let start: unknown
  do {
    const page = await call(backend, 'Scan', { TableName: name, ExclusiveStartKey: start })
    for (const item of listOf(page['Items'])) {
      if (!isObject(item)) continue
      await writer.write({ Item: item })
      items += 1
    }
    start = page['LastEvaluatedKey']
  } while (start !== undefined)
  return items
}

/** A rename lasts once the folder is written. Not every system can write one. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path).catch(() => undefined)
  await folder?.sync().catch(() => undefined)
  await folder?.close()
}

const bufferLength = 1_048_576

class LineWriter {
  readonly #handle: FileHandle
  #pending = ''

  constructor(handle: FileHandle) {
    this.#handle = handle
  }

  async write(line: object): Promise<void> {
    this.#pending += `${JSON.stringify(line)}\n`
    if (this.#pending.length >= bufferLength) await this.flush()
  }

  async flush(): Promise<void> {
    await this.#handle.appendFile(this.#pending)
    this.#pending = ''
  }
}
