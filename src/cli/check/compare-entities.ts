import type { LayoutChange } from './change.js'
import { isSame } from './change.js'
import { attributeChanges } from './compare-attributes.js'
import { grownShards, keyDifference } from './compare-keys.js'
import type { EntityLayout, IndexEntryLayout, KeyLayout } from './layout.types.js'

type Entities = Readonly<Record<string, EntityLayout>>

/** What became of the entities of a table. */
export function entityChanges(table: string, before: Entities, after: Entities): readonly LayoutChange[] {
  const renames = renamed(before, after)
  return [
    ...Object.entries(after).flatMap(([name, entity]) => {
      const oldName = renames.get(name) ?? name
      const known = before[oldName]
      const place = `table ${table}, entity ${name}`
      if (known === undefined) return [{ kind: 'safe' as const, place, what: 'it is new' }]
      const rename = { kind: 'safe' as const, place, what: `it was called ${oldName}` }
      return [...(oldName === name ? [] : [rename]), ...changesOf(place, known, entity)]
    }),
    ...Object.keys(before)
      .filter((name) => after[name] === undefined && ![...renames.values()].includes(name))
      .map((name) => removal(table, name)),
  ]
}

/** New names by which stored items still name their entity. */
function renamed(before: Entities, after: Entities): ReadonlyMap<string, string> {
  const gone = Object.entries(before).filter(([name]) => after[name] === undefined)
  const pairs = Object.entries(after).flatMap(([name, { entityValue, key }]) => {
    if (before[name] !== undefined) return []
    const old = gone.find(([, layout]) => layout.entityValue === entityValue && isSame(layout.key, key))
    return old === undefined ? [] : [[name, old[0]] as const]
  })
  return new Map(pairs)
}

function removal(table: string, name: string): LayoutChange {
  return {
    kind: 'orphans',
    place: `table ${table}, entity ${name}`,
    what: 'it is gone: its items are no entity any more',
    way: `keep it, or give it back; if it has another name now, set entityValue: '${name}'. Once its items are deleted, run monotable check --accept`,
  }
}

function changesOf(place: string, before: EntityLayout, after: EntityLayout): readonly LayoutChange[] {
  return [
    ...markerChanges(place, before, after),
    ...primaryChanges(place, before, after),
    ...indexChanges(place, before, after),
    ...uniqueChanges(place, before.unique ?? {}, after.unique ?? {}),
    ...attributeChanges(place, before.attributes, after.attributes),
    ...keptChanges(place, before, after),
  ]
}

function markerChanges(place: string, before: EntityLayout, after: EntityLayout): readonly LayoutChange[] {
  const { entityValue: old } = before
  // Where the table stops to name entities, or begins to, the table says so.
  if (old === undefined || after.entityValue === undefined || old === after.entityValue) return []
  return [
    {
      kind: 'misreads',
      place,
      what: `stored items name it ${old}, and it would look for ${after.entityValue}`,
      way: `set entityValue: '${old}'`,
    },
  ]
}

function primaryChanges(place: string, before: EntityLayout, after: EntityLayout): readonly LayoutChange[] {
  const difference = keyDifference(before.key, after.key)
  if (difference === undefined) return []
  return [
    {
      kind: 'orphans',
      place: `${place}, primary key`,
      what: `${difference}: stored items are not found any more`,
      way: 'keep it; or write the items under their new keys, delete the old ones, then run monotable check --accept',
    },
  ]
}

function indexChanges(place: string, before: EntityLayout, after: EntityLayout): readonly LayoutChange[] {
  const names = new Set([...Object.keys(before.indexes), ...Object.keys(after.indexes)])
  return [...names].flatMap((index) => {
    const [old, now] = [before.indexes[index], after.indexes[index]]
    const at = `${place}, access pattern ${(now ?? old)?.accessPattern ?? ''}`
    if (now === undefined)
      return [{ kind: 'safe' as const, place: at, what: `it is gone from index ${index}` }]
    if (old === undefined) return [newEntry(at, index, now, before)]
    return changedEntry(at, index, old, now)
  })
}

/** An index of attributes that items have anyway is filled by DynamoDB; one of templates lacks what was stored before. */
function newEntry(
  place: string,
  index: string,
  { key }: IndexEntryLayout,
  before: EntityLayout,
): LayoutChange {
  const known = [before.key, ...Object.values(before.indexes).map((entry) => entry.key)].flat()
  const isFilled = (each: KeyLayout): boolean => {
    const stored = known.find(({ name }) => name === each.name)
    if (stored !== undefined) return keyDifference([stored], [each]) === undefined
    return each.template === undefined && each.copyOf === undefined
  }
  const missing = key.filter((each) => !isFilled(each)).map(({ name }) => name)
  if (missing.length === 0)
    return { kind: 'safe', place, what: `it is new, over index ${index}, and DynamoDB fills that` }
  return {
    kind: 'orphans',
    place,
    what: `it is new, and items stored before lack ${missing.join(' and ')}: index ${index} does not have them`,
    way: "write them again (scan, then update with reindex: 'read'), then run monotable check --accept",
  }
}

function changedEntry(
  place: string,
  index: string,
  before: IndexEntryLayout,
  after: IndexEntryLayout,
): readonly LayoutChange[] {
  const changes: LayoutChange[] = []
  const difference = keyDifference(before.key, after.key)
  const shards = grownShards(before.key, after.key)
  if (difference !== undefined)
    changes.push({
      kind: 'orphans',
      place,
      what: `${difference}: stored items stand in index ${index} under their old keys`,
      way: 'keep it; or make the new one beside it over another index, write the items again, and let go of the old one; or write them again at once, then run monotable check --accept',
    })
  else if (shards !== undefined)
    changes.push({ kind: 'safe', place, what: `it has ${shards.to} shards, and had ${shards.from}` })
  if (before.accessPattern !== after.accessPattern)
    changes.push({ kind: 'safe', place, what: `it was called ${before.accessPattern}` })
  return changes
}

type Uniques = Readonly<Record<string, readonly KeyLayout[]>>

function uniqueChanges(place: string, before: Uniques, after: Uniques): readonly LayoutChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].flatMap((name): readonly LayoutChange[] => {
    const [old, now] = [before[name], after[name]]
    const at = `${place}, unique constraint ${name}`
    if (old === undefined)
      return [
        {
          kind: 'misreads',
          place: at,
          what: 'it is new, and items stored before hold no value: others could take theirs',
          way: 'claim the values of the stored items (scan, then claim each), then run monotable check --accept',
        },
      ]
    if (now === undefined)
      return [
        {
          kind: 'orphans',
          place: at,
          what: 'it is gone: the sentinels that hold its values stay in the table',
          way: 'delete them, then run monotable check --accept',
        },
      ]
    const difference = keyDifference(old, now)
    if (difference === undefined) return []
    return [
      {
        kind: 'orphans',
        place: at,
        what: `${difference}: the sentinels of stored items are not found any more`,
        way: 'keep it; or make a new constraint beside it, write the items again, then run monotable check --accept',
      },
    ]
  })
}

const keptWords = {
  version: 'items count their changes elsewhere, and those that are stored would begin anew',
  createdAt: 'items keep the time of their creation elsewhere',
  updatedAt: 'items keep the time of their last change elsewhere',
  softDelete: 'items that were deleted would be back',
} as const

function keptChanges(place: string, before: EntityLayout, after: EntityLayout): readonly LayoutChange[] {
  return (Object.keys(keptWords) as (keyof typeof keptWords)[]).flatMap((word): readonly LayoutChange[] => {
    const [old, now] = [before[word], after[word]]
    const at = `${place}, ${word}`
    if (old === now) return []
    if (old === undefined) return [{ kind: 'safe', place: at, what: `${now ?? ''} is new` }]
    if (now === undefined && word !== 'softDelete')
      return [{ kind: 'safe', place: at, what: `${old} is no longer kept` }]
    return [
      {
        kind: 'misreads',
        place: at,
        what: `it was ${old} and is ${now ?? 'gone'}: ${keptWords[word]}`,
        way: `call it ${old}; or write the stored items again, then run monotable check --accept`,
      },
    ]
  })
}
