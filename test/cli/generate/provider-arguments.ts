import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'

/** What a block of Terraform may say: by the argument, whether it must be there and, of a block, its own arguments. */
export interface BlockShape {
  readonly [argument: string]: { readonly isRequired: boolean; readonly block?: BlockShape }
}
export interface ProviderShape {
  readonly package: string
  readonly version: string
  readonly resources: Readonly<Record<string, BlockShape>>
}

const providerPackage = '@cdktf/provider-aws'
const providerVersion = '21.22.1'

/** The resources that a table is made of, by the folders of the package. */
const folders: Readonly<Record<string, string>> = {
  aws_dynamodb_table: 'dynamodb-table',
  aws_dynamodb_kinesis_streaming_destination: 'dynamodb-kinesis-streaming-destination',
  aws_dynamodb_contributor_insights: 'dynamodb-contributor-insights',
  aws_appautoscaling_target: 'appautoscaling-target',
  aws_appautoscaling_policy: 'appautoscaling-policy',
}

/** Beside the packages, so that it is fetched once and goes with them. */
const folder = resolve(`node_modules/.cache/monotable/provider-aws-${providerVersion}`)

/** The arguments of the provider as its package declares them, or why they cannot be had here. */
export function readProvider(): ProviderShape | { readonly missing: string } {
  const missing = existsSync(folder) ? undefined : fetchPackage()
  if (missing !== undefined) return { missing }
  const resources = Object.entries(folders).map(([resource, name]) => [
    resource,
    shapeOf(readFileSync(`${folder}/package/lib/${name}/index.d.ts`, 'utf8')),
  ])
  return {
    package: providerPackage,
    version: providerVersion,
    resources: Object.fromEntries(resources) as ProviderShape['resources'],
  }
}

/** Fetches the package with npm, and keeps only the few files of it that are read. */
function fetchPackage(): string | undefined {
  const partial = `${folder}.partial`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { recursive: true })
  const packed = spawnSync('npm', ['pack', '--silent', `${providerPackage}@${providerVersion}`], {
    cwd: partial,
    encoding: 'utf8',
  })
  if (packed.status !== 0) return `npm could not fetch ${providerPackage}: ${packed.stderr.slice(0, 300)}`
  const archive = packed.stdout.trim()
  const files = Object.values(folders).map((name) => `package/lib/${name}/index.d.ts`)
  const { status, stderr } = spawnSync('tar', ['-xzf', archive, ...files], { cwd: partial, encoding: 'utf8' })
  if (status !== 0) return `${archive} could not be unpacked: ${stderr.slice(0, 300)}`
  rmSync(`${partial}/${archive}`)
  renameSync(partial, folder)
  return undefined
}

/** The arguments that a declaration file states: its interface `…Config`, with those that it refers to. */
function shapeOf(declarations: string): BlockShape {
  const interfaces = new Map<string, string>()
  for (const [, name = '', body = ''] of declarations.matchAll(/^export interface (\w+)[^{]*\{$(.*?)^\}$/gms))
    interfaces.set(name, body)
  const block = (name: string): BlockShape => {
    const members = [...(interfaces.get(name) ?? '').matchAll(/^ {4}readonly (\w+)(\??): (\w*)/gm)]
    return Object.fromEntries(
      members.map(([, argument = '', optional, type = '']) => [
        argument.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
        { isRequired: optional !== '?', ...(interfaces.has(type) ? { block: block(type) } : {}) },
      ]),
    )
  }
  const root = [...interfaces.keys()].find((name) => name.endsWith('Config'))
  if (root === undefined) throw new Error('the package no longer declares what a resource takes')
  return block(root)
}
