import { expect, it } from 'vitest'
import { unlessAborted } from '../../src/core/unless-aborted.js'

const never = new Promise<never>(() => {})

it('gives what is under way, with or without a signal that could abort it', async () => {
  expect(await unlessAborted(Promise.resolve(1), undefined)).toBe(1)
  expect(await unlessAborted(Promise.resolve(2), new AbortController().signal)).toBe(2)
  const failure = new Error('failed')
  await expect(unlessAborted(Promise.reject(failure), new AbortController().signal)).rejects.toBe(failure)
})

it('rejects with the reason of the signal, or with what is made of it', async () => {
  const controller = new AbortController()
  const plain = unlessAborted(never, controller.signal)
  const named = unlessAborted(never, controller.signal, (cause) => new Error('abandoned', { cause }))
  controller.abort('enough')
  await expect(plain).rejects.toBe('enough')
  await expect(named).rejects.toMatchObject({ message: 'abandoned', cause: 'enough' })
})
