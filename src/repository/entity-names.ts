import type { EntityRuntime } from './entity-runtime.js'

/** The names of entities, each once. */
export function entityNames(runtimes: readonly EntityRuntime[]): readonly string[] {
  return [...new Set(runtimes.map(({ model }) => model.name))]
}
