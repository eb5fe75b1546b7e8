import type { AnyEntityTypes } from '../../schema/index.js'
import type { CallOptions } from '../call-options.types.js'
import type { AnyQueryCall, Query, QueryCall, ScanName } from './query.types.js'

/** Reads the items that are deleted and kept: they are in no index, so by key, by partition, or all. */
export interface DeletedItems<TTypes extends AnyEntityTypes> {
  /**
   * Reads a deleted item by its key; undefined where nothing is, or what is there is not deleted.
   *
   * @example
   * ```ts
   * await db.orders.deleted.get({ customerId: 'c1', orderId: 'o1' }) // { …, deletedAt: Date }
   * // GetItem { Key: { pk: { S: 'CUSTOMER#c1' }, sk: { S: 'ORDER#o1' } } }
   * ```
   *
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html
   */
  get(
    key: TTypes['key'],
    options?: CallOptions & { readonly consistent?: boolean },
  ): Promise<TTypes['deleted'] | undefined>
  /**
   * Queries the deleted items of a partition, by the primary key. Those that are not deleted are read, and charged for, too.
   *
   * @example
   * ```ts
   * await db.orders.deleted.query({ customerId: 'c1' }).all()
   * // Query { KeyConditionExpression: …, FilterExpression: 'attribute_exists(deletedAt)' }
   * ```
   *
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html
   */
  query<
    TInput,
    TCall extends AnyQueryCall = QueryCall<
      TTypes['stored'],
      TTypes['attributes'],
      TTypes['table'],
      'primary',
      TTypes['patterns']['primary']['partition'] & keyof TTypes['stored'],
      TTypes['patterns']['primary']['sort'],
      keyof TInput
    >,
  >(
    key: { readonly [TAttribute in keyof TInput]: unknown } & TCall['key'],
  ): Query<TTypes, 'primary', TTypes['deleted']>
  /**
   * Reads the whole table for deleted items of this entity.
   *
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html
   */
  scan(): Query<TTypes, ScanName, TTypes['deleted']>
}
