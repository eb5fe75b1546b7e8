import { assertOptions } from '../core/assert-options.js'
import type { MemoryOptions } from '../engine/index.js'
import { optionInvalid } from './errors.js'
import type { Credentials } from './signature/verifier.js'

export interface ServerOptions {
  /** Keep one set of tables for all access keys and regions. Default: each account has its own in each region. */
  readonly shared?: boolean | undefined
  /** Verify signatures, made with this key. Default: every request is answered, signed or not. */
  readonly credentials?: Credentials | undefined
  /** A file of tables and items with which every account and region begins. */
  readonly seedFile?: string | undefined
  /** A file that holds the tables from one run to the next: read by `listen` if it is there, written by `close`. */
  readonly snapshotFile?: string | undefined
  /** Options of the in-memory backends that hold the tables. */
  readonly memory?: Omit<MemoryOptions, 'region' | 'accountId'> | undefined
}

export interface ListenOptions {
  /** Default: 8000. 0 takes a free one. */
  readonly port?: number | undefined
  /** Default: `127.0.0.1`, which only this machine can reach. */
  readonly host?: string | undefined
}

const serverNames: readonly (keyof ServerOptions)[] = [
  'shared',
  'credentials',
  'seedFile',
  'snapshotFile',
  'memory',
]

const portMax = 65_535

/** Throws for options of a server that are not as they have to be, but for those of its memory. */
export function assertServerOptions(options: ServerOptions): void {
  assertOptions(options, serverNames, 'server.option-invalid', 'server')
  const { shared, credentials, seedFile, snapshotFile } = options
  if (shared !== undefined && typeof shared !== 'boolean')
    throw optionInvalid('shared', shared, 'give true or false')
  for (const [option, file] of Object.entries({ seedFile, snapshotFile })) {
    if (file !== undefined && !isText(file)) throw optionInvalid(option, file, 'name a file, or leave it out')
  }
  if (credentials === undefined) return
  const isKey = isText(credentials?.accessKeyId) && isText(credentials.secretAccessKey)
  // The secret is not for messages.
  if (!isKey)
    throw optionInvalid('credentials', '…', 'give an object with the texts accessKeyId and secretAccessKey')
}

/** Throws for what cannot be a port. Node says what is wrong with a host. */
export function assertListenOptions(options: ListenOptions): void {
  assertOptions(options, ['port', 'host'], 'server.option-invalid', 'listen')
  const { port } = options
  if (port === undefined || (Number.isInteger(port) && port >= 0 && port <= portMax)) return
  throw optionInvalid('port', port, `give a whole number from 0, which takes any that is free, to ${portMax}`)
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}
