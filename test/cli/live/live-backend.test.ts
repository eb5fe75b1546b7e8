import { expect, it } from 'vitest'
import { installed, liveBackend } from '../../../src/cli/live/live-backend.js'

it('says what to install where the SDK is missing', async () => {
  const missing = (name: string) =>
    Object.assign(new Error(`Cannot find package '${name}' imported from x`), {
      code: 'ERR_MODULE_NOT_FOUND',
    })
  await expect(installed(() => Promise.reject(missing('@aws-sdk/client-dynamodb')))).rejects.toThrow(
    'npm install --save-dev @aws-sdk/client-dynamodb',
  )
  await expect(installed(() => Promise.reject(missing('other')))).rejects.toThrow(
    "Cannot find package 'other'",
  )
})

it('takes an address', async () => {
  await expect(liveBackend('nowhere')).rejects.toThrow('--endpoint nowhere is no address')
  expect(await liveBackend('http://127.0.0.1:1')).toHaveProperty('execute')
})
