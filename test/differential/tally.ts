import type { Comparison } from './comparison.js'
import type { Answer } from './contestant.js'

interface Row {
  compared: number
  succeeded: number
  refused: number
  known: number
}

interface Difference extends Comparison {
  readonly seed: number
}

/** Counts what came out of a run, and remembers what has no explanation. */
export class Tally {
  readonly differences: Difference[] = []
  readonly #rows = new Map<string, Row>()
  readonly #used = new Map<string, number>()

  alike({ request, engine }: Comparison): void {
    const row = this.#row(request.operation)
    row.compared++
    if ('output' in engine) row.succeeded++
    else row.refused++
  }

  known({ request, local, engine }: Comparison, names: readonly string[]): void {
    const row = this.#row(request.operation)
    row.compared++
    if ('output' in local && 'output' in engine) row.succeeded++
    row.known++
    for (const name of names) this.#used.set(name, (this.#used.get(name) ?? 0) + 1)
  }

  different(difference: Comparison, seed: number): void {
    this.#row(difference.request.operation).compared++
    this.differences.push({ ...difference, seed })
  }

  /** The share of requests that succeeded on both sides. */
  get succeeded(): number {
    const { succeeded, compared } = this.#total()
    return succeeded / Math.max(1, compared)
  }

  unused(names: readonly string[]): readonly string[] {
    return names.filter((name) => !this.#used.has(name))
  }

  /** What was compared, by operation, and what the known differences explained. */
  table(): string {
    const line = (name: string, { compared, succeeded, refused, known }: Row): string =>
      [
        name.padEnd(22),
        ...[compared, succeeded, refused, known].map((cell) => String(cell).padStart(12)),
      ].join('')
    const head = [
      'operation'.padEnd(22),
      ...['compared', 'succeeded', 'same refusal', 'known'].map((cell) => cell.padStart(12)),
    ].join('')
    const rows = [...this.#rows].sort(([, left], [, right]) => right.compared - left.compared)
    const used = [...this.#used].sort(([, left], [, right]) => right - left)
    return [
      head,
      ...rows.map(([name, row]) => line(name, row)),
      line('all', this.#total()),
      '',
      ...used.map(([name, count]) => `${String(count).padStart(7)}  ${name}`),
    ].join('\n')
  }

  #row(operation: string): Row {
    const row = this.#rows.get(operation) ?? { compared: 0, succeeded: 0, refused: 0, known: 0 }
    this.#rows.set(operation, row)
    return row
  }

  #total(): Row {
    const sum = { compared: 0, succeeded: 0, refused: 0, known: 0 }
    for (const row of this.#rows.values()) {
      sum.compared += row.compared
      sum.succeeded += row.succeeded
      sum.refused += row.refused
      sum.known += row.known
    }
    return sum
  }

  /** The first differences of each kind, with what replays them. */
  report(): string {
    const kinds = new Map<string, Difference[]>()
    for (const difference of this.differences) {
      const kind = `${difference.request.operation}: ${brief(difference.local)} | ${brief(difference.engine)}`
      kinds.set(kind, [...(kinds.get(kind) ?? []), difference])
    }
    return [...kinds]
      .sort(([, left], [, right]) => right.length - left.length)
      .map(([kind, all]) => [`${all.length} × ${kind}`, ...all.slice(0, 2).map(lines)].join('\n'))
      .join('\n\n')
  }
}

function brief(answer: Answer): string {
  return 'output' in answer
    ? 'success'
    : `${answer.refusal}: ${answer.message.replaceAll(/'[^']*'|\d+/g, '…')}`
}

function lines({ request, local, engine, seed }: Difference): string {
  return [
    `  ${request.operation} ${JSON.stringify(request.input)}`,
    `    DynamoDB Local ${JSON.stringify(local)}`,
    `    the engine     ${JSON.stringify(engine)}`,
  ]
    .map((line) => line.replaceAll(/([xk])\1{20,}/g, '$1…').slice(0, 2000))
    .concat(`    replay with MONOTABLE_SEED=${seed} MONOTABLE_RUNS=0.01`)
    .join('\n')
}
