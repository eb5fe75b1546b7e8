import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { resolve } from 'node:path'

// From the root of the project, where npm runs its scripts: a benchmark runs this module from where it was compiled to.
const pom = resolve('test/differential/local/pom.xml')
/** Beside the packages, so that it is fetched once and goes with them. */
const folder = `${resolve('node_modules/.cache/monotable/dynamodb-local-3.3.1')}/`

export interface DynamoDbLocal {
  readonly endpoint: string
  readonly processId: number
  stop(): void
}

/** Starts DynamoDB Local on a free port, fetching it first; gives the reason where that cannot be done here. */
export async function startDynamoDbLocal(): Promise<DynamoDbLocal | { readonly missing: string }> {
  if (spawnSync('java', ['-version']).status !== 0) return { missing: 'Java is not installed' }
  const fetched = fetchDynamoDbLocal()
  if ('missing' in fetched) return fetched
  const port = await freePort()
  const server = spawn(
    'java',
    [
      '-Xmx1g',
      `-Djava.library.path=${folder}`,
      `-Dsqlite4java.library.path=${folder}`,
      '-cp',
      `${folder}*`,
      'software.amazon.dynamodb.services.local.main.ServerRunner',
      '-inMemory',
      '-sharedDb',
      '-disableTelemetry',
      '-port',
      String(port),
    ],
    { stdio: 'ignore' },
  )
  const stop = () => void server.kill('SIGKILL')
  process.once('exit', stop)
  const endpoint = `http://127.0.0.1:${port}`
  for (let attempt = 0; attempt < 300; attempt++) {
    if (server.exitCode !== null) return { missing: `DynamoDB Local ended with ${server.exitCode}` }
    if (await answers(endpoint)) return { endpoint, processId: server.pid ?? 0, stop }
    await setTimeout(100)
  }
  stop()
  return { missing: 'DynamoDB Local did not answer within 30 seconds' }
}

/** The folder with the jars and libraries of DynamoDB Local, fetched unless it is there. */
export function fetchDynamoDbLocal(): { readonly folder: string } | { readonly missing: string } {
  const missing = existsSync(folder) ? undefined : fetchJars()
  return missing === undefined ? { folder } : { missing }
}

/** Fetches the jars into a folder of their own, which gets its name when it is whole. */
function fetchJars(): string | undefined {
  if (spawnSync('mvn', ['--version']).status !== 0) return 'Maven is not installed'
  const partial = `${folder.replace(/\/$/, '')}.partial`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { recursive: true })
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies'
  const { status, stdout } = spawnSync(
    'mvn',
    [
      '--batch-mode',
      '--quiet',
      '--file',
      pom,
      goal,
      `-DoutputDirectory=${partial}`,
      '-DincludeScope=runtime',
    ],
    { encoding: 'utf8' },
  )
  if (status !== 0) return `Maven could not fetch DynamoDB Local: ${stdout.slice(0, 500)}`
  renameSync(partial, folder)
  return undefined
}

async function answers(endpoint: string): Promise<boolean> {
  try {
    await fetch(endpoint)
    return true
  } catch {
    return false
  }
}

function freePort(): Promise<number> {
  return new Promise((settle, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => settle(port))
    })
  })
}
