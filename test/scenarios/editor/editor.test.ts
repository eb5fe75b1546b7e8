import { setTimeout } from 'node:timers/promises'
import type { Clock } from 'monotable'
import { createDatabase, VersionConflictError } from 'monotable'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { describeScenario, openWorld } from '../world.js'
import { addLine, planRename } from './editing.js'
import type { Doc } from './editing.js'
import { entities } from './schema.js'

describeScenario('S8, an editor of documents', () => {
  const world = openWorld('desk')
  // No two moments are the same.
  let now = Date.now()
  const clock: Clock = { now: () => ++now, sleep: (milliseconds) => setTimeout(milliseconds) }
  const db = createDatabase({ backend: world.backend, tables: world.tables, entities, clock })
  let document: Doc
  let count = 0

  beforeAll(() => db.createTables())
  beforeEach(async () => {
    document = await db.documents.create({ documentId: `d${++count}`, title: 'Draft', lines: [] })
    world.sent()
  })

  it('keeps the changes of 50 editors who write at once', async () => {
    const { documentId } = document
    const lines = Array.from({ length: 50 }, (_, at) => `line of editor ${at}`)
    await Promise.all(lines.map((line) => addLine(db, documentId, line)))
    const sent = world.sent()
    // Each reads once; whoever was too late goes on from the document that the conflict carries.
    expect(sent.filter((operation) => operation === 'GetItem')).toHaveLength(50)
    expect(new Set(sent)).toEqual(new Set(['GetItem', 'PutItem']))
    expect(sent.filter((operation) => operation === 'PutItem').length).toBeGreaterThan(50)

    const stored = await db.documents.require({ documentId }, { consistent: true })
    expect(stored.lines.toSorted()).toEqual(lines.toSorted())
    expect(stored).toMatchObject({ words: 200, version: 51 })
  })

  it('plans a change as a read and a bounded number of writes', () => {
    const plan = db.documents.plan.modify(document, (current) => current, { attempts: 7 })
    expect(plan.requests).toMatchObject([
      { operation: 'GetItem', when: 'always' },
      { operation: 'PutItem', when: 'dependent', atMost: 7 },
    ])
  })

  it('gives to each of 50 conflicts the document that is stored and what differs', async () => {
    await db.documents.update(document, { set: { title: 'Final' }, append: { lines: ['more'] } })
    world.sent()
    const attempts = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        db.documents.attempt.update(document, { set: { title: `Title ${at}` } }),
      ),
    )
    expect(world.sent()).toEqual(Array(50).fill('UpdateItem'))
    const stored = await db.documents.require(document, { consistent: true })
    for (const attempt of attempts) {
      const error = attempt.ok ? undefined : attempt.error
      expect(error).toBeInstanceOf(VersionConflictError)
      expect(error?.details).toMatchObject({
        expectedVersion: 1,
        stored,
        differences: ['title', 'lines', 'version', 'updatedAt'],
      })
    }
  })

  it('refuses to delete a stale copy, and to put or replace one', async () => {
    const changed = await db.documents.update(document, { set: { title: 'Final' } })
    const refused = [
      await db.documents.attempt.delete(document),
      await db.documents.attempt.put({ ...document, title: 'Stale' }),
      await db.documents.attempt.replace({ ...document, title: 'Stale' }),
    ]
    for (const attempt of refused)
      expect(attempt).toMatchObject({ ok: false, error: { code: 'repository.version-conflict' } })
    expect(await db.documents.delete(changed)).toEqual(changed)
    expect(await db.documents.get(document, { consistent: true })).toBeUndefined()
  })

  it('renames and keeps a revision in one transaction', async () => {
    const plan = db.planTransaction(planRename(db, document, 'Final'))
    const done = await world.expectRequests(['TransactWriteItems'], plan, () => plan.run())
    expect(done.document).toMatchObject({ title: 'Final', version: 2 })
    expect(done.revision).toMatchObject({ title: 'Draft', version: 1 })
    const revisions = db.revisions.query.primary({ documentId: document.documentId }).descending()
    expect(await revisions.all()).toHaveLength(1)
  })

  it('names the stale one of two documents in a transaction, and changes neither', async () => {
    const other = await db.documents.create({ documentId: `${document.documentId}b`, title: 'B', lines: [] })
    const stored = await db.documents.update(other, { set: { title: 'B2' } })
    world.sent()
    const attempt = await db.attemptTransaction({
      fresh: db.documents.plan.update(document, { set: { title: 'A3' } }),
      stale: db.documents.plan.update(other, { set: { title: 'B3' } }),
    })
    expect(world.sent()).toEqual(['TransactWriteItems'])
    expect(attempt).toMatchObject({ ok: false, error: { code: 'repository.transaction-cancelled' } })
    const failures =
      !attempt.ok && attempt.error.code === 'repository.transaction-cancelled'
        ? attempt.error.details.failures
        : {}
    expect(Object.keys(failures)).toEqual(['stale'])
    expect(failures['stale']).toMatchObject({
      entity: 'Document',
      reason: 'ConditionalCheckFailed',
      error: { code: 'repository.version-conflict', details: { stored } },
    })
    expect(await db.documents.require(document, { consistent: true })).toEqual(document)
  })
})
