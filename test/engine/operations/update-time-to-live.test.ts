import { describe, expect, it } from 'vitest'
import { filledInOneTurnItemsMax } from '../../../src/protocol/limits.js'
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

  it('leaves a table alone that takes the place of the one whose items it takes in', async () => {
    const backend = await backendWith([plain])
    for (let index = 0; index <= filledInOneTurnItemsMax; index += 1) {
      await backend.execute('PutItem', { TableName: 'plain', Item: { id: { S: String(index) } } })
    }
    const changed = backend.execute('UpdateTimeToLive', setting(true))
    await backend.execute('DeleteTable', { TableName: 'plain' })
    await backend.execute('CreateTable', plain)
    await backend.execute('PutItem', { TableName: 'plain', Item: { id: { S: 'new' } } })
    await changed
    const { Items } = await backend.execute('Scan', { TableName: 'plain' })
    expect(Items).toEqual([{ id: { S: 'new' } }])
  })
})
