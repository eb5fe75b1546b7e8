import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import { parameters } from '../../property/runs.js'
import { N, S, backendWith, put } from '../support.js'
import { items } from './statements.js'

const letters = fc.constantFrom('a', 'b', 'c')
const stored = fc
  .uniqueArray(fc.record({ pk: letters, sk: letters, n: fc.nat({ max: 3 }) }), {
    maxLength: 9,
    selector: ({ pk, sk }) => pk + sk,
  })
  .map((rows) => rows.map(({ n, pk, sk }): AttributeMap => ({ pk: S(pk), sk: S(sk), n: N(n), g: S(pk) })))

/** Conditions on keys and on something else, by literals. */
const tests = fc.oneof(
  fc.tuple(fc.constantFrom('pk', 'g'), letters).map(([name, value]) => `${name} = '${value}'`),
  fc
    .tuple(fc.constantFrom('pk', 'sk', 'g'), fc.array(letters, { minLength: 1, maxLength: 3 }))
    .map(([name, values]) => `${name} IN (${values.map((value) => `'${value}'`).join(', ')})`),
  fc
    .tuple(fc.constantFrom('=', '<', '<=', '>', '>='), letters)
    .map(([operator, value]) => `sk ${operator} '${value}'`),
  fc.tuple(fc.constantFrom('=', '<', '>='), letters).map(([operator, value]) => `'${value}' ${operator} sk`),
  letters.map((value) => `sk BETWEEN 'a' AND '${value}'`),
  letters.map((value) => `begins_with(sk, '${value}')`),
  fc.nat({ max: 3 }).map((value) => `n >= ${value}`),
)
const conditions = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2 },
    { arbitrary: tests, weight: 2 },
    fc
      .array(tie('condition'), { minLength: 2, maxLength: 3 })
      .map((terms) => terms.map((term) => `(${term})`).join(' AND ')),
    fc
      .tuple(tie('condition'), tie('condition'))
      .map((terms) => terms.map((term) => `(${term})`).join(' OR ')),
  ),
})).condition

const names = (rows: readonly AttributeMap[]) => rows.map(({ pk, sk }) => `${pk?.S}${sk?.S}`)

describe('planRead', () => {
  it('finds what a scan finds, through table and index, whole and page by page', async () => {
    await fc.assert(
      fc.asyncProperty(
        stored,
        conditions,
        fc.constantFrom('shop', 'shop.byG', 'shop.keysOnly'),
        fc.integer({ min: 1, max: 3 }),
        async (rows, condition, source, Limit) => {
          fc.pre(source !== 'shop.keysOnly' || !condition.includes('n '))
          const backend = await backendWith()
          await put(backend, ...rows)
          // Under OR with a condition that no key has, nothing can be planned.
          const scanned = await items(
            backend,
            `SELECT pk, sk FROM ${source} WHERE size(pk) > 5 OR (${condition})`,
          )
          const Statement = `SELECT pk, sk FROM ${source} WHERE ${condition}`
          const whole = await items(backend, Statement)
          expect(names(whole).toSorted()).toEqual(names(scanned).toSorted())
          const paged: AttributeMap[] = []
          let NextToken: string | undefined
          do {
            const more = NextToken === undefined ? {} : { NextToken }
            const page = await backend.execute('ExecuteStatement', { Statement, Limit, ...more })
            expect(page.Items?.length).toBeLessThanOrEqual(Limit)
            paged.push(...(page.Items ?? []))
            NextToken = page.NextToken
          } while (NextToken !== undefined)
          expect(paged).toEqual(whole)
        },
      ),
      parameters(200),
    )
  })

  it('reads partitions and sort keys in the order that is asked for', async () => {
    await fc.assert(
      fc.asyncProperty(stored, fc.boolean(), fc.boolean(), async (rows, isPartitionDown, isSortDown) => {
        const backend = await backendWith()
        await put(backend, ...rows)
        const order = `pk ${isPartitionDown ? 'DESC' : 'ASC'}, sk ${isSortDown ? 'DESC' : ''}`
        const found = await items(
          backend,
          `SELECT pk, sk FROM shop WHERE pk IN ('c', 'a', 'b') ORDER BY ${order}`,
        )
        const direction = (isDown: boolean) => (isDown ? -1 : 1)
        const expected = names(rows).toSorted((left, right) => {
          const [leftPk = '', leftSk = ''] = left
          const [rightPk = '', rightSk = ''] = right
          if (leftPk !== rightPk) return (leftPk < rightPk ? -1 : 1) * direction(isPartitionDown)
          return (leftSk < rightSk ? -1 : 1) * direction(isSortDown)
        })
        expect(names(found)).toEqual(expected)
      }),
      parameters(50),
    )
  })
})
