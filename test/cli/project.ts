import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { onTestFinished, vi } from 'vitest'
import { run } from '../../src/cli/index.js'

const loadedModules = createRequire(import.meta.url).cache

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The package as a project has it, put together from its source once for each file of tests. */
let installed: string | undefined

function installedPackage(): string {
  if (installed !== undefined) return installed
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'monotable-installed-')))
  process.on('exit', () => rmSync(base, { recursive: true, force: true }))
  const folder = join(base, 'node_modules/monotable')
  mkdirSync(folder, { recursive: true })
  const entryPoints = {
    index: join(root, 'src/index.ts'),
    memory: join(root, 'src/engine/index.ts'),
    config: join(root, 'src/cli/config/index.ts'),
  }
  const exports = { '.': './index.js', './memory': './memory.js', './config': './config.js' }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'monotable', type: 'module', exports }))
  buildSync({
    entryPoints,
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    packages: 'external',
  })
  symlinkSync(join(root, 'node_modules/zod'), join(base, 'node_modules/zod'))
  installed = folder
  return folder
}

export interface TestProject {
  readonly folder: string
  write(path: string, text: string): string
  read(path: string): string
  /** Runs the command in the folder, in this process, and gives what it printed. */
  monotable(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }>
}

/** A folder with the given files, in which the command runs; it goes with the test. */
export function testProject(files: Readonly<Record<string, string>> = {}): TestProject {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'monotable-project-')))
  const before = process.cwd()
  onTestFinished(() => {
    process.chdir(before)
    rmSync(folder, { recursive: true, force: true })
  })
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(join(root, 'node_modules/zod'), join(folder, 'node_modules/zod'))
  symlinkSync(installedPackage(), join(folder, 'node_modules/monotable'))
  const write = (path: string, text: string): string => {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    // A command loads each module once: what it is here, it is in the next run.
    delete loadedModules[file]
    return file
  }
  write('package.json', '{ "type": "module" }')
  for (const [path, text] of Object.entries(files)) write(path, text)
  process.chdir(folder)
  return {
    folder,
    write,
    read: (path) => readFileSync(join(folder, path), 'utf8'),
    monotable: runHere,
  }
}

async function runHere(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const printed = { stdout: '', stderr: '' }
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      printed[name] += String(text)
      return true
    }),
  )
  try {
    return { code: await run(args), ...printed }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

/** A schema module of one table and one entity, whose definition a test may change. */
export function orderSchema({
  table = '',
  index = "gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' }",
  attributes = '',
  sortKey = 'ORDER#{orderId}',
  more = '',
}: Readonly<Partial<Record<'table' | 'index' | 'attributes' | 'sortKey' | 'more', string>>> = {}): string {
  return `import { defineEntity, defineTable } from 'monotable'
import * as z from 'zod'

const shop = defineTable({ name: 'shop', partitionKey: 'pk', sortKey: 'sk', indexes: { ${index} }, ${table} })

export const Order = defineEntity({
  name: 'Order',
  table: shop,
  schema: z.object({
    customerId: z.string(),
    orderId: z.string(),
    status: z.enum(['placed', 'paid']),
    placedAt: z.date(),
    ${attributes}
  }),
  key: { partitionKey: 'CUSTOMER#{customerId}', sortKey: '${sortKey}' },
  access: { byStatus: { index: 'gsi1', partitionKey: 'ORDERS#{status}', sortKey: '{placedAt}' } },
  ${more}
})

export const entities = { orders: Order }
`
}
