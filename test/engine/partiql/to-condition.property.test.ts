import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import { parameters } from '../../property/runs.js'
import {
  generatedItems,
  generatedPaths,
  generatedValues,
  orderedScalars,
} from '../expressions/generated-items.js'
import { S, backendWith, plain } from '../support.js'
import type { Pen } from './statements.js'
import { ExpressionPen, StatementPen, outcome } from './statements.js'

/** A condition as it is written with either pen; the grammars have it in common. */
type Text = (pen: Pen) => string

const paths = generatedPaths.map(
  (path): Text =>
    (pen) =>
      pen.path(path),
)
const valuesOf = (values: typeof generatedValues) =>
  values.map(
    (value): Text =>
      (pen) =>
        pen.value(value),
  )
const sizes = paths.map(
  (path): Text =>
    (pen) =>
      `size(${path(pen)})`,
)
const terms = fc.oneof(
  { arbitrary: paths, weight: 4 },
  { arbitrary: valuesOf(generatedValues), weight: 4 },
  sizes,
)
const ordered = fc.oneof(
  { arbitrary: paths, weight: 4 },
  { arbitrary: valuesOf(orderedScalars), weight: 4 },
  sizes,
)

const join = (separator: string, ...each: fc.Arbitrary<Text>[]): fc.Arbitrary<Text> =>
  fc.tuple(...each).map((texts) => (pen) => texts.map((text) => text(pen)).join(separator))

const tests = fc.oneof(
  fc.constantFrom(' = ', ' <> ').chain((operator) => join(operator, terms, terms)),
  fc.constantFrom(' < ', '<=', ' > ', '>= ').chain((operator) => join(operator, ordered, ordered)),
  fc.tuple(ordered, ordered, ordered).map(
    ([operand, lower, upper]): Text =>
      (pen) =>
        `${operand(pen)} BETWEEN ${lower(pen)} AND ${upper(pen)}`,
  ),
  fc.tuple(fc.oneof(paths, sizes), fc.array(terms, { minLength: 1, maxLength: 4 })).map(
    ([operand, candidates]): Text =>
      (pen) =>
        `${operand(pen)} IN (${candidates.map((candidate) => candidate(pen)).join(', ')})`,
  ),
  fc.tuple(fc.constantFrom('attribute_exists', 'attribute_not_exists'), paths).map(
    ([name, path]): Text =>
      (pen) =>
        `${name}(${path(pen)})`,
  ),
  fc.tuple(fc.constantFrom('begins_with', 'contains'), fc.oneof(paths, ordered), ordered).map(
    ([name, first, second]): Text =>
      (pen) =>
        `${name}(${first(pen)}, ${second(pen)})`,
  ),
  fc.tuple(paths, fc.constantFrom('S', 'N', 'B', 'SS', 'NS', 'BS', 'L', 'M', 'BOOL', 'NULL')).map(
    ([path, type]): Text =>
      (pen) =>
        `attribute_type(${path(pen)}, ${pen.value({ S: type })})`,
  ),
)

const conditions = fc.letrec<{ condition: Text }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2 },
    tests,
    fc.tuple(tie('condition'), fc.constantFrom('AND', 'OR'), tie('condition')).map(
      ([left, word, right]): Text =>
        (pen) =>
          `(NOT ${left(pen)}) ${word} (NOT ${right(pen)})`,
    ),
    fc.tuple(tie('condition')).map(
      ([term]): Text =>
        (pen) =>
          `NOT ${term(pen)}`,
    ),
  ),
})).condition

describe('toCondition', () => {
  it('gives a statement the meaning that an expression has, refusals included', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(generatedItems, { minLength: 1, maxLength: 4 }),
        conditions,
        fc.boolean(),
        async (generated, condition, spellsOut) => {
          const backend = await backendWith([plain])
          for (const [index, item] of generated.entries()) {
            const Item: AttributeMap = { ...item, id: S(`item ${index}`) }
            await backend.execute('PutItem', { TableName: 'plain', Item })
          }
          const pen = new ExpressionPen()
          const FilterExpression = condition(pen)
          const scan = backend.execute('Scan', {
            TableName: 'plain',
            FilterExpression,
            ...pen.placeholderMembers,
          })
          const statementPen = new StatementPen(spellsOut)
          const Statement = `SELECT * FROM "plain" WHERE ${condition(statementPen)}`
          const select = backend.execute('ExecuteStatement', { Statement, ...statementPen.more })
          const scanned = await outcome(scan)
          const expected = typeof scanned === 'string' ? scanned : scanned.Items
          const selected = await outcome(select)
          expect(typeof selected === 'string' ? selected : selected.Items).toEqual(expected)
        },
      ),
      parameters(300),
    )
  })
})
