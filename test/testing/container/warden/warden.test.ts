import { setTimeout } from 'node:timers/promises'
import { sharedContainer } from 'monotable/testing'
import { describe, expect, it } from 'vitest'
import { isAlive } from '../../../../src/testing/container/processes.js'
import { apart, elsewhere } from '../elsewhere.js'

async function answers(endpoint: string): Promise<boolean> {
  return fetch(endpoint).then(
    () => true,
    () => false,
  )
}

/** Looks again and again, for half a minute. */
async function comesTrue(look: () => Promise<boolean>): Promise<boolean> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (await look()) return true
    await setTimeout(100)
  }
  return false
}

describe('the warden of a container', () => {
  it('ends it when the last process that needs it is gone, and itself with it', async () => {
    const given = await elsewhere({ ...apart(), CI: 'true', MONOTABLE_CONTAINER_KEEP: '' })
    expect(given.id).not.toBe((await sharedContainer()).id)
    expect(await comesTrue(async () => !(await answers(given.endpoint)))).toBe(true)
    expect(await comesTrue(async () => !isAlive(given.warden))).toBe(true)
    expect(await answers((await sharedContainer()).endpoint)).toBe(true)
  })

  it('keeps it for the next process as long as it is told to', async () => {
    const variables = { ...apart(), MONOTABLE_CONTAINER_KEEP: '10' }
    const first = await elsewhere(variables)
    await setTimeout(1500)
    expect(await elsewhere(variables)).toEqual(first)
  })
})
