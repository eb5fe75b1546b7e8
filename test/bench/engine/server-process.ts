import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { startDynamoDbLocal } from '../../differential/local/dynamodb-local.js'
import type { Question, Report } from './servers/measured.js'

/** A server in a process of its own, whose processor time can be read. */
export interface ServerProcess {
  readonly name: string
  readonly port: number
  /** All threads, since the start. */
  processorMicroseconds(): Promise<number>
  /** After a forced collection; undefined where the process cannot be asked. */
  heapBytes(): Promise<number | undefined>
  stop(): void
}

/** Runs one of the modules in `servers/`. */
export async function startServer(name: string): Promise<ServerProcess> {
  const module = fileURLToPath(new URL(`servers/${name}.js`, import.meta.url))
  const child = fork(module, {
    execArgv: ['--expose-gc', '--max-old-space-size=6144', '--no-warnings'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const started = await nextReport(child)
  if (!('listening' in started)) throw new Error(`${name} did not start`)
  const ask = async (question: Question): Promise<Report> => {
    child.send(question)
    return nextReport(child)
  }
  return {
    name,
    port: started.listening,
    stop: () => void child.kill('SIGKILL'),
    processorMicroseconds: async () => {
      const report = await ask('processor-time')
      return 'microseconds' in report ? report.microseconds : Number.NaN
    },
    heapBytes: async () => {
      const report = await ask('heap')
      return 'heapBytes' in report ? report.heapBytes : undefined
    },
  }
}

function nextReport(child: ChildProcess): Promise<Report> {
  return new Promise((resolve, reject) => {
    const gone = (): void => reject(new Error('The server ended'))
    child.once('exit', gone)
    child.once('message', (report: Report) => {
      child.off('exit', gone)
      resolve(report)
    })
  })
}

/** DynamoDB Local; its processor time is the kernel's, in hundredths of a second. */
export async function startLocal(): Promise<ServerProcess | { readonly missing: string }> {
  const started = await startDynamoDbLocal()
  if ('missing' in started) return started
  return {
    name: 'dynamodb-local',
    port: Number(new URL(started.endpoint).port),
    processorMicroseconds: () => {
      const fields = readFileSync(`/proc/${started.processId}/stat`, 'latin1')
        .replace(/^.*\) /, '')
        .split(' ')
      return Promise.resolve((Number(fields[11]) + Number(fields[12])) * 10_000)
    },
    heapBytes: () => Promise.resolve(undefined),
    stop: () => started.stop(),
  }
}
