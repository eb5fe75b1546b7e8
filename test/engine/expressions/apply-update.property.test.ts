import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyUpdate, parseUpdate } from '../../../src/engine/expressions/index.js'
import { normalizeItem, normalizeValue } from '../../../src/engine/values/index.js'
import type { AttributeMap, AttributeValue } from '../../../src/protocol/attribute-value.js'
import { ServiceError } from '../../../src/protocol/service-errors.js'
import { parameters } from '../../property/runs.js'
import { identity } from '../values/identity.js'
import type { Path } from './generated-items.js'
import { Writer, find, generatedItems, generatedPaths, generatedValues } from './generated-items.js'
import { contextOf } from './requests.js'

type Source =
  | { path: Path }
  | { value: AttributeValue }
  | { ifMissing: Path; source: Source }
  | { append: [Source, Source] }
  | { sum: [Source, Source]; sign: 1 | -1 }

type Action =
  | { section: 'SET'; path: Path; source: Source }
  | { section: 'REMOVE'; path: Path }
  | { section: 'ADD' | 'DELETE'; path: Path; value: AttributeValue }

const numbers = fc.constantFrom('1', '2', '-3').map((N): AttributeValue => ({ N }))
const lists = fc.array(numbers, { maxLength: 2 }).map((L): AttributeValue => ({ L }))
const leafOf = (values: fc.Arbitrary<AttributeValue>): fc.Arbitrary<Source> =>
  fc.oneof(
    { arbitrary: generatedPaths.map((path) => ({ path })), weight: 1 },
    { arbitrary: values.map((value) => ({ value })), weight: 4 },
  )
const operandOf = (values: fc.Arbitrary<AttributeValue>): fc.Arbitrary<Source> =>
  fc.oneof(
    { arbitrary: leafOf(values), weight: 3 },
    { arbitrary: fc.record({ ifMissing: generatedPaths, source: leafOf(values) }), weight: 1 },
  )
const sources: fc.Arbitrary<Source> = fc.oneof(
  operandOf(generatedValues),
  fc.record({ append: fc.tuple(operandOf(lists), operandOf(lists)) }),
  fc.record({
    sum: fc.tuple(operandOf(numbers), operandOf(numbers)),
    sign: fc.constantFrom(1 as const, -1 as const),
  }),
)
const sets = generatedValues.filter(({ SS, NS, BS }) => (SS ?? NS ?? BS) !== undefined)
const actions: fc.Arbitrary<Action> = fc.oneof(
  {
    arbitrary: fc.record({ section: fc.constant('SET' as const), path: generatedPaths, source: sources }),
    weight: 3,
  },
  { arbitrary: fc.record({ section: fc.constant('REMOVE' as const), path: generatedPaths }), weight: 2 },
  fc.record({ section: fc.constant('ADD' as const), path: generatedPaths, value: fc.oneof(numbers, sets) }),
  fc.record({ section: fc.constant('DELETE' as const), path: generatedPaths, value: sets }),
)

/** Keeps the actions whose targets can stand together. */
const updates = fc.array(actions, { minLength: 1, maxLength: 4 }).map((all) => {
  const kept: Action[] = []
  for (const action of all) if (kept.every(({ path }) => areApart(path, action.path))) kept.push(action)
  return kept
})

function areApart(left: Path, right: Path): boolean {
  const index = left.findIndex((step, at) => step !== right[at])
  return index !== -1 && index < right.length && typeof left[index] === typeof right[index]
}

function write(update: readonly Action[], writer: Writer): string {
  const sections = [...new Set(update.map(({ section }) => section))]
  return sections
    .map((section) => {
      const parts = update
        .filter((action) => action.section === section)
        .map((action) => writeAction(action, writer))
      return `${section} ${parts.join(', ')}`
    })
    .join(' ')
}

function writeAction(action: Action, writer: Writer): string {
  const target = writer.path(action.path)
  if (action.section === 'REMOVE') return target
  if (action.section === 'SET') return `${target} = ${writeSource(action.source, writer)}`
  return `${target} ${writer.value(action.value)}`
}

function writeSource(source: Source, writer: Writer): string {
  if ('path' in source) return writer.path(source.path)
  if ('value' in source) return writer.value(source.value)
  if ('ifMissing' in source) {
    return `if_not_exists(${writer.path(source.ifMissing)}, ${writeSource(source.source, writer)})`
  }
  const [left, right] = 'append' in source ? source.append : source.sum
  const texts = [writeSource(left, writer), writeSource(right, writer)]
  return 'append' in source
    ? `list_append(${texts.join(', ')})`
    : texts.join(source.sign === 1 ? ' + ' : ' - ')
}

class Misfit extends Error {}

function evaluate(source: Source, item: AttributeMap): AttributeValue {
  if ('value' in source) return source.value
  if ('path' in source) return find(item, source.path) ?? fail()
  if ('ifMissing' in source) {
    const otherwise = evaluate(source.source, item)
    return find(item, source.ifMissing) ?? otherwise
  }
  const [left, right] = ('append' in source ? source.append : source.sum).map((each) => evaluate(each, item))
  if ('append' in source) return { L: (left?.L ?? fail()).concat(right?.L ?? fail()) }
  // Generated numbers are small and have at most one decimal, so tenths are exact as doubles.
  const tenths = Number(left?.N ?? fail()) * 10 + source.sign * Number(right?.N ?? fail()) * 10
  return { N: String(tenths / 10) }
}

function fail(): never {
  throw new Misfit()
}

/** A list as a record of its indexes, where setting and removing need no shifting; made a list again at the end. */
type Loose = AttributeValue | { sparse: Record<number, Loose> } | { map: Record<string, Loose> }

function loosen(value: AttributeValue): Loose {
  if (value.L !== undefined)
    return { sparse: Object.fromEntries(value.L.map((each, at) => [at, loosen(each)])) }
  if (value.M !== undefined)
    return { map: Object.fromEntries(Object.entries(value.M).map(([k, v]) => [k, loosen(v)])) }
  return value
}

function tighten(value: Loose): AttributeValue {
  if ('sparse' in value) return { L: Object.values(value.sparse).map(tighten) }
  if ('map' in value)
    return { M: Object.fromEntries(Object.entries(value.map).map(([k, v]) => [k, tighten(v)])) }
  return value
}

/** The container of the last step. */
function descend(root: Loose, path: Path): Record<string | number, Loose> {
  let current: Loose | undefined = root
  for (const [at, step] of path.entries()) {
    const members: Record<string | number, Loose> | undefined =
      typeof step === 'number'
        ? current !== undefined && 'sparse' in current
          ? current.sparse
          : undefined
        : current !== undefined && 'map' in current
          ? current.map
          : undefined
    if (members === undefined) fail()
    if (at === path.length - 1) return members
    current = members[step]
  }
  return fail()
}

function elementsOf(value: AttributeValue): string[] {
  return value.SS ?? value.NS ?? (value.BS ?? fail()).map((bytes) => [...bytes].join())
}

function withElements(type: AttributeValue, elements: string[]): AttributeValue {
  if (type.SS !== undefined) return { SS: elements }
  if (type.NS !== undefined) return { NS: elements }
  return { BS: elements.map((text) => Uint8Array.from(text === '' ? [] : text.split(',').map(Number))) }
}

function modelUpdate(update: readonly Action[], item: AttributeMap): AttributeMap {
  const root = loosen({ M: item })
  for (const action of update) {
    const members = descend(root, action.path)
    const step = action.path.at(-1) as string | number
    const current = find(item, action.path)
    if (action.section === 'SET') members[step] = loosen(evaluate(action.source, item))
    else if (action.section === 'REMOVE') delete members[step]
    else if (action.section === 'ADD' && current === undefined) members[step] = action.value
    else if (action.section === 'ADD' && action.value.N !== undefined) {
      members[step] = { N: String((Number(current?.N ?? fail()) * 10 + Number(action.value.N) * 10) / 10) }
    } else if (current !== undefined) {
      if (Object.keys(current)[0] !== Object.keys(action.value)[0]) fail()
      const [own, given] = [elementsOf(current), elementsOf(action.value)]
      const result =
        action.section === 'ADD'
          ? [...new Set([...own, ...given])]
          : own.filter((each) => !given.includes(each))
      if (result.length === 0) delete members[step]
      else members[step] = withElements(current, result)
    }
  }
  return tighten(root).M ?? fail()
}

/** The item afterwards, or undefined where the update does not fit the item. */
function modelOutcome(update: readonly Action[], item: AttributeMap): AttributeMap | undefined {
  try {
    return modelUpdate(update, item)
  } catch (error) {
    if (!(error instanceof Misfit)) throw error
    return undefined
  }
}

describe('an update of an item', () => {
  it('gives what the model gives, refuses what the model refuses, and leaves the item alone', () => {
    fc.assert(
      fc.property(updates, generatedItems, (update, item) => {
        const stored = normalizeItem(item)
        const before = structuredClone(stored)
        const writer = new Writer()
        const text = write(update, writer)
        const outcome = run(text, writer, stored)
        expect(stored).toEqual(before)
        if (outcome.statically !== undefined) {
          expect(outcome.statically).toMatch(/must be distinct|Incorrect operand type/)
          return
        }
        const expected = modelOutcome(update, stored)
        expect({ text, fits: outcome.item !== undefined }).toEqual({ text, fits: expected !== undefined })
        if (outcome.item === undefined || expected === undefined) return
        expect(identity({ M: outcome.item })).toBe(identity({ M: expected }))
        expect(outcome.item).toEqual(normalizeValue({ M: expected }).M)
      }),
      parameters(3000),
    )
  })

  it('is generated so that it often fits', () => {
    const outcomes = fc
      .sample(fc.tuple(updates, generatedItems), { numRuns: 300, seed: 1 })
      .map(([update, item]) => modelOutcome(update, normalizeItem(item)))
    const refused = outcomes.filter((outcome) => outcome === undefined).length
    expect(refused).toBeGreaterThan(50)
    expect(outcomes.length - refused).toBeGreaterThan(100)
  })
})

function run(text: string, writer: Writer, item: AttributeMap): { item?: AttributeMap; statically?: string } {
  const context = contextOf({ ...writer.names, ...writer.values })
  try {
    const node = parseUpdate(text, context)
    context.assertAllUsed()
    return { item: applyUpdate(node, item).item }
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    return error.message.startsWith('Invalid ') ? { statically: error.message } : {}
  }
}
