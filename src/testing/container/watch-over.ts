import { systemClock } from '../../core/clock.js'
import type { RunningContainer } from './container.types.js'
import { ContainerRegistry } from './registry.js'
import { removeContainer } from './testcontainers.js'

const pauseMilliseconds = 250

/** Ends the container of a registry as soon as nobody has needed it for a while, whatever became of those who did. */
export async function watchOver(folder: string, keepMilliseconds: number): Promise<void> {
  const registry = new ContainerRegistry(folder)
  let lastUsed = systemClock.now()
  // Remembered, since somebody may have deleted the folder.
  let container: RunningContainer | undefined
  for (;;) {
    await systemClock.sleep(pauseMilliseconds)
    const now = systemClock.now()
    container = (await registry.read()) ?? container
    if (await registry.isInUse()) lastUsed = now
    if (now - lastUsed >= keepMilliseconds && (await isForgotten(registry))) break
  }
  if (container !== undefined) await removeContainer(container.id)
}

/** Takes the container out of the registry, unless somebody has come meanwhile. */
function isForgotten(registry: ContainerRegistry): Promise<boolean> {
  return registry.exclusively(async () => {
    if (await registry.isInUse()) return false
    await registry.forget()
    return true
  })
}
