import { chmodSync, cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { plant, runCommand, type Outcome, type PlantedCheckout } from '../planted.js'
import { repositoryRoot } from '../source-file.js'

let checkout: PlantedCheckout | undefined

afterEach(() => checkout?.remove())

/** An npm that installs nothing, fails at one command, and reports two tests that passed and one of that command. */
const npm = `#!/usr/bin/env bash
if [ "$*" = "$FAILING" ]; then state=failed; else state=passed; fi
if [ "$*" = test ]; then
  echo '{ "testResults": [
    { "status": "passed", "assertionResults": [{ "status": "passed" }, { "status": "passed" }] },
    { "status": "'$state'", "assertionResults": [{ "status": "'$state'" }] }
  ] }' > "$MONOTABLE_TEST_REPORT"
fi
test $state = passed
`

function runCi(failing: string): Outcome {
  checkout = plant({ 'bin/npm': npm })
  cpSync(join(repositoryRoot, '.ci'), join(checkout.root, '.ci'), { recursive: true })
  chmodSync(join(checkout.root, 'bin/npm'), 0o755)
  const path = `${checkout.root}/bin:${process.env['PATH']}`
  return runCommand(checkout.root, join(checkout.root, '.ci/run'), [], { PATH: path, FAILING: failing })
}

const lastLine = (output: string) => output.trimEnd().split('\n').at(-1)

describe('.ci/run', () => {
  it('runs every step, says which, and closes with the count of tests', () => {
    const { status, output } = runCi('nothing')
    expect(lastLine(output)).toBe('3 passed, 0 failed')
    expect(status).toBe(0)
    expect(output).toContain('==> npm ci && npm run demo\n')
    expect(output).toContain('==> npm ci && npm test\n')
    const { scripts } = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>
    }
    const ran = [...output.matchAll(/npm (?:run )?([\w:-]+)$/gm)].map(([, script]) => script ?? '')
    expect(ran.filter((script) => !(script in scripts))).toEqual([])
  })

  it('fails with the tests, and counts them', () => {
    const { status, output } = runCi('test')
    expect(lastLine(output)).toBe('2 passed, 1 failed')
    expect(output).toContain('Stopped at: npm ci && npm test\n')
    expect(status).not.toBe(0)
  })

  it.each([
    'ci',
    'run demo',
    'run lint',
    'run format:check',
    'run rooms',
    'run dead-code',
    'run bench:types',
  ])('stops at npm %s when that fails', (failing) => {
    const { status, output } = runCi(failing)
    expect(output.match(/==> .*/g)?.at(-1)).toContain(`npm ${failing}`)
    expect(lastLine(output)).toMatch(/^\d+ passed, 0 failed$/)
    expect(status).not.toBe(0)
  })
})
