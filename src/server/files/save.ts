import { randomBytes } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { open, realpath, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { crc32 } from 'node:zlib'
import type { Backend } from '../../protocol/backend.js'
import { fileNotWritten } from '../errors.js'
import type { World } from '../worlds.js'
import { call, isObject, listOf } from './call.js'
import { snapshotVersion } from './load.js'
import { tableLine } from './table-line.js'

/** Writes a snapshot of worlds: another file first, which takes the place of the one there when it is complete. */
export async function saveFile(file: string, worlds: Iterable<World>): Promise<void> {
  await throughTemporary(file, async (handle, temporary, target) => {
    await writeWorlds(new LineWriter(handle), worlds)
    await handle.sync()
    await rename(temporary, target)
    await syncFolder(dirname(target))
  })
}

/** Rejects when no snapshot can be written: to be told so when all is lost would be too late. */
export async function assertWritable(file: string): Promise<void> {
  await throughTemporary(file, async () => {})
}

/** Opens a new file beside the one that is to be written, and removes it unless `act` has given it another name. */
async function throughTemporary(
  file: string,
  act: (handle: FileHandle, temporary: string, target: string) => Promise<void>,
): Promise<void> {
  const target = await realpath(file).catch(() => file)
  const temporary = `${target}.${randomBytes(6).toString('hex')}.tmp`
  try {
    const mode = await stat(target).then(
      (stats) => stats.mode & 0o777,
      () => 0o666,
    )
    const handle = await open(temporary, 'wx', mode)
    try {
      await act(handle, temporary, target)
    } finally {
      await handle.close()
      await rm(temporary, { force: true })
    }
  } catch (cause) {
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
  await writer.flush()
  await writer.write({ End: { Items: items, Crc32: writer.checksum } })
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
  #checksum = 0

  constructor(handle: FileHandle) {
    this.#handle = handle
  }

  /** Of what has been flushed. */
  get checksum(): number {
    return this.#checksum
  }

  async write(line: object): Promise<void> {
    this.#pending += `${JSON.stringify(line)}\n`
    if (this.#pending.length >= bufferLength) await this.flush()
  }

  async flush(): Promise<void> {
    this.#checksum = crc32(this.#pending, this.#checksum)
    await this.#handle.appendFile(this.#pending)
    this.#pending = ''
  }
}
