import { access } from 'node:fs/promises'
import type { Worlds } from '../worlds.js'
import { loadFile } from './load.js'
import { saveFile } from './save.js'

export interface StateFiles {
  readonly seedFile?: string | undefined
  readonly snapshotFile?: string | undefined
}

/**
 * Brings worlds to where a server begins: those in the snapshot, if there is one, are as they were; all others begin with
 * what the seed file holds.
 */
export async function loadState(worlds: Worlds, { seedFile, snapshotFile }: StateFiles): Promise<void> {
  if (snapshotFile !== undefined && (await isThere(snapshotFile))) {
    await loadFile(snapshotFile, {
      isSnapshot: true,
      unnamed: undefined,
      world: (accountId, region) => worlds.of(accountId, region).backend,
    })
  }
  if (seedFile === undefined) return
  const restored = new Set(worlds.all)
  const initial = worlds.newBackend()
  worlds.beginWith(initial)
  await loadFile(seedFile, {
    isSnapshot: false,
    unnamed: initial,
    world: (accountId, region) => {
      const world = worlds.of(accountId, region)
      return restored.has(world) ? undefined : world.backend
    },
  })
}

export async function saveState(worlds: Worlds, { snapshotFile }: StateFiles): Promise<void> {
  if (snapshotFile !== undefined) await saveFile(snapshotFile, worlds.all)
}

/** Whether there is a file; one that is there and cannot be read is for its reader to complain of. */
async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  )
}
