import { access } from 'node:fs/promises'
import type { World, Worlds } from '../worlds.js'
import { loadFile } from './load.js'
import { assertWritable, saveFile } from './save.js'

export interface StateFiles {
  readonly seedFile?: string | undefined
  readonly snapshotFile?: string | undefined
}

/**
 * Brings worlds to where a server begins: those in the snapshot, if there is one, are as they were; all others begin with
 * what the seed file holds. Rejects before it has read anything when the snapshot could not be written.
 */
export async function loadState(worlds: Worlds, { seedFile, snapshotFile }: StateFiles): Promise<void> {
  if (snapshotFile !== undefined) await assertWritable(snapshotFile)
  if (snapshotFile !== undefined && (await isThere(snapshotFile)))
    await loadWorlds(worlds, snapshotFile, true)
  if (seedFile !== undefined) await loadWorlds(worlds, seedFile, false)
}

/** Loads a file. Worlds that are there already stay as they are; none changes when the file is damaged. */
async function loadWorlds(worlds: Worlds, file: string, isSnapshot: boolean): Promise<void> {
  const initial = worlds.draft()
  const drafts = new Map<string, World>()
  await loadFile(file, {
    isSnapshot,
    unnamed: isSnapshot ? undefined : initial.backend,
    world: (accountId, region) => {
      const name = worlds.nameOf(accountId, region)
      if (worlds.has(name)) return undefined
      const draft = drafts.get(name) ?? worlds.draft(accountId, region)
      if (!drafts.has(name)) draft.backend.restore(initial.backend.snapshot())
      drafts.set(name, draft)
      return draft.backend
    },
  })
  if (!isSnapshot) worlds.beginWith(initial.backend)
  for (const { accountId, region, backend } of drafts.values()) {
    worlds.of(accountId, region).backend.restore(backend.snapshot())
  }
}

/** Writes the snapshot, if there is to be one: of this moment, whatever is still going on. */
export async function saveState(worlds: Worlds, { snapshotFile }: StateFiles): Promise<void> {
  if (snapshotFile !== undefined) await saveFile(snapshotFile, worlds.settled())
}

/** Whether there is a file; one that is there and cannot be read is for its reader to complain of. */
async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  )
}
