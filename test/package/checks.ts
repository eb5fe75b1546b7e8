import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { repositoryRoot, run } from './packed.js'

/** What publint has against a tarball. */
export async function publintProblems(tarball: string): Promise<string[]> {
  const { buffer, byteOffset, byteLength } = readFileSync(tarball)
  const { messages, pkg } = await publint({
    strict: true,
    pack: { tarball: buffer.slice(byteOffset, byteOffset + byteLength) },
  })
  return messages.map((message) => formatMessage(message, pkg, { color: false }) ?? message.code)
}

/** Whether "are the types wrong?" agrees with a tarball, and what it said. */
export function typesAreRight(tarball: string): { right: boolean; output: string } {
  const manifest = createRequire(import.meta.url).resolve('@arethetypeswrong/cli/package.json')
  const attw = join(manifest, '../dist/index.js')
  const { status, stdout, stderr } = run(repositoryRoot, process.execPath, [
    attw,
    tarball,
    '--profile',
    'esm-only',
    '--no-emoji',
  ])
  return { right: status === 0, output: stdout + stderr }
}
