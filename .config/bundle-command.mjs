// Puts the command together in one file, so that it starts fast. What a verb loads when it is called stays where it is,
// the server and its engine excepted: those are many small modules, and are to be ready in a moment. So the verbs that
// work on a schema use the same mapper as the user's program, and none of them makes the others load zod.
import { relative, resolve } from 'node:path'
import { build } from 'esbuild'

const main = resolve('dist/cli/main.js')
const bundled = [resolve('dist/server/index.js')]

const leaveVerbsApart = {
  name: 'leave-verbs-apart',
  setup: (context) =>
    context.onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
      const target = resolve(resolveDir, path)
      if (kind !== 'dynamic-import' || bundled.includes(target)) return undefined
      const fromMain = relative(resolve('dist/cli'), target).replaceAll('\\', '/')
      return { path: fromMain.startsWith('.') ? fromMain : `./${fromMain}`, external: true }
    }),
}

await build({
  entryPoints: [main],
  outfile: main,
  allowOverwrite: true,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
  plugins: [leaveVerbsApart],
})
