import fc from 'fast-check'
import { conventional } from './expressions.js'
import type { GeneratedRequest } from './requests.js'
import { keyOf, keyValue, sometimes, withoutAbsent } from './requests.js'
import type { GeneratedIndex, GeneratedTable } from './tables.js'
import type { Wire, WireMap } from './values.js'
import { flag, list, number, numberSet, ordered, smallNumber, text, textSet, value } from './values.js'
import { attributesOf } from './writes.js'

/** A piece of a statement with the parameters of its question marks. */
interface Part {
  readonly text: string
  readonly parameters: readonly Wire[]
}

/** A statement, and the item that it is about where it names one by its key. */
export interface Statement extends Part {
  readonly item?: { readonly table: string; readonly key: WireMap }
}

const names = Object.keys(conventional) as (keyof typeof conventional)[]
const name = fc.constantFrom(...names)
const path = fc.oneof(
  { weight: 6, arbitrary: name.map((one) => `"${one}"`) },
  { weight: 1, arbitrary: fc.constantFrom('"m"."a"', 'm.b', 'ls[0]', '"ls"[1]') },
)

const test = (pattern: string, ...parameters: fc.Arbitrary<Wire>[]): fc.Arbitrary<Part> =>
  fc
    .tuple(path, fc.tuple(...parameters))
    .map(([at, given]) => ({ text: pattern.replace('$', at), parameters: given }))

const simple: fc.Arbitrary<Part> = fc.oneof(
  fc.constantFrom('=', '<>').chain((sign) => test(`$ ${sign} ?`, value)),
  fc.constantFrom('<', '<=', '>', '>=').chain((sign) => test(`$ ${sign} ?`, ordered)),
  fc.constantFrom('$ IS MISSING', '$ IS NOT MISSING', '$ IS NULL', '$ IS NOT NULL').chain((one) => test(one)),
  test('begins_with($, ?)', text),
  test('contains($, ?)', ordered),
  test('size($) > ?', number),
  test(
    'attribute_type($, ?)',
    fc.constantFrom('S', 'N', 'SS', 'L', 'M').map((S) => ({ S })),
  ),
  test('$ IN (?, ?)', number, number),
  test('$ BETWEEN ? AND ?', fc.constant({ N: '-1' }), fc.constant({ N: '2' })),
)
const comparison: fc.Arbitrary<Part> = fc.oneof(
  { weight: 5, arbitrary: simple },
  { weight: 1, arbitrary: simple.map((one) => ({ ...one, text: `NOT ${one.text}` })) },
  { weight: 1, arbitrary: fc.tuple(simple, simple).map(([left, right]) => joined(left, 'OR', right)) },
)

function joined(left: Part, word: string, right: Part): Part {
  return {
    text: `(${left.text} ${word} ${right.text})`,
    parameters: [...left.parameters, ...right.parameters],
  }
}

/** The key as a condition. */
function keyed(key: WireMap): Part {
  return {
    text: Object.keys(key)
      .map((part) => `"${part}" = ?`)
      .join(' AND '),
    parameters: Object.values(key),
  }
}

function and(first: Part, second: Part | undefined): Part {
  if (second === undefined) return first
  return {
    text: `${first.text} AND ${second.text}`,
    parameters: [...first.parameters, ...second.parameters],
  }
}

const columns = fc.oneof(
  fc.constant('*'),
  fc
    .uniqueArray(path, { minLength: 1, maxLength: 3, selector: (one) => /\w+/.exec(one)?.[0] })
    .map((all) => all.join(', ')),
)

/** Reads one item by its key. */
export function selectOne(table: GeneratedTable): fc.Arbitrary<Statement> {
  return fc.tuple(columns, keyOf(table)).map(([what, key]) => {
    const { text: condition, parameters } = keyed(key)
    return {
      text: `SELECT ${what} FROM "${table.name}" WHERE ${condition}`,
      parameters,
      item: { table: table.name, key },
    }
  })
}

/** A partition, or several of them, with a range of the sort key at times. */
function whereOf({
  partition,
  sort,
}: Pick<GeneratedIndex, 'partition' | 'sort'>): fc.Arbitrary<{ part: Part; order: string }> {
  const [first] = partition
  const [second] = sort
  if (first === undefined) throw new Error('A key has a partition')
  const rest = partition.slice(1).map((one) => keyValue(one).map((wire) => [one.name, wire] as const))
  const pinned = fc.tuple(keyValue(first), fc.tuple(...rest)).map(([wire, others]) => ({
    part: keyed(Object.fromEntries([[first.name, wire] as const, ...others])),
    order: second === undefined ? '' : ` ORDER BY "${second.name}"`,
  }))
  const several = fc.tuple(keyValue(first), keyValue(first)).map(([left, right]) => ({
    part: { text: `"${first.name}" IN (?, ?)`, parameters: [left, right] },
    order: '',
  }))
  if (second === undefined) return partition.length > 1 ? pinned : fc.oneof(pinned, several)
  const ranged = fc
    .tuple(pinned, fc.constantFrom('=', '<', '<=', '>', '>='), keyValue(second))
    .map(([{ part, order }, sign, wire]) => ({
      part: and(part, { text: `"${second.name}" ${sign} ?`, parameters: [wire] }),
      order,
    }))
  return partition.length > 1 ? fc.oneof(pinned, ranged) : fc.oneof(pinned, several, ranged)
}

/** Reads from the table or an index: some keys of it, or all of it. */
function select(table: GeneratedTable): fc.Arbitrary<Statement> {
  return fc.constantFrom(undefined, ...table.indexes).chain((index) => {
    const keys = index ?? { partition: [table.partition], sort: table.sort ? [table.sort] : [] }
    const all = comparison.map((part) => ({ part, order: '' }))
    const where = fc.oneof({ weight: 3, arbitrary: whereOf(keys) }, { weight: 1, arbitrary: all })
    const order = sometimes(2, fc.constantFrom('', ' ASC', ' DESC'))
    return fc
      .tuple(columns, where, sometimes(3, comparison), order)
      .map(([what, { part, order: by }, more, direction]) => {
        const { text: condition, parameters } = and(part, more)
        const source = index === undefined ? `"${table.name}"` : `"${table.name}"."${index.name}"`
        const ordering = by === '' || direction === undefined ? '' : by + direction
        return { text: `SELECT ${what} FROM ${source} WHERE ${condition}${ordering}`, parameters }
      })
  })
}

const set = (pattern: string, given: fc.Arbitrary<Wire>): fc.Arbitrary<Part> =>
  given.map((wire) => ({ text: `SET ${pattern}`, parameters: [wire] }))
const setting: fc.Arbitrary<Part> = fc.oneof(
  { weight: 4, arbitrary: name.chain((at) => set(`"${at}" = ?`, conventional[at])) },
  { weight: 2, arbitrary: name.map((at) => ({ text: `REMOVE "${at}"`, parameters: [] })) },
  { weight: 1, arbitrary: set('"c" = "c" + ?', smallNumber) },
  { weight: 1, arbitrary: set('"c" = "c" - ?', smallNumber) },
  { weight: 1, arbitrary: set('"ls" = list_append("ls", ?)', list) },
  { weight: 1, arbitrary: set('"ss" = set_add("ss", ?)', textSet) },
  { weight: 1, arbitrary: set('"ns" = set_delete("ns", ?)', numberSet) },
  { weight: 1, arbitrary: set('"m"."a" = ?', value) },
  { weight: 1, arbitrary: set('"ls"[0] = ?', flag) },
)

function change(table: GeneratedTable): fc.Arbitrary<Statement> {
  const returning = sometimes(
    3,
    fc.constantFrom('ALL OLD *', 'ALL NEW *', 'MODIFIED OLD *', 'MODIFIED NEW *'),
  )
  return fc
    .tuple(
      fc.uniqueArray(setting, { minLength: 1, maxLength: 2, selector: (one) => one.text.split('"')[1] }),
      keyOf(table),
      sometimes(2, comparison),
      returning,
    )
    .map(([settings, key, more, returned]) => {
      const where = and(keyed(key), more)
      return {
        text: `UPDATE "${table.name}" ${settings.map((one) => one.text).join(' ')} WHERE ${where.text}${
          returned === undefined ? '' : ` RETURNING ${returned}`
        }`,
        parameters: [...settings.flatMap((one) => one.parameters), ...where.parameters],
        item: { table: table.name, key },
      }
    })
}

function insert(table: GeneratedTable): fc.Arbitrary<Statement> {
  return fc.tuple(attributesOf(table), keyOf(table)).map(([attributes, key]) => {
    const item = { ...attributes, ...key }
    return {
      text: `INSERT INTO "${table.name}" VALUE {${Object.keys(item)
        .map((one) => `'${one}': ?`)
        .join(', ')}}`,
      parameters: Object.values(item),
      item: { table: table.name, key },
    }
  })
}

function remove(table: GeneratedTable): fc.Arbitrary<Statement> {
  return fc.tuple(keyOf(table), sometimes(2, comparison), fc.boolean()).map(([key, more, returns]) => {
    const where = and(keyed(key), more)
    return {
      text: `DELETE FROM "${table.name}" WHERE ${where.text}${returns ? ' RETURNING ALL OLD *' : ''}`,
      parameters: where.parameters,
      item: { table: table.name, key },
    }
  })
}

/** Writes one item. */
export function writing(table: GeneratedTable): fc.Arbitrary<Statement> {
  return fc.oneof(
    { weight: 3, arbitrary: change(table) },
    { weight: 2, arbitrary: insert(table) },
    { weight: 1, arbitrary: remove(table) },
  )
}

/** A condition on an item that a transaction does not write. */
export function existing(table: GeneratedTable): fc.Arbitrary<Statement> {
  return fc.tuple(keyOf(table), comparison).map(([key, more]) => {
    const { text: condition, parameters } = and(keyed(key), more)
    return {
      text: `EXISTS(SELECT * FROM "${table.name}" WHERE ${condition})`,
      parameters,
      item: { table: table.name, key },
    }
  })
}

/** A statement as requests have it: no list where it has no question marks. */
export function asInput({ text: Statement, parameters }: Part): Readonly<Record<string, unknown>> {
  return withoutAbsent({ Statement, Parameters: parameters.length === 0 ? undefined : parameters })
}

export function statement(table: GeneratedTable): fc.Arbitrary<GeneratedRequest> {
  const reading = fc
    .record({
      statement: fc.oneof(selectOne(table), select(table)),
      ConsistentRead: sometimes(2, fc.boolean()),
      Limit: sometimes(3, fc.integer({ min: 1, max: 3 })),
    })
    .map(({ statement: one, ...members }) => ({
      operation: 'ExecuteStatement',
      input: withoutAbsent({ ...asInput(one), ...members }),
    }))
  const changing = fc
    .record({ statement: writing(table), failure: sometimes(2, fc.constant('ALL_OLD')) })
    .map(({ statement: one, failure }) => ({
      operation: 'ExecuteStatement',
      input: withoutAbsent({ ...asInput(one), ReturnValuesOnConditionCheckFailure: failure }),
      ...(one.item && { written: [one.item] }),
    }))
  return fc.oneof({ weight: 4, arbitrary: reading }, { weight: 6, arbitrary: changing })
}
