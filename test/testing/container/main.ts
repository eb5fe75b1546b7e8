import { spawnSync } from 'node:child_process'
import { containerEngine } from './engine.js'
import { makeImage } from './image.js'
import { dynamodbLocalImage } from '../../../src/testing/container/container-definition.js'

/*
 * Runs what is said of containers on a real one, and the scenarios in it. Where no container engine can be had it says so
 * aloud, and that is no failure.
 */

const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', '.config/vitest.config.ts', '--project']
const report = process.env['MONOTABLE_TEST_REPORT'] || undefined

function skip(reason: string): void {
  process.stdout.write(`SKIPPED: the tests on a container (${reason})\n`)
}

function run(project: string, environment: Readonly<Record<string, string>>): number {
  const reports =
    report === undefined ? {} : { MONOTABLE_TEST_REPORT: report.replace(/\.json$/, `-${project}.json`) }
  // Long enough for the next project to find the container of this one.
  const kept = { MONOTABLE_CONTAINER_KEEP: '20', ...process.env }
  const variables = { ...kept, ...environment, ...reports, MONOTABLE_BACKEND: 'container' }
  return spawnSync(process.execPath, [...vitest, project], { env: variables, stdio: 'inherit' }).status ?? 1
}

/** The image is made where it is neither there nor to be had. */
function imageMissing(environment: Readonly<Record<string, string>>): string | undefined {
  if (process.env['MONOTABLE_CONTAINER_IMAGE']) return undefined
  // For what this process starts, too.
  Object.assign(process.env, environment)
  for (const request of [
    ['image', 'inspect'],
    ['pull', '--quiet'],
  ])
    if (spawnSync('docker', [...request, dynamodbLocalImage], { timeout: 120_000 }).status === 0)
      return undefined
  return makeImage(dynamodbLocalImage)
}

const engine = await containerEngine()
if ('missing' in engine) skip(engine.missing)
else {
  try {
    const missing = imageMissing(engine.environment)
    if (missing === undefined)
      process.exitCode = run('container', engine.environment) || run('scenarios', engine.environment)
    else skip(`there is no image: ${missing}`)
  } finally {
    await engine.stop()
  }
}
