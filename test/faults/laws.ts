import type { AttributeMap } from '../../src/protocol/attribute-value.js'
import { entities } from './bazaar.js'
import { overNothing } from './caller.js'
import type { Change, Deed } from './deed.js'
import { keyOf, numberOf, textOf } from './deed.js'
import {
  impliedKeys,
  impliedMembers,
  impliedSentinels,
  indexes,
  storedKeys,
  storedSentinels,
} from './implied.js'
import type { Ledger } from './ledger.js'
import type { World } from './world.js'

type Kind = 'write' | 'delete' | 'restore'

/** What happened in a world beside what its callers were told, and everything in which the two do not agree. */
export async function broken(world: World, ledger: Ledger): Promise<string[]> {
  const changes = (await world.changes()).filter(({ key }) => !key.endsWith(' UNIQUE'))
  return [
    ...ledger.unexpected.map((error) => `nobody can make anything of ${String(error)}`),
    ...brokenPromises(changes, ledger.deeds),
    ...unexplained(changes, ledger.deeds),
    ...brokenVersions(changes, ledger.deeds),
    ...neverStored(changes, ledger),
    ...brokenKeys(changes),
    ...(await brokenIndexes(world)),
  ]
}

/**
 * A change by what it does: writes bear the name of their call; marks of deletion that of the call before, and the next
 * version, where what is overwritten once more has its own.
 */
function kindOf({ old, next }: Change): Kind {
  if (next === undefined) return 'delete'
  const [before, now] = [old?.['deletedAt'] !== undefined, next['deletedAt'] !== undefined]
  const isMark = before !== now && numberOf(next, 'version') === numberOf(old, 'version') + 1
  if (!isMark || textOf(old, 'by') !== textOf(next, 'by')) return 'write'
  return now ? 'delete' : 'restore'
}

const show = ({ way, by, outcome }: Deed): string => `${way} (${by}, ${outcome})`

/**
 * How often each call has written each item: in all, and since the item was last deleted or overwritten regardless, which
 * undoes what was there.
 */
class Tallies {
  readonly #all = new Map<string, number>()
  readonly #since = new Map<string, Map<string, number>>()
  /** The most that was done twice before it was undone. */
  readonly most = new Map<string, number>()

  constructor(changes: readonly Change[], isOverwriting: (change: Change) => boolean) {
    for (const change of changes) {
      const { key, next } = change
      const isWrite = kindOf(change) === 'write'
      if (!isWrite || overNothing(change) || isOverwriting(change)) this.#since.delete(key)
      if (isWrite) this.#add(key, textOf(next, 'by') ?? '')
    }
  }

  all(key: string, by: string): number {
    return this.#all.get(`${by} ${key}`) ?? 0
  }

  since(key: string, by: string): number {
    return this.#since.get(key)?.get(by) ?? 0
  }

  #add(key: string, by: string): void {
    const place = `${by} ${key}`
    const since = this.#since.get(key) ?? new Map<string, number>()
    this.#since.set(key, since.set(by, (since.get(by) ?? 0) + 1))
    this.#all.set(place, this.all(key, by) + 1)
    this.most.set(place, Math.max(this.most.get(place) ?? 0, since.get(by) ?? 0))
  }
}

/** What a call was told is what it did: once if it is done, never if it is not, and as a whole. */
function brokenPromises(changes: readonly Change[], deeds: readonly Deed[]): string[] {
  const problems: string[] = []
  const overwriting = overwritingCalls(deeds)
  const tallies = new Tallies(changes, ({ next }) => overwriting.has(textOf(next, 'by')))
  for (const deed of deeds) {
    const intents = deed.intents.filter(({ kind }) => kind === 'write')
    const times = intents.map(({ key }) => tallies.all(key, deed.by))
    for (const [index, { key }] of intents.entries()) {
      const isDone = deed.outcome === 'done' || (deed.outcome === 'partly' && !deed.leftover.has(key))
      if (isDone && times[index] === 0) problems.push(`${show(deed)}: ${key} is lost`)
      // As documented: what was done and undone while its answer was lost may be refused, or done again.
      if (deed.outcome === 'undone' && tallies.since(key, deed.by) > 0)
        problems.push(`${show(deed)}: ${key} is done all the same: ${String(deed.error)}`)
      if (!deed.isRepeatable && (tallies.most.get(`${deed.by} ${key}`) ?? 0) > 1)
        problems.push(`${show(deed)}: ${key} is done ${times[index]} times`)
    }
    if (deed.isAtomic && new Set(times.map((time) => time > 0)).size > 1)
      problems.push(`${show(deed)}: is done in part`)
  }
  return problems
}

const overwritingCalls = (deeds: readonly Deed[]): ReadonlySet<string | undefined> =>
  new Set(deeds.filter(({ way }) => way === 'overwrite').map(({ by }) => by))

/** Every change is one that a call asked for, and does what that call says. */
function unexplained(changes: readonly Change[], deeds: readonly Deed[]): string[] {
  const problems: string[] = []
  const named = new Map(deeds.map((deed) => [deed.by, deed]))
  for (const change of changes) {
    const kind = kindOf(change)
    const by = textOf(change.next, 'by') ?? ''
    const candidates =
      kind === 'write' ? [named.get(by)] : deeds.filter(({ outcome }) => outcome !== 'undone')
    const isExplained = candidates.some((deed) =>
      deed?.intents.some(
        (intent) => intent.kind === kind && intent.key === change.key && intent.explains(change),
      ),
    )
    if (!isExplained)
      problems.push(
        `${kind} of ${change.key} by ${by} (${named.get(by)?.way}): ${JSON.stringify(change.old)} to ${JSON.stringify(change.next)}`,
      )
  }
  return problems
}

/** Versions count every write of an item; only what is overwritten regardless begins anew, from the clock. */
function brokenVersions(changes: readonly Change[], deeds: readonly Deed[]): string[] {
  const overwriting = overwritingCalls(deeds)
  return changes
    .filter((change) => kindOf(change) !== 'write' || !overwriting.has(textOf(change.next, 'by')))
    .filter(({ old, next }) => numberOf(next, 'version') <= numberOf(old, 'version'))
    .filter((change) => !overNothing(change))
    .map(
      ({ key, old, next }) => `${key}: version ${numberOf(old, 'version')} to ${numberOf(next, 'version')}`,
    )
}

const known = new Map(Object.values(entities).map((entity) => [entity.name as string, entity]))

function parse(item: AttributeMap): string {
  const entity = known.get(textOf(item, '_entity') ?? '')
  if (entity === undefined) throw new Error(`no entity has ${JSON.stringify(item)}`)
  return textOfItem(entity.parse(item))
}

/** An item as text, whatever the order of its attributes. */
function textOfItem(item: unknown): string {
  return JSON.stringify(Object.entries(item as object).sort(([one], [other]) => (one < other ? -1 : 1)))
}

/** What calls gave was stored at some time, what a write gave is what it wrote, and two deletions did not get one item. */
function neverStored(changes: readonly Change[], { read, deeds }: Ledger): string[] {
  const stored = new Set<string>()
  const deleted = new Map<string, number>()
  for (const change of changes) {
    const { old, next } = change
    if (next !== undefined) stored.add(parse(next))
    if (kindOf(change) !== 'delete') continue
    const text = parse(next ?? old ?? {})
    deleted.set(text, (deleted.get(text) ?? 0) + 1)
  }
  const problems = read
    .map(textOfItem)
    .filter((text) => !stored.has(text))
    .map((text) => `was read, and never there: ${text}`)
  for (const deed of deeds) {
    const isDeletion = deed.intents.some(({ kind }) => kind === 'delete')
    for (const item of deed.given) {
      const text = textOfItem(item)
      const left = deleted.get(text) ?? 0
      // Two that delete within one millisecond, and do not hear of it, may both take the mark for theirs.
      const isMarked = 'deletedAt' in (item as object) && deleted.has(text)
      if (isDeletion && left === 0 && !isMarked)
        problems.push(`${show(deed)}: gave what it did not delete: ${text}`)
      if (isDeletion && left > 0) deleted.set(text, left - 1)
      if (!stored.has(text)) problems.push(`${show(deed)}: gave what was never there: ${text}`)
      const isOwn = (item as { readonly by: string }).by === deed.by || deed.isReadBack
      if (!isOwn && deed.intents.every(({ kind }) => kind === 'write'))
        problems.push(`${show(deed)}: gave what another has written: ${text}`)
    }
  }
  return problems
}

/** At no time did an item have other keys of indexes than those that its attributes make. */
function brokenKeys(changes: readonly Change[]): string[] {
  return changes
    .flatMap(({ next }) => (next === undefined ? [] : [next]))
    .filter((item) => JSON.stringify(storedKeys(item)) !== JSON.stringify(impliedKeys(item)))
    .map((item) => `${JSON.stringify(impliedKeys(item))} is what should be in ${JSON.stringify(item)}`)
}

/** Indexes have the items that they must have, and sentinels are those of the members that there are. */
async function brokenIndexes(world: World): Promise<string[]> {
  const items = await world.scan()
  const problems: string[] = []
  const compare = (what: string, actual: readonly string[], expected: readonly string[]): void => {
    const [one, other] = [actual.toSorted().join(', '), expected.toSorted().join(', ')]
    if (one !== other) problems.push(`${what} has ${one}, not ${other}`)
  }
  for (const index of indexes)
    compare(index, (await world.scan(index)).map(keyOf), impliedMembers(index, items))
  const sentinels = items.filter((item) => textOf(item, 'sk') === 'UNIQUE')
  const members = items.filter((item) => textOf(item, '_entity') === 'Member')
  compare('what is unique', storedSentinels(sentinels), impliedSentinels(members))
  return problems
}
