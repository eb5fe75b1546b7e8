import { describe, expect, it } from 'vitest'
import type { Fault } from '../../../src/testing/faults/fault.js'
import { checkedFault } from '../../../src/testing/faults/fault.js'

describe('a fault', () => {
  it('befalls every operation that knows its kind unless some are named', () => {
    expect([...checkedFault({ kind: 'unprocessed' }).operations]).toEqual(['BatchGetItem', 'BatchWriteItem'])
    expect([...checkedFault({ kind: 'throttle' }).operations]).not.toContain('CreateTable')
    expect([...checkedFault({ kind: 'throttle', operation: ['Query', 'Scan'] }).operations]).toEqual([
      'Query',
      'Scan',
    ])
  })

  it.each<[Fault, string]>([
    [{ kind: 'fire' as never }, 'there are conflict, lost-response, throttle, time-out, unprocessed'],
    [
      { kind: 'unprocessed', operation: 'PutItem' },
      'cannot befall PutItem, only BatchGetItem, BatchWriteItem',
    ],
    [{ kind: 'throttle', operation: 'CreateTable' }, 'cannot befall CreateTable'],
    [{ kind: 'throttle', probability: 30 }, 'from 0 to 1, not 30'],
    [{ kind: 'throttle', probability: Number.NaN }, 'from 0 to 1, not NaN'],
    [{ kind: 'throttle', probabilty: 0.5 } as Fault, 'no option probabilty; did you mean probability?'],
    [{ kind: 'throttle', nth: 0 }, 'counts requests from 1, so it is not 0'],
    [{ kind: 'throttle', nth: [1, 1.5] }, 'counts requests from 1, so it is not 1.5'],
  ])('that can never happen as it is described is refused: %o', (fault, reason) => {
    expect(() => checkedFault(fault)).toThrow(reason)
    expect(() => checkedFault(fault)).toThrow(expect.objectContaining({ code: 'testing.fault' }) as Error)
  })
})
