import { describe, expect, it } from 'vitest'
import { backendWith, manualClock, plain, refused } from '../support.js'

async function slow() {
  const clock = manualClock()
  const backend = await backendWith([plain], { clock, tableTransition: 1000 })
  clock.advance(1000)
  const set = (Enabled: boolean) =>
    backend.execute('UpdateTimeToLive', {
      TableName: 'plain',
      TimeToLiveSpecification: { Enabled, AttributeName: 'expires' },
    })
  const status = async () =>
    (await backend.execute('DescribeTimeToLive', { TableName: 'plain' })).TimeToLiveDescription
  return { set, status, clock }
}

describe('DescribeTimeToLive', () => {
  it('tells what is set', async () => {
    const backend = await backendWith([plain])
    const status = () => backend.execute('DescribeTimeToLive', { TableName: 'plain' })
    expect(await status()).toEqual({ TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' } })
    const TimeToLiveSpecification = { Enabled: true, AttributeName: 'expires' }
    await backend.execute('UpdateTimeToLive', { TableName: 'plain', TimeToLiveSpecification })
    expect(await status()).toEqual({
      TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' },
    })
  })

  it('passes through the states on the way', async () => {
    const { set, status, clock } = await slow()
    await set(true)
    expect(await status()).toEqual({ TimeToLiveStatus: 'ENABLING', AttributeName: 'expires' })
    clock.advance(1000)
    expect(await status()).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' })
    await set(false)
    expect(await status()).toEqual({ TimeToLiveStatus: 'DISABLING', AttributeName: 'expires' })
    clock.advance(1000)
    expect(await status()).toEqual({ TimeToLiveStatus: 'DISABLED' })
  })

  it('shows a change that cannot be changed again before it is over', async () => {
    const { set, clock } = await slow()
    await set(true)
    expect(await refused(set(false))).toBe(
      'ValidationException: Time to live has been modified multiple times within a fixed interval',
    )
    clock.advance(1000)
    await set(false)
  })

  it('says which table is missing', async () => {
    const backend = await backendWith([])
    expect(await refused(backend.execute('DescribeTimeToLive', { TableName: 'none' }))).toBe(
      'ResourceNotFoundException: Requested resource not found: Table: none not found',
    )
  })
})
