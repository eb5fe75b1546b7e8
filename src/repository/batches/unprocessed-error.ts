import { MonotableError } from '../../core/errors.js'

/** A key or an item that a batch could not read or write. */
export interface Leftover<TGiven = unknown> {
  /** The label of its plan, where several plans are one batch. */
  readonly label: string | undefined
  readonly entity: string
  readonly verb: 'get' | 'put' | 'delete'
  /** The key or the item as it was passed in: what to pass to the next batch. */
  readonly given: TGiven
}

export interface UnprocessedDetails<TGiven, TFound> {
  /** The entities of the whole batch. */
  readonly entities: readonly string[]
  /** How often each of what is left over was sent. */
  readonly attempts: number
  /** In the order in which it was passed in. Everything else of the batch is done. */
  readonly leftover: readonly Leftover<TGiven>[]
  /** Of a read what it found, undefined in the places of what is left over; of a write undefined. */
  readonly found: TFound | undefined
}

/**
 * DynamoDB left keys or items of a batch unprocessed, also when they were sent again. Code `repository.unprocessed`;
 * `details.leftover` has them, and `cause` is the last refusal for throughput, where there was one.
 */
export class UnprocessedError<TGiven = unknown, TFound = unknown> extends MonotableError<
  'repository.unprocessed',
  UnprocessedDetails<TGiven, TFound>
> {
  static {
    this.prototype.name = 'UnprocessedError'
  }

  constructor(details: UnprocessedDetails<TGiven, TFound>, cause?: unknown) {
    const { leftover, attempts } = details
    const [verb = 'get'] = leftover.map((each) => each.verb)
    const entities = [...new Set(leftover.map(({ entity }) => entity))]
    super(
      'repository.unprocessed',
      `${entities.join(', ')}: DynamoDB left ${leftover.length} ${verb === 'get' ? 'keys' : 'writes'} of the batch undone in ${attempts} attempts. Pass what details.leftover has to another batch later, or raise the capacity of the table.`,
      details,
      { cause },
    )
  }
}
