export { memory } from './memory.js'
export type { MemoryBackend, MemoryOptions } from './memory.js'
export type { MemorySnapshot } from './snapshot.js'
