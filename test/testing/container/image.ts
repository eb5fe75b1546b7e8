import { execFileSync, spawnSync } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fetchDynamoDbLocal } from '../../differential/local/dynamodb-local.js'

/** What DynamoDB Local needs of Java. */
const modules = [
  'java.base',
  'java.desktop',
  'java.logging',
  'java.management',
  'java.naming',
  'java.security.jgss',
  'java.sql',
  'java.xml',
  'jdk.crypto.ec',
  'jdk.unsupported',
]
/** As in the image of AWS, so that both are started by the same command. */
const home = 'home/dynamodblocal'
/** For other machines than the image's, and for tests. */
const superfluous = /^(mockito|hamcrest|libsqlite4java-(osx|linux-i386)|sqlite4java-win)/

/**
 * Makes an image that is laid out as the one of AWS, from what is on this machine: Java, cut down to what is needed, and
 * DynamoDB Local. Where images can be pulled nobody needs it. Gives the reason where it cannot be made.
 */
export function makeImage(name: string): string | undefined {
  for (const tool of ['java', 'jlink', 'jar', 'ldd', 'tar'])
    if (spawnSync('which', [tool]).status !== 0) return `${tool} is not installed`
  const fetched = fetchDynamoDbLocal()
  if ('missing' in fetched) return fetched.missing
  const root = mkdtempSync(join(tmpdir(), 'monotable-image-'))
  try {
    addJava(root)
    addDynamoDbLocal(root, fetched.folder)
    addLibraries(root)
    mkdirSync(join(root, 'tmp'))
    imported(root, name)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

function addJava(root: string): void {
  mkdirSync(join(root, 'usr'), { recursive: true })
  const output = join(root, 'usr/java')
  const options = ['--strip-debug', '--no-header-files', '--no-man-pages', '--compress=2']
  execFileSync('jlink', ['--add-modules', modules.join(','), ...options, '--output', output], {
    stdio: 'pipe',
  })
}

/** One jar that names all others, since `java -jar` takes one. */
function addDynamoDbLocal(root: string, folder: string): void {
  const library = join(root, home, 'DynamoDBLocal_lib')
  mkdirSync(library, { recursive: true })
  const files = readdirSync(folder).filter((file) => !superfluous.test(file))
  for (const file of files) copyFileSync(join(folder, file), join(library, file))
  const jars = files.filter((file) => file.endsWith('.jar')).map((file) => `DynamoDBLocal_lib/${file}`)
  const manifest = join(root, home, 'manifest')
  writeFileSync(
    manifest,
    [
      'Main-Class: software.amazon.dynamodb.services.local.main.ServerRunner',
      `Class-Path: ${jars.join('\n  ')}`,
      '',
    ].join('\n'),
  )
  execFileSync('jar', ['--create', '--file', join(root, home, 'DynamoDBLocal.jar'), '--manifest', manifest])
  rmSync(manifest)
}

/** The shared libraries of Java and SQLite, and what those need, where the loader looks for them. */
function addLibraries(root: string): void {
  const java = join(root, 'usr/java')
  const own = [join(java, 'bin/java'), ...filesBelow(join(java, 'lib')), ...filesBelow(join(root, home))]
  const needed = new Set<string>()
  for (const binary of own.filter((path) => /\.so$|bin\/java$/.test(path))) {
    const { stdout } = spawnSync('ldd', [binary], { encoding: 'utf8' })
    for (const [, path = ''] of stdout.matchAll(/(?:=> )?(\/\S+) \(0x/g))
      if (!path.startsWith(root)) needed.add(path)
  }
  for (const path of needed) {
    mkdirSync(join(root, dirname(path)), { recursive: true })
    cpSync(realpathSync(path), join(root, path))
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path))
}

function imported(root: string, name: string): void {
  const changes = ['ENTRYPOINT ["java"]', `WORKDIR /${home}`, 'ENV PATH=/usr/java/bin', 'EXPOSE 8000']
  const archive = join(root, '..', `${root.split('/').at(-1) ?? ''}.tar`)
  try {
    execFileSync('tar', ['--create', '--file', archive, '--directory', root, '.'])
    execFileSync('docker', ['import', ...changes.flatMap((change) => ['--change', change]), archive, name], {
      stdio: 'pipe',
    })
  } finally {
    rmSync(archive, { force: true })
  }
}
