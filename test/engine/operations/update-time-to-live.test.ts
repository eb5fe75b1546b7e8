import { describe, expect, it } from 'vitest'
import type { UpdateTimeToLiveInput } from '../../../src/protocol/tables.js'
import { backendWith, plain, refused } from '../support.js'

const setting = (Enabled: boolean, AttributeName = 'expiresAt'): UpdateTimeToLiveInput => ({
  TableName: 'plain',
  TimeToLiveSpecification: { Enabled, AttributeName },
})

describe('UpdateTimeToLive', () => {
  it('records the setting and gives it back', async () => {
    const backend = await backendWith([plain])
    expect(await backend.execute('UpdateTimeToLive', setting(true))).toEqual({
      TimeToLiveSpecification: { Enabled: true, AttributeName: 'expiresAt' },
    })
    expect(await backend.execute('UpdateTimeToLive', setting(false))).toEqual({
      TimeToLiveSpecification: { Enabled: false, AttributeName: 'expiresAt' },
    })
  })

  it('refuses what changes nothing, and another attribute than the one in use', async () => {
    const backend = await backendWith([plain])
    const update = (input: UpdateTimeToLiveInput) => refused(backend.execute('UpdateTimeToLive', input))
    expect(await update(setting(false))).toBe('ValidationException: TimeToLive is already disabled')
    await backend.execute('UpdateTimeToLive', setting(true))
    expect(await update(setting(true))).toBe('ValidationException: TimeToLive is already enabled')
    expect(await update(setting(true, 'other'))).toBe(
      'ValidationException: TimeToLive is active on a different AttributeName: current AttributeName is expiresAt',
    )
  })

  it('gathers what is missing', async () => {
    const backend = await backendWith([plain])
    const input = { TableName: 'plain', TimeToLiveSpecification: { Enabled: undefined, AttributeName: '' } }
    expect(await refused(backend.execute('UpdateTimeToLive', input))).toBe(
      'ValidationException: 2 validation errors detected: ' +
        "Value null at 'timeToLiveSpecification.enabled' failed to satisfy constraint: Member must not be null; " +
        "Value '' at 'timeToLiveSpecification.attributeName' failed to satisfy constraint: Member must have length greater than or equal to 1",
    )
  })
})
