import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  applyUpdate,
  evaluateCondition,
  ExpressionAttributesContext,
  parseCondition,
  parseProjection,
  parseUpdate,
  projectItem,
} from '../../src/engine/expressions/index.js'
import { compileCondition } from '../../src/expressions/compile-condition.js'
import { compileUpdate } from '../../src/expressions/compile-update.js'
import type { ConditionNode, OperandNode } from '../../src/expressions/condition-node.js'
import { buildCondition } from '../../src/expressions/condition.js'
import { ExpressionContext } from '../../src/expressions/expression-context.js'
import type { Condition, ConditionOperators } from '../../src/expressions/index.js'
import { buildProjection, compileProjection } from '../../src/expressions/projection.js'
import { createReferences, placeOf } from '../../src/expressions/reference.js'
import {
  addToAttribute,
  appendToList,
  deleteElements,
  prependToList,
  removeAttribute,
  setAttribute,
  type UpdateNode,
} from '../../src/expressions/update-node.js'
import type { AttributeMap, AttributeValue } from '../../src/protocol/attribute-value.js'
import { parameters } from '../property/runs.js'
import { field, map, sourceOf } from './order.js'

/** What the compiler writes is read by the engine, which shares no code with it, and must mean what was built. */

const number = { kind: 'number', integer: true } as const
const text = { kind: 'string', store: 'string' } as const
const fields = [
  field('count', number, 'status'),
  field('total', number, 'total.1'),
  field('name', text, '__proto__'),
  field('city', text, 'city'),
  field('tags', { kind: 'set', type: 'SS', element: text }, 'tags [0]'),
  field('list', { kind: 'list', element: number }, 'list'),
  field(
    'below',
    map(field('deep', number, 'é'), field('list', { kind: 'list', element: text })),
    'constructor',
  ),
]
interface Item {
  count: number
  total: number
  name: string
  city: string
  tags: Set<string>
  list: number[]
  below: { deep: number; list: string[] }
}
const o = createReferences<Item>(sourceOf('Item', fields))
const place = (reference: unknown) => placeOf(reference)!

const smallNumber = fc.integer({ min: -3, max: 3 })
const smallText = fc.constantFrom('', 'a', 'b', 'ab')
const tagSet = fc
  .uniqueArray(fc.constantFrom('a', 'b', 'ab'), { minLength: 1 })
  .map((tags) => new Set<string>(tags))
const numberPlaces = [o.count, o.total, o.below.deep, o.list[0]!, o.list[1]!] as const
const textPlaces = [o.name, o.city, o.below.list[0]!] as const
const anyPlaces = [...numberPlaces, ...textPlaces, o.tags, o.list, o.below] as const

/** An item as it is stored, where anything may be missing or of another type. */
const item: fc.Arbitrary<AttributeMap> = fc
  .record(
    {
      status: fc.oneof(smallNumber.map(stored), smallText.map(stored)),
      'total.1': smallNumber.map(stored),
      city: smallText.map(stored),
      'tags [0]': tagSet.map((tags) => ({ SS: [...tags].toSorted() })),
      list: fc.array(smallNumber.map(stored), { maxLength: 3 }).map((L) => ({ L })),
      constructor: fc
        .record(
          {
            é: smallNumber.map(stored),
            list: fc.array(smallText.map(stored), { maxLength: 2 }).map((L) => ({ L })),
          },
          { requiredKeys: [] },
        )
        .map((M) => ({ M: M as Record<string, AttributeValue> })),
    },
    { requiredKeys: [] },
  )
  .chain((known) => fc.option(smallText).map((name) => withName(known as AttributeMap, name)))

function withName(known: AttributeMap, name: string | null): AttributeMap {
  const own = { ...known }
  if (name !== null)
    Object.defineProperty(own, '__proto__', {
      value: { S: name },
      enumerable: true,
      configurable: true,
      writable: true,
    })
  return own
}

function stored(value: number | string): AttributeValue {
  return typeof value === 'number' ? { N: String(value) } : { S: value }
}

type Build = (operators: ConditionOperators) => Condition

const leaf: fc.Arbitrary<Build> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('eq', 'ne', 'lt', 'lte', 'gt', 'gte'),
      fc.constantFrom(...numberPlaces),
      smallNumber,
    )
    .map(
      ([word, left, right]): Build =>
        (operators) =>
          operators[word](left, right),
    ),
  fc.tuple(fc.constantFrom('lt', 'ne'), smallNumber).map(
    ([word, right]): Build =>
      (operators) =>
        operators[word](operators.size(o.tags), right),
  ),
  fc.constantFrom(...numberPlaces.slice(1)).map(
    (right): Build =>
      ({ lte }) =>
        lte(o.count, right),
  ),
  fc.tuple(fc.constantFrom(...textPlaces), smallText, smallText).map(
    ([left, lower, upper]): Build =>
      ({ between }) =>
        between(left, lower < upper ? lower : upper, lower < upper ? upper : lower),
  ),
  fc.tuple(fc.constantFrom(...textPlaces), fc.array(smallText, { minLength: 1, maxLength: 4 })).map(
    ([left, values]): Build =>
      ({ isIn }) =>
        isIn(left, values),
  ),
  fc.constantFrom(...anyPlaces).map(
    (at): Build =>
      ({ attributeExists }) =>
        attributeExists(at),
  ),
  fc.constantFrom(...anyPlaces).map(
    (at): Build =>
      ({ attributeNotExists }) =>
        attributeNotExists(at),
  ),
  fc.tuple(fc.constantFrom(...anyPlaces), fc.constantFrom('S', 'N', 'L', 'SS')).map(
    ([at, type]): Build =>
      ({ attributeType }) =>
        attributeType(at, type),
  ),
  fc.tuple(fc.constantFrom(...textPlaces), smallText).map(
    ([at, prefix]): Build =>
      ({ beginsWith }) =>
        beginsWith(at, prefix),
  ),
  fc.constantFrom('a', 'b').map(
    (part): Build =>
      ({ contains }) =>
        contains(o.tags, part),
  ),
  fc.tuple(fc.constantFrom(...textPlaces), fc.constantFrom('a', 'b')).map(
    ([at, part]): Build =>
      ({ contains }) =>
        contains(at, part),
  ),
)

const { condition } = fc.letrec<{ condition: Build }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map(
      ([first, ...rest]): Build =>
        (operators) =>
          first!(operators).and(first!(operators), ...rest.map((build) => build(operators))),
    ),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map(
      ([first, ...rest]): Build =>
        (operators) =>
          operators.or(first!(operators), ...rest.map((build) => build(operators))),
    ),
    tie('condition').map(
      (build): Build =>
        (operators) =>
          operators.not(build(operators)),
    ),
  ),
}))

/** The engine's tree, brought to the form of the compiler's. */
function shape(node: ConditionNode): unknown {
  switch (node.kind) {
    case 'and':
    case 'or':
      return { kind: node.kind, terms: node.conditions.map(shape) }
    case 'not':
      return { kind: 'not', term: shape(node.condition) }
    case 'comparison':
      return {
        kind: 'comparison',
        operator: node.operator,
        left: operandShape(node.left),
        right: operandShape(node.right),
      }
    case 'between':
      return {
        kind: 'between',
        operand: operandShape(node.operand),
        lower: operandShape(node.lower),
        upper: operandShape(node.upper),
      }
    case 'in':
      return { kind: 'in', operand: operandShape(node.operand), candidates: node.values.map(operandShape) }
    case 'function':
      return functionShape(node.name, operandShape(node.place), node.argument)
  }
}

function functionShape(
  name: string,
  operand: { path?: unknown },
  argument: OperandNode | undefined,
): unknown {
  switch (name) {
    case 'attribute_exists':
    case 'attribute_not_exists':
      return { kind: 'exists', path: operand.path, isExpected: name === 'attribute_exists' }
    case 'attribute_type':
      return {
        kind: 'attributeType',
        operand,
        type: argument?.kind === 'value' ? argument.value.S : undefined,
      }
    case 'begins_with':
      return { kind: 'beginsWith', operand, prefix: operandShape(argument!) }
    default:
      return { kind: 'contains', operand, element: operandShape(argument!) }
  }
}

function operandShape(operand: OperandNode): { kind: string; path?: unknown } {
  if (operand.kind === 'value') return operand
  if (operand.kind === 'size')
    return { kind: 'size', operand: operandShape(operand.place) } as { kind: string }
  const steps: (string | number)[] = []
  for (let at: typeof operand | undefined = operand; at !== undefined; at = at.parent) steps.unshift(at.step)
  return { kind: 'path', path: steps }
}

function parsing<TParsed>(
  context: ExpressionContext,
  parse: (attributes: ExpressionAttributesContext) => TParsed,
): TParsed {
  const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = context.attributes()
  const attributes = new ExpressionAttributesContext(names, values)
  const parsed = parse(attributes)
  attributes.assertAllUsed()
  return parsed
}

describe('a condition that the engine reads', () => {
  it('is the condition that was built', () => {
    fc.assert(
      fc.property(condition, (build) => {
        const node = buildCondition(o, (_, operators) => build(operators))
        const context = new ExpressionContext()
        const textOfNode = compileCondition(node, context)
        const parsed = parsing(context, (attributes) =>
          parseCondition(textOfNode, 'ConditionExpression', attributes),
        )
        expect(parsed).toEqual(shape(node))
      }),
      parameters(500),
    )
  })

  it('holds for the items for which its parts say so', () => {
    fc.assert(
      fc.property(condition, item, (build, stored) => {
        const node = buildCondition(o, (_, operators) => build(operators))
        const context = new ExpressionContext()
        const whole = compileCondition(node, context)
        const parsed = parsing(context, (attributes) => parseCondition(whole, 'FilterExpression', attributes))
        expect(evaluateCondition(parsed, stored)).toBe(holds(node, stored))
      }),
      parameters(500),
    )
  })
})

/** AND, OR and NOT by their meaning; each other condition by a text of its own, in which nothing can be mixed up. */
function holds(node: ConditionNode, stored: AttributeMap): boolean {
  if (node.kind === 'and') return node.conditions.every((term) => holds(term, stored))
  if (node.kind === 'or') return node.conditions.some((term) => holds(term, stored))
  if (node.kind === 'not') return !holds(node.condition, stored)
  const context = new ExpressionContext()
  const own = compileCondition(node, context)
  return evaluateCondition(
    parsing(context, (attributes) => parseCondition(own, 'ConditionExpression', attributes)),
    stored,
  )
}

/** One action for each attribute, so that none overlap, and what it makes of what was stored there. */
interface Change {
  readonly name: string
  readonly node: UpdateNode
  readonly after: (before: AttributeValue | undefined) => AttributeValue | undefined
}
const listOf = (numbers: readonly number[]): AttributeValue[] => numbers.map(stored)

const change: fc.Arbitrary<Change> = fc.oneof(
  smallText.map((value) => ({
    name: '__proto__',
    node: setAttribute(place(o.name), value),
    after: () => ({ S: value }),
  })),
  fc.constant({ name: 'city', node: removeAttribute(place(o.city)), after: () => undefined }),
  smallNumber.map((step) => ({
    name: 'total.1',
    node: addToAttribute(place(o.total), step),
    after: (before: AttributeValue | undefined) => stored(Number(before?.N ?? 0) + step),
  })),
  fc.array(smallNumber, { maxLength: 2 }).map((more) => ({
    name: 'list',
    node: appendToList(place(o.list), more),
    after: (before: AttributeValue | undefined) => ({ L: [...(before?.L ?? []), ...listOf(more)] }),
  })),
  fc.array(smallNumber, { maxLength: 2 }).map((more) => ({
    name: 'list',
    node: prependToList(place(o.list), more),
    after: (before: AttributeValue | undefined) => ({ L: [...listOf(more), ...(before?.L ?? [])] }),
  })),
  tagSet.map((tags) => ({
    name: 'tags [0]',
    node: addToAttribute(place(o.tags), tags),
    after: (before: AttributeValue | undefined) => ({ SS: [...new Set([...(before?.SS ?? []), ...tags])] }),
  })),
  tagSet.map((tags) => ({
    name: 'tags [0]',
    node: deleteElements(place(o.tags), tags),
    after: (before: AttributeValue | undefined) => {
      const rest = (before?.SS ?? []).filter((tag) => !tags.has(tag))
      return rest.length === 0 ? undefined : { SS: rest }
    },
  })),
)

describe('an update that the engine applies', () => {
  it('changes what it names, as it says, and nothing else', () => {
    const changes = fc.uniqueArray(change, { selector: ({ name }) => name, minLength: 1 })
    fc.assert(
      fc.property(changes, item, (actions, before) => {
        const context = new ExpressionContext()
        const updateText = compileUpdate(
          actions.map(({ node }) => node),
          context,
        )
        const { item: after } = applyUpdate(
          parsing(context, (attributes) => parseUpdate(updateText, attributes)),
          before,
        )
        const expected = new Map(Object.entries(before))
        for (const { name, after: changed } of actions) {
          const value = changed(expected.get(name))
          if (value === undefined) expected.delete(name)
          else expected.set(name, value)
        }
        expect(sorted(Object.entries(after))).toEqual(sorted([...expected]))
      }),
      parameters(500),
    )
  })
})

/** In the order of names; sets in the order of their elements, since they have none. */
function sorted(members: [string, AttributeValue][]): [string, AttributeValue][] {
  return members
    .map(([name, value]): [string, AttributeValue] => [name, value.SS ? { SS: value.SS.toSorted() } : value])
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
}

describe('a projection that the engine applies', () => {
  it('gives what the paths name', () => {
    const context = new ExpressionContext()
    const projectionText = compileProjection(
      buildProjection(o, ['count', 'below.deep', 'list[1]', 'below.list[0]', 'name']),
      context,
    )
    const projection = parsing(context, (attributes) => parseProjection(projectionText, attributes))
    const full = withName(
      {
        status: stored(1),
        city: stored('a'),
        list: { L: [stored(1), stored(2), stored(3)] },
        constructor: { M: { é: stored(5), list: { L: [stored('x'), stored('y')] }, other: stored(0) } },
      },
      'n',
    )
    expect(sorted(Object.entries(projectItem(projection, full)))).toEqual([
      ['__proto__', stored('n')],
      ['constructor', { M: { é: stored(5), list: { L: [stored('x')] } } }],
      ['list', { L: [stored(2)] }],
      ['status', stored(1)],
    ])
  })
})
