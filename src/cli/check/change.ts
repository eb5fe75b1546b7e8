/** A difference between the layout of the lock file and that of the schema. */
export interface LayoutChange {
  /**
   * What becomes of stored items: nothing (`safe`), some are not found any more (`orphans`), some are not read as they
   * were written (`misreads`), or DynamoDB does not do it to a table that is there (`forbidden`).
   */
  readonly kind: 'safe' | 'orphans' | 'misreads' | 'forbidden'
  /** Table, entity, attribute or index. */
  readonly place: string
  readonly what: string
  /** What to do about it; safe changes need nothing. */
  readonly way?: string
}

/** Whether two layouts say the same, in whatever order. */
export function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other)
}

function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )
}
