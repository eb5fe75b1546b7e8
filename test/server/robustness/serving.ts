import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Report } from './served.js'

/** What the measured work takes on the quiet machine. */
const quietPaceMilliseconds = 150

/** A server in a process of its own. */
export class Serving {
  readonly #process: ChildProcess
  readonly port: number

  private constructor(process: ChildProcess, port: number) {
    this.#process = process
    this.port = port
  }

  static async begin(): Promise<Serving> {
    const child = fork(fileURLToPath(new URL('served.ts', import.meta.url)), {
      execArgv: ['--import', 'tsx', '--expose-gc'],
      env: { ...process.env, NODE_OPTIONS: '' },
    })
    return new Serving(child, await next<number>(child))
  }

  get hasEnded(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null
  }

  /** What the server says of the time since it was asked last. */
  report(request: 'report' | 'be busy' | 'measure' = 'report'): Promise<Report> {
    const answer = next<Report>(this.#process)
    this.#process.send(request)
    return answer
  }

  /**
   * How much slower this machine is, now, than a quiet one on which a limit of 100 ms was set: 1 or more. The same work
   * is measured again each time, the least of three.
   */
  async slowness(): Promise<number> {
    const paces: number[] = []
    for (let time = 0; time < 3; time += 1) paces.push((await this.report('measure')).paceMilliseconds)
    return Math.max(1, Math.min(...paces) / quietPaceMilliseconds)
  }

  end(): void {
    this.#process.kill()
  }
}

/** What the process says next. */
function next<TMessage>(child: ChildProcess): Promise<TMessage> {
  return new Promise<TMessage>((resolve, reject) => {
    const onExit = () => reject(new Error('the server has ended'))
    child.once('exit', onExit)
    child.once('message', (message) => {
      child.off('exit', onExit)
      resolve(message as TMessage)
    })
  })
}
