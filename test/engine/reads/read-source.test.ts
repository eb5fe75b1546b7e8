import { describe, expect, it } from 'vitest'
import { ExpressionCache } from '../../../src/engine/expressions/index.js'
import type { ReadRequest } from '../../../src/engine/reads/read-request.js'
import { fetchesFromTable, readSource } from '../../../src/engine/reads/read-source.js'
import { parseExpressions } from '../../../src/engine/requests/expressions.js'
import { shop } from '../support.js'
import { refusalOf, tableOf } from '../tables/tables.js'
import { engineOf, requestOf } from './sources.js'

const engine = engineOf(tableOf(shop))
const asking = (FilterExpression: string | undefined, ProjectionExpression?: string) =>
  parseExpressions({ FilterExpression, ProjectionExpression }, new ExpressionCache())

function fetches(change: Partial<ReadRequest>, isKeyed = true): boolean | string {
  const request = requestOf(change)
  let result = false
  const refusal = refusalOf(() => {
    result = fetchesFromTable(readSource(engine, request), request, isKeyed)
  })
  return refusal === 'accepted' ? result : refusal
}

describe('where a read reads', () => {
  it('is a table that there is, or an index of it', () => {
    expect(readSource(engine, requestOf()).index).toBeUndefined()
    expect(readSource(engine, requestOf({ indexName: 'local' })).index?.schema.name).toBe('local')
    expect(refusalOf(() => readSource(engine, requestOf({ indexName: 'nowhere' })))).toBe(
      'The table does not have the specified index: nowhere',
    )
    expect(() => readSource(engine, requestOf({ tableName: 'nowhere' }))).toThrow(
      'Requested resource not found',
    )
  })

  it('is consistent but for global indexes', () => {
    const consistent = { isConsistent: true }
    expect(refusalOf(() => readSource(engine, requestOf({ indexName: 'local', ...consistent })))).toBe(
      'accepted',
    )
    expect(refusalOf(() => readSource(engine, requestOf({ indexName: 'byG', ...consistent })))).toBe(
      'Consistent reads are not supported on global secondary indexes',
    )
  })
})

describe('what an index does not project', () => {
  it('is fetched from the table by a local index', () => {
    const indexName = 'local'
    expect(fetches({ indexName })).toBe(false)
    expect(fetches({ indexName, ...asking(undefined, 'pk, g') })).toBe(true)
    expect(fetches({ indexName, ...asking(undefined, 'pk, l') })).toBe(false)
    expect(fetches({ indexName, select: 'ALL_ATTRIBUTES' })).toBe(true)
  })

  it('is refused by a global index', () => {
    const indexName = 'keysOnly'
    expect(fetches({ indexName, ...asking('attribute_exists(extra)') })).toBe(
      'One or more parameter values were invalid: Secondary index keysOnly does not project one or more filter attributes: [extra]',
    )
    expect(fetches({ indexName, ...asking(undefined, 'pk, n, extra.a') })).toBe(
      'One or more parameter values were invalid: Global secondary index keysOnly does not project [n, extra]',
    )
    expect(fetches({ indexName, select: 'ALL_ATTRIBUTES' })).toBe(
      'One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index keysOnly because its projection type is not ALL',
    )
  })

  it('is refused in the filter of a query, and absent in that of a scan', () => {
    const asked = { indexName: 'local', ...asking('attribute_exists(g)') }
    expect(fetches(asked)).toBe(
      'One or more parameter values were invalid: Secondary index local does not project one or more filter attributes: [g]',
    )
    expect(fetches(asked, false)).toBe(false)
    expect(fetches({ ...asked, indexName: 'keysOnly', ...asking('attribute_exists(extra)') }, false)).toBe(
      false,
    )
  })

  it('is nothing where everything is projected', () => {
    expect(fetches({ indexName: 'byG', select: 'ALL_ATTRIBUTES', ...asking('attribute_exists(z)') })).toBe(
      false,
    )
  })
})
