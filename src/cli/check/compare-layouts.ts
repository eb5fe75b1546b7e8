import type { LayoutChange } from './change.js'
import { isSame } from './change.js'
import { entityChanges } from './compare-entities.js'
import type { IndexLayout, KeyAttributeLayout, Layout, TableLayout } from './layout.types.js'

/** Everything that differs between the layout in which items are stored and the one in which they would be read. */
export function compareLayouts(before: Layout, after: Layout): readonly LayoutChange[] {
  return [
    ...Object.entries(after.tables).flatMap(([name, table]) => {
      const known = before.tables[name]
      if (known === undefined) return [{ kind: 'safe' as const, place: `table ${name}`, what: 'it is new' }]
      return [...tableChanges(name, known, table), ...entityChanges(name, known.entities, table.entities)]
    }),
    ...Object.keys(before.tables)
      .filter((name) => after.tables[name] === undefined)
      .map((name): LayoutChange => ({
        kind: 'orphans',
        place: `table ${name}`,
        what: 'it is gone from the schema, with everything that is stored in it',
        way: 'keep its name (that in AWS can be another: see tables in the configuration). Once it is deleted, run monotable check --accept',
      })),
  ]
}

function tableChanges(name: string, before: TableLayout, after: TableLayout): readonly LayoutChange[] {
  const place = `table ${name}`
  return [
    ...primaryKeyChanges(place, before, after),
    ...timeToLiveChanges(place, before.timeToLive, after.timeToLive),
    ...streamChanges(place, before.stream, after.stream),
    ...entityAttributeChanges(place, before.entityAttribute, after.entityAttribute),
    ...indexChanges(place, before, after),
  ]
}

function primaryKeyChanges(place: string, before: TableLayout, after: TableLayout): readonly LayoutChange[] {
  const [old, now] = [before, after].map((table) => [table.partitionKey, table.sortKey])
  if (isSame(old, now)) return []
  return [
    {
      kind: 'forbidden',
      place,
      what: `its primary key is ${keyText([after.partitionKey], [after.sortKey])}, and was ${keyText([before.partitionKey], [before.sortKey])}: DynamoDB does not change that of a table that is there`,
      way: 'define a new table under another name, and copy the items',
    },
  ]
}

function timeToLiveChanges(
  place: string,
  before: string | undefined,
  after: string | undefined,
): readonly LayoutChange[] {
  if (before === after) return []
  const at = `${place}, time to live`
  if (before === undefined) return [{ kind: 'safe', place: at, what: `${after ?? ''} is new` }]
  return [
    {
      kind: 'misreads',
      place: at,
      what: `it was ${before} and is ${after ?? 'gone'}: items that are stored would not expire any more`,
      way: `keep ${before}; or write the expiry of the stored items anew, then run monotable check --accept`,
    },
  ]
}

function streamChanges(
  place: string,
  before: string | undefined,
  after: string | undefined,
): readonly LayoutChange[] {
  if (before === after) return []
  const at = `${place}, stream`
  if (before === undefined) return [{ kind: 'safe', place: at, what: `${after ?? ''} is new` }]
  if (after === undefined) return [{ kind: 'safe', place: at, what: 'it is gone' }]
  return [
    {
      kind: 'forbidden',
      place: at,
      what: `its records are ${after}, and were ${before}: DynamoDB does not change that of a stream`,
      way: 'take the stream out, deploy, and put it in again: it is a new stream, with another ARN. Then run monotable check --accept',
    },
  ]
}

function entityAttributeChanges(
  place: string,
  before: string | undefined,
  after: string | undefined,
): readonly LayoutChange[] {
  if (before === after) return []
  return [
    {
      kind: 'misreads',
      place,
      what: `items name their entity in ${before ?? 'no attribute'}, and would be asked for ${after ?? 'none'}`,
      way: `set entityAttribute: ${before === undefined ? 'false' : `'${before}'`}; or write the stored items again, then run monotable check --accept`,
    },
  ]
}

function indexChanges(place: string, before: TableLayout, after: TableLayout): readonly LayoutChange[] {
  const names = new Set([...Object.keys(before.indexes), ...Object.keys(after.indexes)])
  return [...names].flatMap((name) =>
    indexChange(`${place}, index ${name}`, before.indexes[name], after.indexes[name]),
  )
}

function indexChange(
  place: string,
  before: IndexLayout | undefined,
  after: IndexLayout | undefined,
): readonly LayoutChange[] {
  const isLocal = (before ?? after)?.kind === 'local'
  const onlyAtCreation = 'DynamoDB has local indexes from the creation of their table to its end'
  const wayOfLocal = 'use a global index; or define a new table under another name, and copy the items'
  if (isSame(before, after)) return []
  if (before === undefined || after === undefined) {
    const what = before === undefined ? 'it is new' : 'it is gone'
    if (!isLocal) return [{ kind: 'safe', place, what }]
    return [{ kind: 'forbidden', place, what: `${what}: ${onlyAtCreation}`, way: wayOfLocal }]
  }
  const differences = [
    ...(before.kind === after.kind ? [] : [`it is ${after.kind}, and was ${before.kind}`]),
    ...(isSame(keysOf(before), keysOf(after))
      ? []
      : [
          `its key is ${keyText(after.partitionKey, after.sortKey)}, and was ${keyText(before.partitionKey, before.sortKey)}`,
        ]),
    ...(isSame(before.projection, after.projection)
      ? []
      : [`it projects ${String(after.projection)}, and projected ${String(before.projection)}`]),
  ]
  return [
    {
      kind: 'forbidden',
      place,
      what: `${differences.join('; ')}: DynamoDB does not change an index that is there`,
      way: isLocal
        ? wayOfLocal
        : 'define a second index under another name, move the access patterns there, then take out this one',
    },
  ]
}

const keysOf = ({ partitionKey, sortKey }: IndexLayout) => [partitionKey, sortKey]

function keyText(
  partition: readonly (KeyAttributeLayout | undefined)[],
  sort: readonly (KeyAttributeLayout | undefined)[],
): string {
  const texts = [...partition, ...sort].flatMap((each) =>
    each === undefined ? [] : [`${each.name} (${each.type})`],
  )
  return texts.join(', ')
}
