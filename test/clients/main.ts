import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

// boto3 and the AWS CLI, unchanged, against `monotable serve`. They come from the package index that pip is set up with,
// into a folder that is removed afterwards.

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'monotable-clients-'))

/** Runs a program and gives what it printed; nothing when it cannot be started or fails. */
function attempt(command: string, args: string[], env = process.env): string | undefined {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    env,
    maxBuffer: 64 * 1024 * 1024,
  })
  if (status === 0) return stdout
  if (stderr) console.error(stderr.trim().split('\n').slice(-5).join('\n'))
  return undefined
}

/** The folder of programs of a Python with boto3 and the AWS CLI, or what is missing. */
function prepare(): { bin: string } | { missing: string } {
  if (attempt('python3', ['--version']) === undefined) return { missing: 'python3 is not there' }
  if (attempt('python3', ['-m', 'venv', folder]) === undefined) return { missing: 'python3 has no venv' }
  const bin = join(folder, process.platform === 'win32' ? 'Scripts' : 'bin')
  const installed = attempt(join(bin, 'python'), [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    'boto3',
    'awscli',
  ])
  return installed === undefined ? { missing: 'pip cannot install boto3 and awscli' } : { bin }
}

async function serve(): Promise<{ url: string; stop: () => Promise<number | null> }> {
  const entry = here('../../src/cli/main.ts')
  const server = spawn(process.execPath, ['--import', 'tsx', entry, 'serve', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<number | null>((resolve) => server.on('exit', resolve))
  const url = await new Promise<string>((resolve, reject) => {
    server.stdout.once('data', (chunk: Buffer) => resolve(/http:\S+/.exec(chunk.toString())?.[0] ?? ''))
    server.on('exit', () => reject(new Error('the server did not start')))
  })
  return {
    url,
    stop: () => {
      server.kill('SIGTERM')
      return ended
    },
  }
}

/** What the AWS CLI is told to do, and what its output has to contain. */
const commands: readonly (readonly [args: readonly string[], expected: RegExp])[] = [
  [
    [
      'create-table',
      '--table-name',
      't',
      '--billing-mode',
      'PAY_PER_REQUEST',
      '--attribute-definitions',
      'AttributeName=pk,AttributeType=S',
      '--key-schema',
      'AttributeName=pk,KeyType=HASH',
    ],
    /"TableArn": "arn:aws:dynamodb:eu-west-1:\d{12}:table\/t"/,
  ],
  [['wait', 'table-exists', '--table-name', 't'], /^$/],
  [
    [
      'put-item',
      '--table-name',
      't',
      '--item',
      '{"pk":{"S":"a"},"n":{"N":"1"}}',
      '--return-consumed-capacity',
      'TOTAL',
    ],
    /"CapacityUnits": 1/,
  ],
  [
    [
      'update-item',
      '--table-name',
      't',
      '--key',
      '{"pk":{"S":"a"}}',
      '--update-expression',
      'ADD n :one',
      '--expression-attribute-values',
      '{":one":{"N":"1"}}',
      '--return-values',
      'UPDATED_NEW',
    ],
    /"N": "2"/,
  ],
  [
    [
      'query',
      '--table-name',
      't',
      '--key-condition-expression',
      'pk = :a',
      '--expression-attribute-values',
      '{":a":{"S":"a"}}',
    ],
    /"Count": 1/,
  ],
  [['scan', '--table-name', 't', '--page-size', '1'], /"Count": 1/],
  [['list-tables'], /"t"/],
  [['delete-table', '--table-name', 't'], /"TableName": "t"/],
]

function runCommandLine(bin: string, url: string): void {
  const env = {
    ...process.env,
    AWS_ACCESS_KEY_ID: 'cli',
    AWS_SECRET_ACCESS_KEY: 'cli',
    AWS_REGION: 'eu-west-1',
    AWS_DEFAULT_REGION: 'eu-west-1',
    AWS_PAGER: '',
  }
  for (const [args, expected] of commands) {
    const output = attempt(
      join(bin, 'aws'),
      ['dynamodb', ...args, '--endpoint-url', url, '--output', 'json'],
      env,
    )
    if (output === undefined || !expected.test(output))
      throw new Error(`aws dynamodb ${args.join(' ')}: ${output}`)
    console.log(`  aws dynamodb ${args[0]}`)
  }
}

try {
  const prepared = prepare()
  if ('missing' in prepared) console.log(`SKIPPED: boto3 and the AWS CLI: ${prepared.missing}`)
  else {
    const { url, stop } = await serve()
    try {
      const flow = attempt(join(prepared.bin, 'python'), [here('flow.py'), url])
      if (flow === undefined) throw new Error('boto3: the flow failed')
      process.stdout.write(flow)
      runCommandLine(prepared.bin, url)
    } finally {
      console.log(`server: exit code ${await stop()}`)
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
