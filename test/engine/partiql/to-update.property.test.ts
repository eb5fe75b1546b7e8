import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AttributeValue } from '../../../src/protocol/attribute-value.js'
import { parameters } from '../../property/runs.js'
import type { Path } from '../expressions/generated-items.js'
import { generatedItems, generatedPaths, generatedValues } from '../expressions/generated-items.js'
import { S, backendWith, plain } from '../support.js'
import type { Pen } from './statements.js'
import { ExpressionPen, StatementPen, outcome } from './statements.js'

type Source = (pen: Pen) => string
type Action =
  | { section: 'SET'; path: Path; source: Source }
  | { section: 'REMOVE'; path: Path }
  | { section: 'ADD' | 'DELETE'; path: Path; value: AttributeValue }

const valuesOf = (values: fc.Arbitrary<AttributeValue>) =>
  values.map(
    (value): Source =>
      (pen) =>
        pen.value(value),
  )
const paths = generatedPaths.map(
  (path): Source =>
    (pen) =>
      pen.path(path),
)
const numbers = fc.oneof(valuesOf(fc.constantFrom('1', '2.5', '-3').map((N) => ({ N }))), paths)
const lists = fc.oneof(valuesOf(fc.constantFrom({ L: [] }, { L: [S('x')] })), paths)
const sources: fc.Arbitrary<Source> = fc.oneof(
  { arbitrary: valuesOf(generatedValues), weight: 4 },
  paths,
  fc.tuple(numbers, fc.constantFrom('+', '-'), numbers).map(
    ([left, sign, right]): Source =>
      (pen) =>
        `${left(pen)} ${sign} ${right(pen)}`,
  ),
  fc.tuple(lists, lists).map(
    ([left, right]): Source =>
      (pen) =>
        `list_append(${left(pen)}, ${right(pen)})`,
  ),
  fc.tuple(generatedPaths, valuesOf(generatedValues)).map(
    ([path, value]): Source =>
      (pen) =>
        `if_not_exists(${pen.path(path)}, ${value(pen)})`,
  ),
)
const sets = generatedValues.filter(({ SS, NS }) => (SS ?? NS) !== undefined)
const actions: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ section: fc.constant('SET' as const), path: generatedPaths, source: sources }),
  fc.record({ section: fc.constant('REMOVE' as const), path: generatedPaths }),
  fc.record({
    section: fc.constantFrom('ADD' as const, 'DELETE' as const),
    path: generatedPaths,
    value: sets,
  }),
)
/** Keeps the actions whose targets can stand together: of two that cannot, the two grammars name another one first. */
const updates = fc.array(actions, { minLength: 1, maxLength: 4 }).map((all) => {
  const kept: Action[] = []
  for (const action of all) if (kept.every(({ path }) => areApart(path, action.path))) kept.push(action)
  return kept
})

function areApart(left: Path, right: Path): boolean {
  const index = left.findIndex((step, at) => step !== right[at])
  return index !== -1 && index < right.length && typeof left[index] === typeof right[index]
}

const sections = ['SET', 'REMOVE', 'ADD', 'DELETE'] as const

function expressionOf(update: readonly Action[], pen: Pen): string {
  return sections
    .map((section) => {
      const parts = update.filter((action) => action.section === section)
      const texts = parts.map((action) => {
        const target = pen.path(action.path)
        if (action.section === 'REMOVE') return target
        if (action.section === 'SET') return `${target} = ${action.source(pen)}`
        return `${target} ${pen.value(action.value)}`
      })
      return texts.length === 0 ? '' : `${section} ${texts.join(', ')}`
    })
    .join(' ')
}

function clausesOf(update: readonly Action[], pen: Pen): string {
  return update
    .toSorted((left, right) => sections.indexOf(left.section) - sections.indexOf(right.section))
    .map((action) => {
      const target = pen.path(action.path)
      if (action.section === 'REMOVE') return `REMOVE ${target}`
      if (action.section === 'SET') return `SET ${target} = ${action.source(pen)}`
      const name = action.section === 'ADD' ? 'set_add' : 'set_delete'
      return `SET ${target} = ${name}(${target}, ${pen.value(action.value)})`
    })
    .join(' ')
}

describe('toUpdate', () => {
  it('does what an update expression does, and gives back the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        generatedItems,
        updates,
        fc.boolean(),
        fc.constantFrom(['ALL NEW', 'ALL_NEW'], ['ALL OLD', 'ALL_OLD'], ['MODIFIED NEW', 'UPDATED_NEW'], [
          'MODIFIED OLD',
          'UPDATED_OLD',
        ] as const),
        async (item, update, spellsOut, [returning, ReturnValues]) => {
          const backend = await backendWith([plain])
          await backend.execute('PutItem', { TableName: 'plain', Item: { ...item, id: S('x') } })
          const before = backend.snapshot()
          const pen = new ExpressionPen()
          const input = {
            TableName: 'plain',
            Key: { id: S('x') },
            UpdateExpression: expressionOf(update, pen),
          }
          const updated = await outcome(
            backend.execute('UpdateItem', {
              ...input,
              ...pen.placeholderMembers,
              ReturnValues,
            }),
          )
          const expected = (await backend.execute('Scan', { TableName: 'plain' })).Items
          backend.restore(before)
          const statementPen = new StatementPen(spellsOut)
          const clauses = clausesOf(update, statementPen)
          const Statement = `UPDATE plain ${clauses} WHERE id = 'x' RETURNING ${returning} *`
          const executed = await outcome(
            backend.execute('ExecuteStatement', { Statement, ...statementPen.more }),
          )
          expect((await backend.execute('Scan', { TableName: 'plain' })).Items).toEqual(expected)
          if (typeof updated === 'string') {
            expect(executed).toBe(updated)
          } else {
            const { Attributes } = updated
            expect(executed).toEqual({ Items: Attributes === undefined ? [] : [Attributes] })
          }
        },
      ),
      parameters(300),
    )
  })
})
