import { assertOptions } from '../core/assert-options.js'
import type { Clock } from '../core/clock.js'
import { systemClock } from '../core/clock.js'
import { MonotableError } from '../core/errors.js'
import type { Random } from '../core/random.js'
import { systemRandom } from '../core/random.js'
import { itemCollectionSizeBytesMax, timeToLiveLagMilliseconds } from '../protocol/limits.js'
import type { Environment } from './engine.js'

export interface MemoryOptions {
  /** Dates tables and decides when a transaction's token is forgotten. Default: the clock of the machine. */
  readonly clock?: Clock | undefined
  /** Makes ids of tables. Default: the randomness of the runtime. */
  readonly random?: Random | undefined
  /** Region in ARNs. Default: `us-east-1`. */
  readonly region?: string | undefined
  /** Account in ARNs, twelve digits. Default: `000000000000`. */
  readonly accountId?: string | undefined
  /**
   * Milliseconds that a table or index stays in each state that it passes through: CREATING, UPDATING, DELETING, and for
   * a new index of a table that exists the same once more, while items are taken in. A time to live is ENABLING or
   * DISABLING as long. The clock alone decides: nothing has to run. Default: 0, so that the answer to a change names the
   * state, and the change is over when the answer arrives.
   *
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html
   */
  readonly tableTransition?: number | undefined
  /**
   * Bytes that an item collection may have in a table with local indexes: items of one partition key, with their entries
   * in those indexes. A write that would go past it is refused with ItemCollectionSizeLimitExceededException. Default:
   * the service's 10 GB. A table keeps the limit with which it was created.
   *
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html#LSI.ItemCollections.SizeLimit
   */
  readonly itemCollectionSizeLimit?: number | undefined
  /**
   * Milliseconds from the expiry of an item, by `clock`, to its deletion from a table with time to live. The service
   * promises a few days, and reads show expired items until then. Default: 48 hours; 0 deletes with the first call after
   * the expiry, at most 5,000 items with each.
   *
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html
   */
  readonly timeToLiveLag?: number | undefined
  /**
   * Milliseconds that TransactWriteItems takes. While it does, its items are held: Put, Update and Delete of them are
   * refused with TransactionConflictException, other transactions are cancelled, a BatchWriteItem leaves them
   * unprocessed, its token gives TransactionInProgressException, and reads see what was there before. Default: 0,
   * which makes a transaction one step that nothing overlaps, as every other call is.
   *
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
   */
  readonly transactionTime?: number | undefined
}

const names: readonly (keyof MemoryOptions)[] = [
  'clock',
  'random',
  'region',
  'accountId',
  'tableTransition',
  'itemCollectionSizeLimit',
  'timeToLiveLag',
  'transactionTime',
]

/** What an engine takes from outside. Throws for options that are not as they have to be. */
export function environmentOf(options: MemoryOptions): Environment {
  assertOptions(options, names, 'engine.option-invalid', 'memory')
  const {
    clock = systemClock,
    random = systemRandom,
    region = 'us-east-1',
    accountId = '000000000000',
    tableTransition = 0,
    itemCollectionSizeLimit = itemCollectionSizeBytesMax,
    timeToLiveLag = timeToLiveLagMilliseconds,
    transactionTime = 0,
  } = options
  if (!isClock(clock)) throw invalid('clock', clock, 'give an object with the functions now and sleep')
  if (typeof random !== 'function') throw invalid('random', random, 'give a function, as Math.random is one')
  if (typeof region !== 'string' || !/^[\w-]+$/.test(region))
    throw invalid('region', region, 'give the name of a region, such as eu-west-1')
  if (typeof accountId !== 'string' || !/^\d{12}$/.test(accountId))
    throw invalid('accountId', accountId, 'give twelve digits, such as 000000000000')
  const numbers = { tableTransition, itemCollectionSizeLimit, timeToLiveLag, transactionTime }
  for (const [option, value] of Object.entries(numbers)) {
    if (!Number.isFinite(value) || value < 0)
      throw invalid(option, value, `give a number from 0, in ${unitOf(option)}`)
  }
  return { clock, random, region, accountId, ...numbers }
}

function isClock(clock: Partial<Clock> | null): boolean {
  return typeof clock?.now === 'function' && typeof clock.sleep === 'function'
}

function unitOf(option: string): string {
  return option === 'itemCollectionSizeLimit' ? 'bytes' : 'milliseconds'
}

interface InvalidOptionDetails {
  readonly option: string
  readonly value: unknown
}

function invalid(
  option: string,
  value: unknown,
  fix: string,
): MonotableError<'engine.option-invalid', InvalidOptionDetails> {
  const given = typeof value === 'string' ? JSON.stringify(value) : String(value)
  return new MonotableError('engine.option-invalid', `memory: ${option} cannot be ${given}: ${fix}.`, {
    option,
    value,
  })
}
