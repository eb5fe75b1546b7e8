import { SingleBar } from 'cli-progress'
import Table from 'cli-table3'
import type { Meter, Usage } from './meter.js'

export type Cell = string | number | null
/** The columns of a table: for each, its title and what it shows of a row. */
export type Columns<TRow> = Readonly<Record<string, (row: TRow) => Cell>>

/** Prints what is asked and what it cost: with colours in a terminal, plain for files, pipes and those who want it. */
export class Report {
  readonly #stream: NodeJS.WriteStream
  readonly #meter: Meter
  readonly #isPlain: boolean
  readonly #steps: (Usage & { step: string })[] = []

  constructor(stream: NodeJS.WriteStream, meter: Meter) {
    this.#stream = stream
    this.#meter = meter
    this.#isPlain = !stream.isTTY || Boolean(process.env['NO_COLOR'])
  }

  print(text: string): void {
    this.#stream.write(`${text}\n`)
  }

  /** Runs one step and notes what it cost for the summary. */
  async step<TResult>(step: string, run: () => Promise<TResult>): Promise<TResult> {
    this.#meter.take()
    const result = await run()
    this.#steps.push({ step, ...this.#meter.take() })
    return result
  }

  /** Runs a step that gives rows, and prints them. */
  async ask<TRow>(
    question: string,
    run: () => Promise<readonly TRow[]>,
    columns: Columns<TRow>,
  ): Promise<readonly TRow[]> {
    const rows = await this.step(question, run)
    this.print(`\n${question}\n${this.table(rows, columns)}`)
    return rows
  }

  /** A bar in a terminal; elsewhere a line every other second. */
  progressBar(total: number): SingleBar {
    const bar = new SingleBar({
      stream: this.#stream,
      format: 'Loading {bar} {percentage} % | {value} of {total} items | {duration} s',
      barCompleteChar: '█',
      barIncompleteChar: '░',
      barsize: 30,
      noTTYOutput: true,
      notTTYSchedule: 2000,
    })
    bar.start(total, 0)
    return bar
  }

  table<TRow>(rows: readonly TRow[], columns: Columns<TRow>): string {
    const cells = rows.map((row) => Object.values(columns).map((cell) => cell(row) ?? '–'))
    const head = Object.keys(columns)
    const table = new Table({
      head,
      colAligns: head.map((_, at) => (cells.every((row) => typeof row[at] === 'number') ? 'right' : 'left')),
      style: { compact: true, head: this.#isPlain ? [] : ['cyan'], border: this.#isPlain ? [] : ['grey'] },
    })
    table.push(...cells)
    return table.toString()
  }

  /** What every step cost. */
  summary(): string {
    return this.table(this.#steps, {
      step: ({ step }) => step,
      requests: ({ requests }) => requests,
      'read units': ({ readUnits }) => readUnits,
      'write units': ({ writeUnits }) => writeUnits,
    })
  }
}
