import { describe, expect, it } from 'vitest'
import {
  ExpressionAttributesContext,
  conditionPaths,
  parseCondition,
} from '../../../src/engine/expressions/index.js'

describe('the paths that a condition reads', () => {
  it('are all of them, left to right', () => {
    const context = new ExpressionAttributesContext({ '#n': 'n' }, { ':v': { S: 'S' } })
    const condition = parseCondition(
      'attribute_exists(a.b) AND NOT (size(c) > d OR e BETWEEN f AND :v) AND g IN (h, :v) ' +
        'AND attribute_type(i[0], :v) AND begins_with(j, #n) AND contains(:v, k)',
      'FilterExpression',
      context,
    )
    expect(conditionPaths(condition)).toEqual([
      ['a', 'b'],
      ...['c', 'd', 'e', 'f', 'g', 'h'].map((name) => [name]),
      ['i', 0],
      ...['j', 'n', 'k'].map((name) => [name]),
    ])
  })
})
