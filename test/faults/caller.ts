import type { Item } from 'monotable'
import type { Account, Event, Member, Tally, Task } from './bazaar.js'
import type { Change, Intent } from './deed.js'
import { numberOf, textOf } from './deed.js'
import type { Ledger } from './ledger.js'
import type { World } from './world.js'

/** Items that were read earlier, for whoever comes back with an old one. */
export interface Shelf {
  readonly accounts: Map<string, Item<typeof Account>>
  readonly tallies: Map<string, Item<typeof Tally>>
  readonly members: Map<string, Item<typeof Member>>
  readonly tasks: Map<string, Item<typeof Task>>
  readonly events: Map<string, Item<typeof Event>>
}

/** One of those who call at the same time: what it calls with, and where it is written down. */
export interface Caller {
  readonly db: World['db']
  readonly world: World
  readonly ledger: Ledger
  readonly shelf: Shelf
  /** A name that no other call has. */
  readonly by: string
  readonly id: string
  readonly other: string
  readonly count: number
  readonly isStale: boolean
  pick<TValue>(...values: readonly TValue[]): TValue
}

export type Way = (caller: Caller) => Promise<unknown>

/** What a caller has of an item: as it is now, or as somebody read it a while ago. */
export async function readBy<TItem>(
  { ledger, isStale, id }: Caller,
  shelf: Map<string, TItem>,
  get: () => Promise<TItem | undefined>,
): Promise<TItem | undefined> {
  const old = shelf.get(id)
  if (isStale && old !== undefined) return old
  let read: TItem | undefined
  await ledger.look(async () => (read = await get()))
  if (read !== undefined) shelf.set(id, read)
  return read
}

const expiresAt = (item: Change['old']): number => numberOf(item, 'expiresAt')

/** That nothing is there, or nothing that has not expired by the time of the change. */
export function overNothing({ old, next }: Change): boolean {
  if (old === undefined) return true
  return expiresAt(old) <= Date.parse(textOf(next, 'updatedAt') ?? '') / 1000
}

/** That so much was added to what was there. */
export const added =
  (amount: number, name = 'count') =>
  ({ old, next }: Change): boolean =>
    old !== undefined && numberOf(next, name) === numberOf(old, name) + amount

/** That it now holds a number. */
export const holding =
  (count: number, name = 'count') =>
  ({ next }: Change): boolean =>
    numberOf(next, name) === count

export const all =
  (...conditions: readonly ((change: Change) => boolean)[]) =>
  (change: Change): boolean =>
    conditions.every((condition) => condition(change))

/** That the item is the one that was read, and has the next version. */
export const after =
  (read: { readonly version: number; readonly createdAt: Date }, item: 'whole' | 'deleted' = 'whole') =>
  ({ old, next }: Change): boolean =>
    numberOf(old, 'version') === read.version &&
    textOf(old, 'createdAt') === read.createdAt.toISOString() &&
    (item === 'deleted' || numberOf(next, 'version') === read.version + 1)

export const always = (): boolean => true

export const write = (key: string, explains: (change: Change) => boolean): Intent => ({
  key,
  explains,
  kind: 'write',
})
export const removal = (key: string, explains: (change: Change) => boolean = always): Intent => ({
  key,
  explains,
  kind: 'delete',
})
export const restoration = (key: string, explains: (change: Change) => boolean = always): Intent => ({
  key,
  explains,
  kind: 'restore',
})
