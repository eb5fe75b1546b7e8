import { systemClock } from '../../core/clock.js'
import { ContainerRegistry } from './registry.js'
import { removeContainer } from './testcontainers.js'

const pauseMilliseconds = 250

/** Ends the container of a registry as soon as nobody has needed it for a while, whatever became of those who did. */
export async function watchOver(folder: string, keepMilliseconds: number): Promise<void> {
  const registry = new ContainerRegistry(folder)
  let lastUsed = systemClock.now()
  for (;;) {
    await systemClock.sleep(pauseMilliseconds)
    const now = systemClock.now()
    if (await registry.isInUse()) lastUsed = now
    if (now - lastUsed < keepMilliseconds) continue
    const container = await registry.exclusively(async () => {
      // Somebody may have come while the lock was taken.
      if (await registry.isInUse()) return undefined
      const left = await registry.read()
      await registry.forget()
      return left ?? 'gone'
    })
    if (container === undefined) continue
    if (container !== 'gone') await removeContainer(container.id)
    return
  }
}
