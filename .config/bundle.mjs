// Puts the code of each entry of the package together, so that importing one reads a few files instead of hundreds; what
// entries share stands in chunks, once, so that an error of one is an error of all. Declarations are written by tsc.
import { readFileSync } from 'node:fs'
import { build } from 'esbuild'

const { exports, bin } = JSON.parse(readFileSync('package.json', 'utf8'))
const targets = [...Object.values(exports).map((target) => target.default), ...Object.values(bin)]

await build({
  entryPoints: targets
    .filter((target) => target !== undefined)
    .map((target) => target.replace(/^(\.\/)?dist\//, 'src/').replace(/\.js$/, '.ts')),
  outdir: 'dist',
  outbase: 'src',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
})
