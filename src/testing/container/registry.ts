import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { withFileLock } from './file-lock.js'
import { isAlive } from './processes.js'
import type { RunningContainer } from './container.types.js'

/** What processes of one machine tell each other of a container, in a folder of files. */
export class ContainerRegistry {
  readonly folder: string

  constructor(folder: string) {
    this.folder = folder
  }

  /** Lets nobody else look at the registry, or change it, meanwhile. */
  exclusively<TResult>(run: () => Promise<TResult>): Promise<TResult> {
    return withFileLock(join(this.folder, 'lock'), run)
  }

  /** The container, whether or not it is still there. */
  async read(): Promise<RunningContainer | undefined> {
    try {
      return JSON.parse(await readFile(this.#container, 'utf8')) as RunningContainer
    } catch {
      return undefined
    }
  }

  async write(container: RunningContainer): Promise<void> {
    await writeFile(this.#container, JSON.stringify(container))
  }

  async forget(): Promise<void> {
    await rm(this.#container, { force: true })
  }

  /** Notes that these processes need the container. */
  async addUsers(processIds: readonly number[]): Promise<void> {
    await mkdir(this.#users, { recursive: true })
    for (const processId of processIds) await writeFile(join(this.#users, String(processId)), '')
  }

  /** Whether one of the processes that need the container is still there. */
  async isInUse(): Promise<boolean> {
    const users = await readdir(this.#users).catch(() => [])
    const gone = users.filter((user) => !isAlive(Number(user)))
    for (const user of gone) await rm(join(this.#users, user), { force: true })
    return gone.length < users.length
  }

  get #container(): string {
    return join(this.folder, 'container.json')
  }

  get #users(): string {
    return join(this.folder, 'users')
  }
}
