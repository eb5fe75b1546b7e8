import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { assertOptions } from '../../core/assert-options.js'
import { containerDefinition, dynamodbLocalImage } from './container-definition.js'
import type { ContainerOptions, RunningContainer } from './container.types.js'
import { isAlive, usersOf } from './processes.js'
import { ContainerRegistry } from './registry.js'
import { startContainer } from './testcontainers.js'

/** Of this process: its containers by their images, so that the files are looked at once. */
const known = new Map<string, Promise<RunningContainer>>()

/**
 * The container that all processes of this machine share: the first of them starts it, and a process of its own ends it when
 * the last of them is gone. On a developer's machine it is kept for five minutes more, for the next run;
 * `MONOTABLE_CONTAINER_KEEP` says for how many seconds otherwise. `testDatabase` uses it by itself; this is for tests that
 * have a client of their own.
 *
 * @example
 * ```ts
 * const { endpoint } = await sharedContainer() // 'http://localhost:32768'
 * const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials })
 * ```
 *
 * @throws MonotableError `testing.testcontainers` where that package is missing, `testing.container-engine` where Docker or
 * its like is, `testing.container` where the image cannot be had or does not answer.
 */
export async function sharedContainer(options?: ContainerOptions): Promise<RunningContainer> {
  if (options !== undefined) assertOptions(options, ['image'], 'testing.option', 'container')
  const image = options?.image ?? (process.env['MONOTABLE_CONTAINER_IMAGE'] || dynamodbLocalImage)
  let container = known.get(image)
  if (container === undefined) {
    container = found(image)
    known.set(image, container)
    // The next test may have more luck.
    container.catch(() => known.delete(image))
  }
  return container
}

async function found(image: string): Promise<RunningContainer> {
  const definition = containerDefinition(image)
  const name = createHash('sha256').update(JSON.stringify(definition)).digest('hex').slice(0, 16)
  const registry = new ContainerRegistry(join(tmpdir(), `monotable-${userInfo().uid}`, name))
  return registry.exclusively(async () => {
    await registry.addUsers(
      usersOf({
        pid: process.pid,
        ppid: process.ppid,
        isForked: process.send !== undefined,
        environment: process.env,
      }),
    )
    const running = await registry.read()
    const started =
      running !== undefined && (await answers(running.endpoint))
        ? running
        : await startContainer(definition, registry.folder)
    const isWatched = running !== undefined && isAlive(running.warden)
    const container = { ...started, warden: isWatched ? running.warden : startWarden(registry.folder) }
    await registry.write(container)
    return container
  })
}

async function answers(endpoint: string): Promise<boolean> {
  try {
    await fetch(endpoint)
    return true
  } catch {
    return false
  }
}

/** Starts the process that outlives this one. */
function startWarden(folder: string): number {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const program = fileURLToPath(new URL(`./warden.${extension}`, import.meta.url))
  // The library's own tests run from its sources.
  const loader = extension === 'ts' ? ['--import', 'tsx'] : []
  const warden = spawn(process.execPath, [...loader, program, folder, String(keepMilliseconds())], {
    detached: true,
    stdio: 'ignore',
  })
  warden.unref()
  return warden.pid ?? 0
}

const keepSecondsDefault = 300

function keepMilliseconds(): number {
  const { CI, MONOTABLE_CONTAINER_KEEP: given } = process.env
  const seconds = given === undefined || given === '' ? (CI ? 0 : keepSecondsDefault) : Number(given)
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0
}
