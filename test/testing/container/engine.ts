import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getuid } from 'node:process'
import { setTimeout } from 'node:timers/promises'

export interface ContainerEngine {
  /** Variables by which clients find it. */
  readonly environment: Readonly<Record<string, string>>
  stop(): Promise<void>
}

/** The container engine of this machine; where none answers, one that is started for us. Gives the reason where neither can be. */
export async function containerEngine(): Promise<ContainerEngine | { readonly missing: string }> {
  if (answers({})) return { environment: {}, stop: async () => {} }
  if (process.platform !== 'linux' || getuid?.() !== 0)
    return { missing: 'no container engine answers, and only root may start one here' }
  const missing = ['dockerd', 'docker'].every(isInstalled) ? undefined : installed()
  if (missing !== undefined) return { missing }
  const reasons: string[] = []
  for (const options of [[], ['--iptables=false', '--storage-driver=vfs']]) {
    const engine = await started(options)
    if (!('missing' in engine)) return engine
    reasons.push(engine.missing)
  }
  return { missing: reasons.join('; ') }
}

const isInstalled = (command: string): boolean => spawnSync('which', [command]).status === 0

/** With Debian's packages, where they are to be had. */
function installed(): string | undefined {
  if (!isInstalled('apt-get')) return 'Docker is not installed'
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const run = (...args: string[]): boolean =>
    spawnSync('apt-get', args, { env: environment, stdio: 'ignore', timeout: 300_000 }).status === 0
  run('update')
  const isThere = run('install', '--yes', '--no-install-recommends', 'docker.io') && isInstalled('dockerd')
  return isThere ? undefined : 'Docker is not installed, and could not be'
}

/** A daemon with all its files in a folder of its own, beside which others may run. */
async function started(options: readonly string[]): Promise<ContainerEngine | { readonly missing: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'monotable-engine-'))
  const host = `unix://${join(folder, 'docker.sock')}`
  const log = join(folder, 'log')
  const output = openSync(log, 'w')
  const places = {
    host,
    'data-root': join(folder, 'data'),
    'exec-root': join(folder, 'run'),
    pidfile: join(folder, 'pid'),
  }
  const daemon = spawn(
    'dockerd',
    [...Object.entries(places).flatMap(([name, place]) => [`--${name}`, place]), ...options],
    { stdio: ['ignore', output, output] },
  )
  const stop = async (): Promise<void> => {
    daemon.kill('SIGTERM')
    for (let attempt = 0; attempt < 200 && daemon.exitCode === null && daemon.signalCode === null; attempt++)
      await setTimeout(100)
    daemon.kill('SIGKILL')
    // What is still mounted stays behind: it is no failure of a test.
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
  const environment = { DOCKER_HOST: host }
  for (let attempt = 0; attempt < 300 && daemon.exitCode === null; attempt++) {
    if (answers(environment)) return { environment, stop }
    await setTimeout(100)
  }
  const lastWords = readFileSync(log, 'utf8').trim().split('\n').at(-1) ?? ''
  await stop().catch(() => undefined)
  return { missing: `dockerd ${options.join(' ')} does not answer: ${lastWords.slice(0, 300)}` }
}

function answers(environment: Readonly<Record<string, string>>): boolean {
  const options = { env: { ...process.env, ...environment }, timeout: 10_000 }
  return spawnSync('docker', ['version'], options).status === 0
}
