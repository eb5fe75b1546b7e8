import { compileAndRun } from '../compiled.js'

await compileAndRun(import.meta.url, () => import('./run.js'))
