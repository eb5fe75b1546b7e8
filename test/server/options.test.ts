import { expect, it } from 'vitest'
import { createServer } from 'monotable/server'

const invalid = (option: string, code = 'server.option-invalid') =>
  expect.objectContaining({ code, details: expect.objectContaining({ option }) as object }) as Error

it.each<[string, unknown]>([
  ['shared', 'yes'],
  ['seedFile', ''],
  ['snapshotFile', 7],
  ['credentials', null],
  ['credentials', { accessKeyId: 'a' }],
  ['credentials', { accessKeyId: '', secretAccessKey: 'b' }],
])('%s cannot be %j', (option, value) => {
  expect(() => createServer({ [option]: value })).toThrow(invalid(option))
})

it('there are no others', async () => {
  expect(() => createServer({ seedFiel: 'a' } as object)).toThrow(invalid('seedFiel'))
  await expect(createServer().listen({ prot: 1 } as object)).rejects.toThrow(
    'listen: there is no option prot',
  )
})

it('options of its memory are looked at when it is created', () => {
  expect(() => createServer({ memory: { timeToLiveLag: Number.NaN } })).toThrow(
    invalid('timeToLiveLag', 'engine.option-invalid'),
  )
})

it.each([-1, 65_536, 1.5, Number.NaN])('port cannot be %s', async (port) => {
  await expect(createServer().listen({ port })).rejects.toThrow(invalid('port'))
})
