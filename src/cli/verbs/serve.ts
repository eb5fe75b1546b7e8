import process from 'node:process'
import type { Command } from 'commander'
import { InvalidArgumentError } from 'commander'
import type { Credentials, ServerAddress } from '../../server/index.js'

interface ServeOptions {
  readonly host: string
  readonly port: number
  readonly schema?: string
  readonly seedFile?: string
  readonly snapshot?: string
  readonly shared?: true
  readonly credentials?: Credentials
}

/** `monotable serve`: DynamoDB in memory, over HTTP, until a signal stops it. */
export function addServe(program: Command): Command {
  return program
    .command('serve')
    .description('Serve an in-memory DynamoDB over HTTP, for programs in any language.')
    .option(
      '--host <address>',
      'address to bind to; others than loopback can be reached from outside',
      hostOf,
      '127.0.0.1',
    )
    .option('--port <number>', 'port to bind to, 0 for any that is free', portOf, 8000)
    .option('--schema <file>', 'begin with the tables of this schema module')
    .option(
      '--seed-file <file>',
      'JSON lines of tables and items to begin with, as exports to S3 have them; with --schema also items of entities',
    )
    .option(
      '--snapshot <file>',
      'read the tables from this file at the start, and write them to it at the end',
    )
    .option('--shared', 'keep one set of tables for all access keys and regions')
    .option('--credentials <id:secret>', 'answer only requests signed with this access key', credentialsOf)
    .addHelpText('after', help)
    .action(serve)
}

const help = `
Prints its address on standard output when it is ready. SIGINT and SIGTERM stop
it: requests that are being answered are finished, then the snapshot is written;
a second signal stops it at once.

With --schema, a seed file may also hold items of entities as plain JSON, under
the names of their repositories, a line for each:
  {"entity":"orders","item":{"orderId":"o1","placedAt":"2030-01-01T00:00:00Z"}}

Exit codes: 0 stopped in order, 1 failed, 2 called wrongly.`

async function serve(options: ServeOptions): Promise<void> {
  // Neither is loaded for --help or by other verbs, and the mapper only where a schema is asked for.
  const { createServer } = await import('../../server/index.js')
  const made =
    options.schema === undefined
      ? undefined
      : await (await import('../seed/seed-of.js')).seedOf(options.schema, options.seedFile)
  const server = createServer({
    shared: options.shared === true,
    credentials: options.credentials,
    seedFile: made?.file ?? options.seedFile,
    snapshotFile: options.snapshot,
  })
  const { host, port } = options
  const listening = server.listen({ host, port }).finally(() => made?.remove())
  const address = await listening.catch((error: unknown) => {
    throw addressFault(error, host, port)
  })
  const stopped = stopSignal()
  process.stdout.write(`Listening on ${address.url} (${reach(address)})\n`)
  await stopped
  await server.close()
}

/** Resolves at the first signal to stop. A second one ends the process on the spot. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let isStopping = false
    for (const [signal, code] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
      ['SIGHUP', 129],
    ] as const) {
      process.on(signal, () => {
        if (isStopping) process.exit(code)
        isStopping = true
        resolve()
      })
    }
  })
}

function reach({ host }: ServerAddress): string {
  return /^127\.|^::1$/.test(host) ? 'from this machine only' : 'from other machines too'
}

/** What the system says of an address, with what to do about it. */
function addressFault(error: unknown, host: string, port: number): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new Error(
        `port ${port} of ${host} is taken. Choose another with --port; 0 takes any that is free.`,
      )
    case 'EACCES':
      return new Error(`port ${port} of ${host} is not for this user. Choose one above 1023 with --port.`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Error(`${host} is no address of this machine. Choose another with --host.`)
    default:
      return error
  }
}

function hostOf(text: string): string {
  if (text === '') throw new InvalidArgumentError('It is an address of this machine, such as 127.0.0.1.')
  return text
}

function portOf(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('It is a number from 0 to 65535.')
  return port
}

function credentialsOf(text: string): Credentials {
  const colon = text.indexOf(':')
  if (colon < 1 || colon === text.length - 1) throw new InvalidArgumentError('Write ID:SECRET.')
  return { accessKeyId: text.slice(0, colon), secretAccessKey: text.slice(colon + 1) }
}
