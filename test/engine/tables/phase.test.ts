import { describe, expect, it } from 'vitest'
import { beginning, isOver, statusAt } from '../../../src/engine/tables/phase.js'

describe('a phase', () => {
  const phase = { status: 'UPDATING', until: 1000 } as const

  it('is over when its time has come', () => {
    expect([isOver(phase, 999), isOver(phase, 1000), isOver(undefined, 0)]).toEqual([false, true, true])
    expect([statusAt(phase, 999), statusAt(phase, 1000), statusAt(undefined, 0)]).toEqual([
      'UPDATING',
      'ACTIVE',
      'ACTIVE',
    ])
  })

  it('can be seen in its beginning, even if it takes no time', () => {
    expect(statusAt({ status: 'CREATING', until: 1000 }, beginning(1000))).toBe('CREATING')
  })
})
