import { afterEach, describe, expect, it, vi } from 'vitest'
import { containerDefinition } from '../../../src/testing/container/container-definition.js'
import { startContainer } from '../../../src/testing/container/testcontainers.js'

afterEach(() => vi.unstubAllEnvs())

describe('a container', () => {
  it('that cannot be started for want of an engine says so, and what to do', async () => {
    // Whatever engine this machine has is not at this address.
    vi.stubEnv('DOCKER_HOST', 'tcp://127.0.0.1:1')
    vi.stubEnv('TESTCONTAINERS_HOST_OVERRIDE', '127.0.0.1')
    await expect(
      startContainer(containerDefinition('nobody/dynamodb-local'), 'nobody'),
    ).rejects.toMatchObject({
      code: expect.stringMatching(/^testing\.(container-engine|container)$/) as string,
      message: expect.stringMatching(/MONOTABLE_BACKEND=memory|MONOTABLE_CONTAINER_IMAGE/) as string,
    })
  })
})
