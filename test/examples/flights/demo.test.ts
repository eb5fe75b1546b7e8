import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))

it('runs as `npm run demo`, with plain output and few lines of progress where there is no terminal', async () => {
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'examples/flights/main.ts'],
    { cwd: root },
  )
  expect(stderr).toBe('')
  expect(stdout).not.toContain('\u001B')
  expect(stdout.match(/^Loading/gm)?.length).toBeLessThan(10)
  expect(stdout).toContain('23376 of 23376 items')
  // The worst delay of 5 January 2001, before and after it is corrected.
  expect(stdout).toMatch(/2001-01-05 19:50 │ JFK {2}│ SJU │ +219/)
  expect(stdout).toMatch(/2001-01-05 19:50 │ JFK {2}│ SJU │ +279/)
  expect(stdout).toMatch(/differs in +latitude, version/)
  expect(stdout).toMatch(/with modify it is applied to what is stored: version 3/i)
  expect(stdout).toMatch(/Load airports and flights.*│ +43376 │ +0 │ +86740/)
}, 60_000)
