import { expect, test } from 'vitest'
import { createDatabase, MonotableError } from '../../../src/index.js'
import type { Backend } from '../../../src/protocol/backend.js'
import { ada, openAccounts, User } from './unique-users.js'

const key = { tenant: 't', id: 'ada' }
const unanswered = new MonotableError('backends.no-answer', 'GetItem was not answered', {})

/** Reads fail as soon as a transaction has been carried out. */
function unreadable(backend: Backend): Backend {
  let isWritten = false
  return {
    async execute(operation, input, options) {
      if (operation === 'GetItem' && isWritten) throw unanswered
      const output = await backend.execute(operation, input, options)
      if (operation === 'TransactWriteItems') isWritten = true
      return output
    },
  }
}

test('an update that was carried out and cannot be read back says so, and not that a read has failed', async () => {
  const { db, engine } = await openAccounts()
  const item = await db.users.create(ada)
  const { users } = createDatabase({ backend: unreadable(engine), entities: { users: User } })
  const update = users.update(item, { set: { email: 'new@example.org' }, add: { visits: 1 } })
  await expect(update).rejects.toMatchObject({
    code: 'repository.not-read-back',
    message:
      'User: the update was carried out, but what it made of the item with tenant t, id ada could not be read: read it, and do not write it again.',
    details: { entity: 'User', key },
    cause: unanswered,
  })
  expect(await db.users.get(key)).toMatchObject({ email: 'new@example.org', visits: 1, version: 2 })
})

test('an update that is given up while it is read back fails with the reason of its signal', async () => {
  const { db, engine } = await openAccounts()
  const item = await db.users.create(ada)
  const controller = new AbortController()
  const backend: Backend = {
    async execute(operation, input, options) {
      if (operation === 'GetItem') controller.abort(new Error('enough'))
      options?.signal?.throwIfAborted()
      return engine.execute(operation, input, options)
    },
  }
  const { users } = createDatabase({ backend, entities: { users: User } })
  const { signal } = controller
  const update = users.update(item, { set: { email: 'new@example.org' }, add: { visits: 1 } }, { signal })
  await expect(update).rejects.toThrow('enough')
})
