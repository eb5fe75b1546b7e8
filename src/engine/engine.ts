import type { Clock } from '../core/clock.js'
import type { Random } from '../core/random.js'
import { tableOperationsMax } from '../protocol/limits.js'
import { ServiceError } from '../protocol/service-errors.js'
import { messages } from './messages.js'
import { StatementCache } from './partiql/statement-cache.js'
import type { Stream } from './streams/stream.js'
import { tableArn } from './tables/identity.js'
import { isOver } from './tables/phase.js'
import { tableNameIn } from './requests/names.js'
import type { Table } from './tables/table.js'
import { OngoingTransactions } from './writes/ongoing-transactions.js'
import type { IdempotencyTokens } from './writes/idempotency-tokens.js'

/** What the engine takes from outside. */
export interface Environment {
  readonly clock: Clock
  readonly random: Random
  readonly region: string
  readonly accountId: string
  /** Milliseconds that a table or index stays in each state that it passes through. */
  readonly tableTransition: number
  /** Bytes that an item collection of a table with local indexes may have. */
  readonly itemCollectionSizeLimit: number
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

const changes = { CREATING: 'created', DELETING: 'deleted', UPDATING: 'updated' } as const

/** What operations work on. */
export class Engine {
  readonly environment: Environment
  /** Expressions and statements that were parsed before. */
  readonly expressions: StatementCache = new StatementCache()
  /** No part of the state: until it commits, a transaction has changed nothing. */
  readonly transactions: OngoingTransactions = new OngoingTransactions()
  state: State
  /** Whether the caller of the running operation only reads what it is given: then items need not be copied for it. */
  lends = false

  constructor(environment: Environment, state: State) {
    this.environment = environment
    this.state = state
  }

  /** Takes over a state that nobody else holds. Its tables may have been in another account or region. */
  adopt(state: State): void {
    for (const [name, table] of state.tables) {
      const arn = tableArn(this.environment, name)
      if (table.schema.arn !== arn) table.moveTo(arn)
    }
    const closedStreams = new Map<string, Stream>()
    for (const stream of state.closedStreams.values()) {
      const { arn: known, label, tableName } = stream.identity
      const arn = `${tableArn(this.environment, tableName)}/stream/${label}`
      closedStreams.set(arn, arn === known ? stream : stream.movedTo(arn))
    }
    this.state = { ...state, closedStreams }
  }

  /** The table that an operation on items names, by name or ARN. */
  table(reference: string): Table {
    const { tables } = this.state
    const table = tables.get(reference) ?? tables.get(tableNameIn(reference))
    if (table === undefined || (table.followsClock && !this.#isInUse(table))) {
      throw new ServiceError('ResourceNotFoundException', messages.notFound)
    }
    return table
  }

  /** The table that an operation on tables names: these say in their refusal which one is missing. */
  namedTable(name: string): Table {
    const table = this.knownTable(name)
    if (table === undefined) {
      throw new ServiceError('ResourceNotFoundException', messages.tableNotFound(name))
    }
    return table
  }

  /** The table of that name, in whatever state. */
  knownTable(name: string): Table | undefined {
    const table = this.state.tables.get(name)
    return table !== undefined && this.bringToPresent(table) ? table : undefined
  }

  /** All tables, those among them that are being created or deleted. */
  knownTables(): Table[] {
    return [...this.state.tables.values()].filter((table) => this.bringToPresent(table))
  }

  /** Does what is due by now. False when the table is gone with it. */
  bringToPresent(table: Table): boolean {
    const now = this.environment.clock.now()
    if (table.phase?.status === 'DELETING' && isOver(table.phase, now)) {
      const { name } = table.schema
      // What outlived it may ask after another of its name has been created.
      if (this.state.tables.get(name) === table) this.state.tables.delete(name)
      return false
    }
    table.proceedTo(now, this.environment.timeToLiveLag)
    return true
  }

  /** When a change of a table that begins now is over. */
  changeOver(): number {
    return this.environment.clock.now() + this.environment.tableTransition
  }

  /** Throws while the table is being created, updated or deleted. */
  assertIdle({ phase, schema }: Table): void {
    if (phase === undefined) return
    throw new ServiceError('ResourceInUseException', messages.tableBeing(changes[phase.status], schema.name))
  }

  /** Throws when as many tables are being changed as may be at the same time. */
  assertMayChange(): void {
    if (this.environment.tableTransition === 0) return
    const changing = this.knownTables().filter((table) => table.phase !== undefined)
    if (changing.length < tableOperationsMax) return
    throw new ServiceError('LimitExceededException', messages.tooManyChanges(tableOperationsMax))
  }

  /** Whether items can be read and written: not yet while the table is created, no more while it is deleted. */
  #isInUse(table: Table): boolean {
    if (!this.bringToPresent(table)) return false
    return table.phase === undefined || table.phase.status === 'UPDATING'
  }
}
