import type { Clock } from '../core/clock.js'
import type { Random } from '../core/random.js'
import { ServiceError } from '../protocol/service-errors.js'
import { ExpressionCache } from './expressions/index.js'
import { messages } from './messages.js'
import type { Stream } from './streams/stream.js'
import type { Table } from './tables/table.js'
import { OngoingTransactions } from './writes/ongoing-transactions.js'
import type { IdempotencyTokens } from './writes/idempotency-tokens.js'

/** What the engine takes from outside. */
export interface Environment {
  readonly clock: Clock
  readonly random: Random
  readonly region: string
  readonly accountId: string
  /** Milliseconds from the expiry of an item to its deletion. */
  readonly timeToLiveLag: number
  /** Milliseconds that a transaction that writes takes. */
  readonly transactionTime: number
}

/** Everything that a snapshot holds. */
export interface State {
  readonly tables: Map<string, Table>
  /** Streams of the last day that no table has any more, by their ARNs. They never change. */
  readonly closedStreams: Map<string, Stream>
  readonly tokens: IdempotencyTokens
}

export function cloneState(state: State): State {
  const tables = new Map<string, Table>()
  for (const [name, table] of state.tables) tables.set(name, table.clone())
  return { tables, closedStreams: new Map(state.closedStreams), tokens: state.tokens.clone() }
}

/** What operations work on. */
export class Engine {
  readonly environment: Environment
  /** Expressions that were parsed before. */
  readonly expressions: ExpressionCache = new ExpressionCache()
  /** No part of the state: until it commits, a transaction has changed nothing. */
  readonly transactions: OngoingTransactions = new OngoingTransactions()
  state: State

  constructor(environment: Environment, state: State) {
    this.environment = environment
    this.state = state
  }

  /** The table that an operation on items names. */
  table(name: string): Table {
    const table = this.state.tables.get(name)
    if (table === undefined) throw new ServiceError('ResourceNotFoundException', messages.notFound)
    return table.followsClock ? this.#atPresent(table) : table
  }

  /** The table that an operation on tables names: these say in their refusal which one is missing. */
  namedTable(name: string): Table {
    const table = this.state.tables.get(name)
    if (table === undefined) {
      throw new ServiceError('ResourceNotFoundException', messages.tableNotFound(name))
    }
    return this.#atPresent(table)
  }

  #atPresent(table: Table): Table {
    table.proceedTo(this.environment.clock.now(), this.environment.timeToLiveLag)
    return table
  }
}
