import { rmSync } from 'node:fs'

// Files of an earlier build that no longer have a source must not be packed.
rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true })
