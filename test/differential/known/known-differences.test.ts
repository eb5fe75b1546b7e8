import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Comparison } from '../comparison.js'
import { isAlike } from '../comparison.js'
import type { Output } from '../contestant.js'
import { tablesOf } from '../generators/tables.js'
import { S } from '../generators/values.js'
import { knownDifferences } from './known-differences.js'

const tables = tablesOf('x')
const [shop] = tables
if (shop === undefined) throw new Error('There is a shop')
const TableName = shop.name

function isExplained(compared: Partial<Comparison>): boolean {
  let rest: Comparison = {
    request: { operation: 'PutItem', input: { TableName } },
    local: { output: {} },
    engine: { output: {} },
    touched: [],
    stored: [],
    queried: [],
    tables,
    ...compared,
  }
  for (const { explain } of knownDifferences) if (!isAlike(rest)) rest = explain(rest) ?? rest
  return isAlike(rest)
}
const answers = (local: Output, engine: Output) => ({ local: { output: local }, engine: { output: engine } })
const refusals = (local: string, engine: string) => ({
  local: { refusal: 'ValidationException', message: local, members: {} },
  engine: { refusal: 'ValidationException', message: engine, members: {} },
})

describe('known differences', () => {
  it('say why the engine answers as the service does, in words that stand where they point to', () => {
    const types = new URL('../../../node_modules/@aws-sdk/client-dynamodb/dist-types/', import.meta.url)
    const files = ['models/', 'commands/'].flatMap((folder) =>
      readdirSync(new URL(folder, types)).map((file) => new URL(folder + file, types)),
    )
    const reference = files
      .filter((file) => /(models\/\w+|(BatchGetItem|TransactWriteItems)Command)\.d\.ts$/.test(file.pathname))
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n')
      .replaceAll(/^ *\* ?|<[^>]*>/gm, '')
      .replaceAll(/\s+/g, ' ')
    const page = readFileSync(new URL('../../../docs/internals/engine-fidelity.md', import.meta.url), 'utf8')
    const source =
      /^(API reference|developer guide, [\w ]+:|command line reference|observed on the service|not confirmed: |docs\/internals\/engine-fidelity\.md: ")/
    const unproven = knownDifferences.filter(({ because }) => {
      const quoted = [...because.matchAll(/"([^"]+)"/g)].map(([, text = '']) => text)
      const text = because.startsWith('docs/') ? page : reference
      const isQuote = /^(docs\/|API reference)/.test(because)
      return !source.test(because) || (isQuote && !quoted.every((quote) => text.includes(quote)))
    })
    expect(unproven.map(({ name, because }) => `${name}: ${because}`)).toEqual([])
  })

  it('are unconfirmed where neither documentation nor a record has the words, and few', () => {
    const unconfirmed = knownDifferences.filter(({ because }) => because.startsWith('not confirmed: '))
    expect(unconfirmed.length).toBeLessThan(knownDifferences.length / 10)
  })

  it('have names of their own', () => {
    const names = knownDifferences.map(({ name }) => name)
    expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([])
  })

  it('explain a read of nothing by the least that a read counts, and no other number', () => {
    const nothing = (units: number): Output => ({
      ConsumedCapacity: { CapacityUnits: units, TableName },
      Count: 0,
      Items: [],
      ScannedCount: 0,
    })
    const input = { TableName, ReturnConsumedCapacity: 'TOTAL' }
    const request = { operation: 'Query', input }
    expect(isExplained({ request, ...answers(nothing(0), nothing(0.5)) })).toBe(true)
    expect(isExplained({ request, ...answers(nothing(0), nothing(1)) })).toBe(false)
    const consistent = { operation: 'Query', input: { ...input, ConsistentRead: true } }
    expect(isExplained({ request: consistent, ...answers(nothing(0), nothing(1)) })).toBe(true)
  })

  it('explain the capacity of a write where the arithmetic gives it, and no other number', () => {
    const key = { pk: S('p1'), sk: S('a') }
    const after = { ...key, g: S('a') }
    const touched = [{ table: shop, kind: 'Put', input: { Item: after }, key, before: undefined, after }]
    const request = {
      operation: 'PutItem',
      input: { TableName, Item: after, ReturnConsumedCapacity: 'TOTAL' },
    }
    const units = (count: number): Output => ({ ConsumedCapacity: { CapacityUnits: count, TableName } })
    expect(isExplained({ request, touched, ...answers(units(3), units(2)) })).toBe(true)
    expect(isExplained({ request, touched, ...answers(units(2), units(3)) })).toBe(false)
  })

  it('explain words that stand for each other, and no others', () => {
    const missing = 'Requested resource not found'
    expect(isExplained(refusals('Cannot do operations on a non-existent table', missing))).toBe(true)
    expect(isExplained(refusals('Cannot do operations on a non-existent table', 'Something else'))).toBe(
      false,
    )
    expect(isExplained(refusals('Something else', missing))).toBe(false)
  })

  it('explain the fault that comes first on the service, and not one that comes later', () => {
    const [early, late] = [
      'Invalid FilterExpression: Syntax error',
      'Query condition missed key schema element: n',
    ]
    const request = { operation: 'Query', input: { TableName }, isSpoilt: true }
    expect(isExplained({ request, ...refusals(late, early) })).toBe(true)
    expect(isExplained({ request, ...refusals(early, late) })).toBe(false)
    expect(isExplained(refusals(late, early))).toBe(false)
  })

  it('explain neither items nor success on one side alone', () => {
    expect(isExplained(answers({ Attributes: { a: S('x') } }, { Attributes: { a: S('y') } }))).toBe(false)
    expect(isExplained({ local: refusals('What?', '').local })).toBe(false)
    expect(isExplained({ engine: refusals('', 'What?').engine })).toBe(false)
  })

  it('explain numbers inside of documents by their value', () => {
    const list = (...all: string[]): Output => ({ Item: { a: { L: all.map((N) => ({ N })) } } })
    const given = ['1.0', '1e2', '-0', '+5', '.5', '1E-3']
    expect(isExplained(answers(list(...given), list('1', '100', '0', '5', '0.5', '0.001')))).toBe(true)
    expect(isExplained(answers(list('1.0'), list('1.00')))).toBe(false)
  })
})
