import { MonotableError } from '../core/errors.js'

/** What every failure of an operation says: which entity, and the key of the item. */
export interface FailureDetails {
  readonly entity: string
  readonly key: Readonly<Record<string, unknown>>
}

/** A key as messages show it. */
export const keyText = (key: Readonly<Record<string, unknown>>): string =>
  Object.entries(key)
    .map(([name, value]) => `${name} ${value instanceof Date ? value.toISOString() : String(value)}`)
    .join(', ')

/** There is no such item, or its time has passed. Code `repository.not-found`. */
export class NotFoundError extends MonotableError<'repository.not-found', FailureDetails> {
  static {
    this.prototype.name = 'NotFoundError'
  }

  constructor(entity: string, key: Readonly<Record<string, unknown>>, verb: string, cause?: unknown) {
    super(
      'repository.not-found',
      `${entity}: there is no item with ${keyText(key)} to ${verb}. Use create or put to make one.`,
      { entity, key },
      { cause },
    )
  }
}

/** There is such an item already. Code `repository.exists`; `details.stored` is the item that is there. */
export class ItemExistsError<TItem = unknown> extends MonotableError<
  'repository.exists',
  FailureDetails & { readonly stored: TItem | undefined }
> {
  static {
    this.prototype.name = 'ItemExistsError'
  }

  constructor(
    entity: string,
    key: Readonly<Record<string, unknown>>,
    stored: TItem | undefined,
    cause?: unknown,
    isVersioned = false,
    isDeleted = false,
  ) {
    super(
      'repository.exists',
      isDeleted
        ? `${entity}: an item with ${keyText(key)} exists, which is deleted and kept. Use restore to have it back, or purge to be rid of it.`
        : `${entity}: an item with ${keyText(key)} exists. Use update to change it, or put${isVersioned ? ' with overwrite: true' : ''} to overwrite it.`,
      { entity, key, stored },
      { cause },
    )
  }
}

/** An item that is to be restored or purged is not deleted. Code `repository.not-deleted`; `details.stored` is the item. */
export class NotDeletedError<TItem = unknown> extends MonotableError<
  'repository.not-deleted',
  FailureDetails & { readonly stored: TItem }
> {
  static {
    this.prototype.name = 'NotDeletedError'
  }

  constructor(
    entity: string,
    key: Readonly<Record<string, unknown>>,
    stored: TItem,
    verb: 'restore' | 'purge',
    cause?: unknown,
  ) {
    super(
      'repository.not-deleted',
      `${entity}: the item with ${keyText(key)} is not deleted${verb === 'purge' ? ', and only deleted items are purged: delete it first' : ', so there is nothing to restore'}.`,
      { entity, key, stored },
      { cause },
    )
  }
}

export interface VersionConflictDetails<TItem> extends FailureDetails {
  /** The version that the write was made for; undefined where the entity has none. */
  readonly expectedVersion: number | undefined
  /** The item as it is stored now; undefined where it is gone. */
  readonly stored: TItem | undefined
  /** Names of attributes in which the stored item differs from the one that was passed in. */
  readonly differences: readonly string[]
}

/**
 * The item is not as it was when it was read (rule W3). Code `repository.version-conflict`; `details` carries the
 * stored item, so that it need not be read again.
 */
export class VersionConflictError<TItem = unknown> extends MonotableError<
  'repository.version-conflict',
  VersionConflictDetails<TItem>
> {
  static {
    this.prototype.name = 'VersionConflictError'
  }

  constructor(details: VersionConflictDetails<TItem>, cause?: unknown, isDeletionKept = false) {
    const { entity, key, expectedVersion, stored, differences } = details
    super(
      'repository.version-conflict',
      `${entity}: the item with ${keyText(key)} ${
        stored === undefined
          ? 'is gone'
          : `was changed since it was read (${differences.join(', ') || 'no attribute differs'})`
      }${expectedVersion === undefined ? '' : `; the write was made for version ${expectedVersion}`}. ${
        stored !== undefined
          ? 'Apply the change to details.stored, or use modify'
          : isDeletionKept
            ? 'Restore it if it was deleted, create it anew, or leave it'
            : 'Create it anew, or leave it'
      }.`,
      details,
      { cause },
    )
  }
}

/** The condition given as `where` did not hold. Code `repository.condition`. */
export class ConditionFailedError<TItem = unknown> extends MonotableError<
  'repository.condition',
  FailureDetails & { readonly stored: TItem | undefined }
> {
  static {
    this.prototype.name = 'ConditionFailedError'
  }

  constructor(
    entity: string,
    key: Readonly<Record<string, unknown>>,
    stored: TItem | undefined,
    cause?: unknown,
  ) {
    super(
      'repository.condition',
      `${entity}: the condition did not hold for the item with ${keyText(key)}.`,
      { entity, key, stored },
      { cause },
    )
  }
}

export interface MissingPathDetails extends FailureDetails {
  /** What the update changes within attributes, such as `address.city`: one of them lies in nothing. */
  readonly paths: readonly string[]
}

/** An update changes a place of which the map or list around it is not stored. Code `repository.missing-path`. */
export class MissingPathError extends MonotableError<'repository.missing-path', MissingPathDetails> {
  static {
    this.prototype.name = 'MissingPathError'
  }

  constructor(details: MissingPathDetails, around: readonly string[], cause?: unknown) {
    const { entity, key, paths } = details
    super(
      'repository.missing-path',
      `${entity}: ${paths.length > 1 ? 'one of ' : ''}${paths.join(', ')} cannot be changed in the item with ${keyText(key)}: what it lies in is not stored. Set ${around.join(' or ')} as a whole.`,
      details,
      { cause },
    )
  }
}

export interface NotUniqueDetails extends FailureDetails {
  /** The name of the unique constraint. */
  readonly constraint: string
  /** The attributes that are unique together. */
  readonly attributes: readonly string[]
  /** The key of the item that has their values; undefined where it cannot be told. */
  readonly holder: Readonly<Record<string, unknown>> | undefined
}

/** Another item has the values of a unique constraint (rule W4). Code `repository.not-unique`. */
export class NotUniqueError extends MonotableError<'repository.not-unique', NotUniqueDetails> {
  static {
    this.prototype.name = 'NotUniqueError'
  }

  constructor(details: NotUniqueDetails, cause?: unknown) {
    const { entity, key, constraint, attributes } = details
    super(
      'repository.not-unique',
      `${entity}: the item with ${keyText(key)} cannot have its ${attributes.join(', ')}, which another item has (unique constraint ${constraint}). Choose another value.`,
      details,
      { cause },
    )
  }
}

/** Why one action of a transaction failed, under its label. */
export interface TransactionFailure {
  readonly label: string
  readonly entity: string
  /** The service's code, such as `ConditionalCheckFailed` or `TransactionConflict`. */
  readonly reason: string
  /** The failure as the operation alone would have reported it. */
  readonly error: MonotableError<string, object>
}

/** A transaction did nothing. Code `repository.transaction-cancelled`; `details.failures` stand under their labels. */
export class TransactionCancelledError extends MonotableError<
  'repository.transaction-cancelled',
  { readonly failures: Readonly<Record<string, TransactionFailure>> }
> {
  static {
    this.prototype.name = 'TransactionCancelledError'
  }

  constructor(failures: readonly TransactionFailure[], cause?: unknown) {
    super(
      'repository.transaction-cancelled',
      `The transaction was cancelled: ${failures
        .map(({ label, entity, reason, error }) => `${label} (${entity}, ${reason}): ${error.message}`)
        .join(' ')}`,
      { failures: Object.fromEntries(failures.map((failure) => [failure.label, failure])) },
      { cause },
    )
  }
}

/** Failures that a caller may expect, and that `attempt` gives as values (rule P2). */
export type ExpectedError<TItem = unknown> =
  | NotFoundError
  | ItemExistsError<TItem>
  | VersionConflictError<TItem>
  | NotDeletedError<TItem>
  | ConditionFailedError<TItem>
  | MissingPathError
  | NotUniqueError
  | TransactionCancelledError

/** Whether an error is one that `attempt` gives as a value. */
export function isExpected(error: unknown): error is ExpectedError {
  return (
    error instanceof NotFoundError ||
    error instanceof ItemExistsError ||
    error instanceof VersionConflictError ||
    error instanceof NotDeletedError ||
    error instanceof ConditionFailedError ||
    error instanceof MissingPathError ||
    error instanceof NotUniqueError ||
    error instanceof TransactionCancelledError
  )
}
