import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { exampleNames, generated } from '../support.js'

const version = '1.58.0'
/** Beside the packages, so that it is fetched once and goes with them. */
const folder = resolve(`node_modules/.cache/monotable/cfn-lint-${version}`)

/** Puts cfn-lint into an environment of its own; gives the reason where that cannot be done here. */
function fetchLinter(): string | undefined {
  if (existsSync(folder)) return undefined
  rmSync(folder, { recursive: true, force: true })
  const partial = `${folder}.partial`
  if (spawnSync('python3', ['-m', 'venv', '--clear', partial]).status !== 0)
    return 'Python 3 with venv is not installed'
  const { status, stderr } = spawnSync(
    join(partial, 'bin/python'),
    ['-m', 'pip', 'install', '--quiet', `cfn-lint==${version}`],
    { encoding: 'utf8' },
  )
  if (status !== 0) return `pip could not fetch cfn-lint: ${stderr.slice(-300)}`
  renameSync(partial, folder)
  return undefined
}

const missing = fetchLinter()
const title = missing === undefined ? `cfn-lint ${version}` : `SKIPPED: cfn-lint (${missing})`
process.stdout.write(`${title}\n`)

/** What the linter says of a template, warnings included. The environment was moved: what its scripts begin with is not there. */
function lint(template: string): { readonly status: number | null; readonly stdout: string } {
  const temporary = mkdtempSync(join(tmpdir(), 'monotable-'))
  onTestFinished(() => rmSync(temporary, { recursive: true }))
  const file = join(temporary, 'cloudformation.yaml')
  writeFileSync(file, template)
  const { status, stdout } = spawnSync(join(folder, 'bin/python'), [join(folder, 'bin/cfn-lint'), file], {
    encoding: 'utf8',
  })
  return { status, stdout }
}

describe.skipIf(missing !== undefined)(`${title}`, () => {
  it.each(exampleNames)('finds nothing in the template of %s', (name) => {
    expect(lint(generated(name).files.get('cloudformation.yaml') ?? '')).toEqual({ status: 0, stdout: '' })
  })

  it('finds what is wrong', () => {
    const template = generated('shop').files.get('cloudformation.yaml') ?? ''
    const { status, stdout } = lint(template.replace('BillingMode: PAY_PER_REQUEST', 'BillingMode: PER_DAY'))
    expect(status).not.toBe(0)
    expect(stdout).toContain('PER_DAY')
  })
})
