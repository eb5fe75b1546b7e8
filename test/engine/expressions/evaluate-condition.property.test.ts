import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AttributeMap, AttributeValue } from '../../../src/protocol/attribute-value.js'
import { parameters } from '../../property/runs.js'
import { compareFractions, toFraction } from '../values/decimals.js'
import { identity } from '../values/identity.js'
import type { Path } from './generated-items.js'
import {
  Writer,
  find,
  generatedItems,
  generatedPaths,
  generatedValues,
  orderedScalars,
} from './generated-items.js'
import { check, refusal } from './requests.js'

/** A condition as the model sees it, independent of the engine's. */
type Model =
  | { is: 'and'; left: Model; right: Model }
  | { is: 'or'; left: Model; right: Model }
  | { is: 'not'; of: Model }
  | { is: 'test'; name: string; operands: Term[] }

type Term = { path: Path } | { value: AttributeValue } | { size: { path: Path } | { value: AttributeValue } }

const comparators = ['=', '<>', '<', '<=', '>', '>=']
const types = ['S', 'N', 'B', 'SS', 'NS', 'BS', 'L', 'M', 'BOOL', 'NULL']

const paths = generatedPaths.map((path) => ({ path }))
const termsOf = (values: fc.Arbitrary<AttributeValue>): fc.Arbitrary<Term> =>
  fc.oneof(
    { arbitrary: paths, weight: 4 },
    { arbitrary: values.map((value) => ({ value })), weight: 4 },
    { arbitrary: paths.map((size) => ({ size })), weight: 1 },
  )
const terms: fc.Arbitrary<Term> = fc.oneof(
  { arbitrary: termsOf(generatedValues), weight: 15 },
  { arbitrary: generatedValues.map((value) => ({ size: { value } })), weight: 1 },
)
/** Terms that operators of order admit, nearly always. */
const ordered = fc.oneof({ arbitrary: termsOf(orderedScalars), weight: 30 }, { arbitrary: terms, weight: 1 })
const textual = fc.oneof(
  {
    arbitrary: fc.oneof(
      paths,
      orderedScalars.filter(({ N }) => N === undefined).map((value) => ({ value })),
    ),
    weight: 30,
  },
  { arbitrary: terms, weight: 1 },
)
const test = (name: string, ...operands: fc.Arbitrary<Term>[]): fc.Arbitrary<Model> =>
  fc.tuple(...operands).map((each) => ({ is: 'test', name, operands: each }))

const tests: fc.Arbitrary<Model> = fc.oneof(
  fc.constantFrom('=', '<>').chain((name) => test(name, terms, terms)),
  fc.constantFrom(...comparators).chain((name) => test(name, ordered, ordered)),
  test('BETWEEN', ordered, ordered, ordered),
  fc
    .array(terms, { minLength: 2, maxLength: 4 })
    .map((operands): Model => ({ is: 'test', name: 'IN', operands })),
  test(
    'attribute_exists',
    generatedPaths.map((path) => ({ path })),
  ),
  test(
    'attribute_not_exists',
    generatedPaths.map((path) => ({ path })),
  ),
  test(
    'attribute_type',
    terms,
    fc.constantFrom(...types).map((S) => ({ value: { S } })),
  ),
  test('begins_with', textual, textual),
  test('contains', terms, terms),
)

const conditions = fc.letrec<{ condition: Model }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2 },
    tests,
    fc.record({ is: fc.constant('and' as const), left: tie('condition'), right: tie('condition') }),
    fc.record({ is: fc.constant('or' as const), left: tie('condition'), right: tie('condition') }),
    fc.record({ is: fc.constant('not' as const), of: tie('condition') }),
  ),
})).condition

const binding = { or: 0, and: 1, not: 2, test: 3 }

/** Writes parentheses only where the binding of operators asks for them. */
function write(model: Model, writer: Writer, around = 0): string {
  const own = binding[model.is]
  const text = (() => {
    if (model.is === 'not') return `NOT ${write(model.of, writer, own)}`
    if (model.is !== 'test') {
      return `${write(model.left, writer, own)} ${model.is.toUpperCase()} ${write(model.right, writer, own + 1)}`
    }
    const [first = '', ...others] = model.operands.map((term) => writeTerm(term, writer))
    if (comparators.includes(model.name)) return `${first} ${model.name} ${others[0]}`
    if (model.name === 'BETWEEN') return `${first} BETWEEN ${others.join(' AND ')}`
    if (model.name === 'IN') return `${first} IN (${others.join(', ')})`
    return `${model.name}(${[first, ...others].join(', ')})`
  })()
  return own < around ? `(${text})` : text
}

function writeTerm(term: Term, writer: Writer): string {
  if ('path' in term) return writer.path(term.path)
  return 'value' in term ? writer.value(term.value) : `size(${writeTerm(term.size, writer)})`
}

const typeOf = (value: AttributeValue) => Object.keys(value)[0] as string

/** Whether the service refuses the condition before it looks at any item. */
function isRefused(model: Model): boolean {
  if (model.is === 'not') return isRefused(model.of)
  if (model.is !== 'test') return isRefused(model.left) || isRefused(model.right)
  const [first, ...others] = model.operands as [Term, ...Term[]]
  if (
    model.operands.some(
      (term) =>
        'size' in term && 'value' in term.size && ['N', 'BOOL', 'NULL'].includes(typeOf(term.size.value)),
    )
  )
    return true
  const isRepeated =
    'path' in first && others.some((each) => 'path' in each && each.path.join('|') === first.path.join('|'))
  const known = model.operands.map((term) =>
    'value' in term ? typeOf(term.value) : 'size' in term ? 'N' : undefined,
  )
  const allKnownIn = (...allowed: string[]) =>
    known.every((type) => type === undefined || allowed.includes(type))
  if (isRepeated) return true
  if (model.name === 'begins_with') return !allKnownIn('S', 'B')
  if (['<', '<=', '>', '>='].includes(model.name)) return !allKnownIn('S', 'N', 'B')
  if (model.name !== 'BETWEEN') return false
  if (!allKnownIn('S', 'N', 'B')) return true
  const [lower, upper] = others as [Term, Term]
  return 'value' in lower && 'value' in upper && !(order(lower.value, upper.value) <= 0)
}

/** Below, at or above zero; NaN for values that have no order between them. */
function order(left: AttributeValue, right: AttributeValue): number {
  if (left.S !== undefined && right.S !== undefined)
    return Buffer.compare(Buffer.from(left.S), Buffer.from(right.S))
  if (left.N !== undefined && right.N !== undefined)
    return compareFractions(toFraction(left.N), toFraction(right.N))
  if (left.B !== undefined && right.B !== undefined) return Buffer.compare(left.B, right.B)
  return Number.NaN
}

function read(term: Term, item: AttributeMap): AttributeValue | undefined {
  if ('path' in term) return find(item, term.path)
  if ('value' in term) return term.value
  const value = read(term.size, item)
  if (value === undefined) return undefined
  const content = value[typeOf(value) as 'S']
  if (value.M !== undefined) return { N: String(Object.keys(value.M).length) }
  return ['S', 'B', 'SS', 'NS', 'BS', 'L'].includes(typeOf(value))
    ? { N: String(content?.length) }
    : undefined
}

function holds(model: Model, item: AttributeMap): boolean {
  if (model.is === 'and') return holds(model.left, item) && holds(model.right, item)
  if (model.is === 'or') return holds(model.left, item) || holds(model.right, item)
  if (model.is === 'not') return !holds(model.of, item)
  const [first, second, third] = model.operands.map((term) => read(term, item))
  const same = (left: typeof first, right: typeof first) =>
    left !== undefined && right !== undefined && identity(left) === identity(right)
  const orderOf = (left: typeof first, right: typeof first) =>
    left === undefined || right === undefined ? Number.NaN : order(left, right)
  switch (model.name) {
    case '=':
      return same(first, second)
    case '<>':
      return !same(first, second)
    case '<':
      return orderOf(first, second) < 0
    case '<=':
      return orderOf(first, second) <= 0
    case '>':
      return orderOf(first, second) > 0
    case '>=':
      return orderOf(first, second) >= 0
    case 'BETWEEN':
      return orderOf(first, second) >= 0 && orderOf(first, third) <= 0
    case 'IN':
      return model.operands.slice(1).some((term) => same(first, read(term, item)))
    case 'attribute_exists':
      return first !== undefined
    case 'attribute_not_exists':
      return first === undefined
    case 'attribute_type':
      return first !== undefined && typeOf(first) === second?.S
    default:
      return first !== undefined && second !== undefined && matches(model.name, first, second)
  }
}

function matches(name: string, whole: AttributeValue, part: AttributeValue): boolean {
  if (name === 'begins_with') {
    if (whole.S !== undefined && part.S !== undefined) return whole.S.indexOf(part.S) === 0
    return (
      whole.B !== undefined &&
      part.B !== undefined &&
      identity({ B: whole.B.slice(0, part.B.length) }) === identity(part)
    )
  }
  if (whole.S !== undefined && part.S !== undefined) return whole.S.split(part.S).length > 1 || part.S === ''
  if (whole.B !== undefined && part.B !== undefined)
    return Buffer.from(whole.B).indexOf(Buffer.from(part.B)) >= 0
  const elements: AttributeValue[] = [
    ...(whole.L ?? []),
    ...(whole.SS ?? []).map((S) => ({ S })),
    ...(whole.NS ?? []).map((N) => ({ N })),
    ...(whole.BS ?? []).map((B) => ({ B })),
  ]
  return elements.some((element) => identity(element) === identity(part))
}

describe('a condition on an item', () => {
  it('holds where the model says so, and is refused where the model says so', () => {
    fc.assert(
      fc.property(conditions, fc.array(generatedItems, { minLength: 1, maxLength: 4 }), (model, items) => {
        const writer = new Writer()
        const text = write(model, writer)
        if (isRefused(model)) {
          expect(refusal(() => check(text, writer.placeholders))).toMatch(
            /Incorrect operand type|must be distinct|The BETWEEN operator requires/,
          )
          return
        }
        for (const item of items) {
          const verdict = check(text, writer.placeholders, item)
          expect({ text, verdict }).toEqual({ text, verdict: holds(model, item) })
        }
      }),
      parameters(3000),
    )
  })

  it('is generated so that each verdict is common', () => {
    const verdicts = fc
      .sample(fc.tuple(conditions, generatedItems), { numRuns: 500, seed: 1 })
      .map(([model, item]) => (isRefused(model) ? 'refused' : String(holds(model, item))))
    for (const verdict of ['true', 'false', 'refused']) {
      expect(verdicts.filter((each) => each === verdict).length).toBeGreaterThan(25)
    }
  })
})
