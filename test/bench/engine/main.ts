import { compileAndRun } from '../compiled.js'

// `npm run bench:engine`: all. `-- small` leaves out a million items, `-- http`, `-- process`, `-- start` are the parts.
await compileAndRun(import.meta.url, () => import('./run.js'))
