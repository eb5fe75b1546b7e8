import fc from 'fast-check'
import { conventional } from './expressions.js'
import type { GeneratedRequest } from './requests.js'
import { keyOf, keyValue, sometimes, withoutAbsent } from './requests.js'
import type { GeneratedTable } from './tables.js'
import type { Wire, WireMap } from './values.js'
import { number, ordered, text, value } from './values.js'
import { attributesOf } from './writes.js'

/** A statement with the parameters of its question marks. */
interface Statement {
  readonly text: string
  readonly parameters: readonly Wire[]
}

const names = Object.keys(conventional) as (keyof typeof conventional)[]
const name = fc.constantFrom(...names)

const comparison: fc.Arbitrary<Statement> = fc.oneof(
  fc
    .tuple(name, fc.constantFrom('=', '<>'), value)
    .map(([path, sign, wire]) => ({ text: `"${path}" ${sign} ?`, parameters: [wire] })),
  fc
    .tuple(name, fc.constantFrom('<', '<=', '>', '>='), ordered)
    .map(([path, sign, wire]) => ({ text: `"${path}" ${sign} ?`, parameters: [wire] })),
  name.map((path) => ({ text: `"${path}" IS MISSING`, parameters: [] })),
  name.map((path) => ({ text: `"${path}" IS NOT MISSING`, parameters: [] })),
  fc.tuple(name, text).map(([path, wire]) => ({ text: `begins_with("${path}", ?)`, parameters: [wire] })),
  fc.tuple(name, ordered).map(([path, wire]) => ({ text: `contains("${path}", ?)`, parameters: [wire] })),
  fc.tuple(name, number).map(([path, wire]) => ({ text: `size("${path}") > ?`, parameters: [wire] })),
  fc
    .tuple(name, number, number)
    .map(([path, first, second]) => ({ text: `"${path}" IN (?, ?)`, parameters: [first, second] })),
)

/** The key as a condition. */
function keyed(key: WireMap): Statement {
  return {
    text: Object.keys(key)
      .map((part) => `"${part}" = ?`)
      .join(' AND '),
    parameters: Object.values(key),
  }
}

function and(first: Statement, second: Statement | undefined): Statement {
  if (second === undefined) return first
  return {
    text: `${first.text} AND ${second.text}`,
    parameters: [...first.parameters, ...second.parameters],
  }
}

function select(table: GeneratedTable): fc.Arbitrary<Statement> {
  const columns = fc.oneof(
    fc.constant('*'),
    fc
      .uniqueArray(name, { minLength: 1, maxLength: 3 })
      .map((all) => all.map((one) => `"${one}"`).join(', ')),
  )
  const where = fc.oneof(
    keyOf(table).map(keyed),
    keyValue(table.partition).map((wire) => keyed({ [table.partition.name]: wire })),
    comparison,
  )
  return fc.tuple(columns, where, sometimes(3, comparison)).map(([what, first, more]) => {
    const { text: condition, parameters } = and(first, more)
    return { text: `SELECT ${what} FROM "${table.name}" WHERE ${condition}`, parameters }
  })
}

function change(table: GeneratedTable): fc.Arbitrary<Statement> {
  const setting = fc.oneof(
    name.chain((path) =>
      conventional[path].map((wire): Statement => ({ text: `SET "${path}" = ?`, parameters: [wire] })),
    ),
    name.map((path): Statement => ({ text: `REMOVE "${path}"`, parameters: [] })),
  )
  const returning = sometimes(
    3,
    fc.constantFrom('ALL OLD *', 'ALL NEW *', 'MODIFIED OLD *', 'MODIFIED NEW *'),
  )
  return fc
    .tuple(
      fc.uniqueArray(setting, { minLength: 1, maxLength: 2, selector: (one) => one.text.split('"')[1] }),
      keyOf(table).map(keyed),
      sometimes(2, comparison),
      returning,
    )
    .map(([settings, key, more, returned]) => {
      const where = and(key, more)
      return {
        text: `UPDATE "${table.name}" ${settings.map((one) => one.text).join(' ')} WHERE ${where.text}${
          returned === undefined ? '' : ` RETURNING ${returned}`
        }`,
        parameters: [...settings.flatMap((one) => one.parameters), ...where.parameters],
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
    }
  })
}

function remove(table: GeneratedTable): fc.Arbitrary<Statement> {
  return fc
    .tuple(keyOf(table).map(keyed), sometimes(2, comparison), fc.boolean())
    .map(([key, more, returns]) => {
      const where = and(key, more)
      return {
        text: `DELETE FROM "${table.name}" WHERE ${where.text}${returns ? ' RETURNING ALL OLD *' : ''}`,
        parameters: where.parameters,
      }
    })
}

export function statement(table: GeneratedTable): fc.Arbitrary<GeneratedRequest> {
  return fc
    .oneof(
      { weight: 4, arbitrary: select(table) },
      { weight: 3, arbitrary: change(table) },
      { weight: 2, arbitrary: insert(table) },
      { weight: 1, arbitrary: remove(table) },
    )
    .map(({ text: Statement, parameters }) => ({
      operation: 'ExecuteStatement',
      input: withoutAbsent({
        Statement,
        Parameters: parameters.length === 0 ? undefined : parameters,
      }),
    }))
}
