import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))

// The engine holds the items, each in the table and in two indexes; what the program holds beside them is little.
it('loads 200,000 flights into the engine with 640 MB of heap, and says how far it is', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--max-old-space-size=640', '--import', 'tsx', 'examples/flights/main.ts', '200000'],
    { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 },
  )
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout).toMatch(/^Loading .* of 203376 items/m)
  expect(stdout).toContain('203376 of 203376 items')
  expect(stdout).toMatch(/Load airports and flights.*│ +403376 │ +0 │ +806740/)
}, 1_200_000)
