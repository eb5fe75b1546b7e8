import { createDatabase } from 'monotable'
import { beforeAll, expect, it } from 'vitest'
import { describeScenario, openWorld } from '../world.js'
import { lend, loansMaximum, planLoan, planReturn } from './loans.js'
import { entities } from './schema.js'

describeScenario('S4, a library', () => {
  const world = openWorld('library')
  const db = createDatabase({ backend: world.backend, tables: world.tables, entities })
  const isbn = '978-0'
  const day = (date: number) => new Date(Date.UTC(2026, 4, date))

  beforeAll(async () => {
    await db.createTables()
    await db.authors.putMany([
      { authorId: 'a1', firstName: 'Ursula', lastName: 'Le Guin' },
      { authorId: 'a2', firstName: 'Charlotte', lastName: 'Brontë' },
      { authorId: 'a3', firstName: 'Anne', lastName: 'Brontë' },
      { authorId: 'a4', firstName: 'Emily', lastName: 'Brontë' },
      { authorId: 'a5', firstName: 'Anna', lastName: 'Brontë' },
    ])
    await db.genres.putMany([
      { genre: 'novel', isbn, title: 'Wuthering Heights', authorId: 'a4' },
      { genre: 'gothic', isbn, title: 'Wuthering Heights', authorId: 'a4' },
      { genre: 'novel', isbn: '978-1', title: 'Jane Eyre', authorId: 'a2' },
    ])
    for (let copy = 1; copy <= 6; copy++)
      await db.copies.create({ isbn, copyId: `c${copy}`, state: 'available' })
    await db.copies.create({ isbn: '978-1', copyId: 'c1', state: 'available' })
    for (const memberId of ['m1', 'm2', 'm3', 'm4']) await db.members.create({ memberId, name: memberId })
  })

  it('finds authors by their last name, and by the beginning of the first one', async () => {
    const byLastName = db.authors.query.byName({ lastName: 'Brontë' })
    const all = await world.expectRequests(['Query'], byLastName.plan(), () => byLastName.all())
    expect(all.map(({ firstName }) => firstName)).toEqual(['Anna', 'Anne', 'Charlotte', 'Emily'])

    const byBeginning = db.authors.query.byName({ lastName: 'Brontë', firstName: { beginsWith: 'Ann' } })
    const some = await world.expectRequests(['Query'], byBeginning.plan(), () => byBeginning.all())
    expect(some.map(({ firstName }) => firstName)).toEqual(['Anna', 'Anne'])
  })

  it('finds books by genre, and by author', async () => {
    const novels = db.genres.query.primary({ genre: 'novel' })
    const found = await world.expectRequests(['Query'], novels.plan(), () => novels.all())
    expect(found.map(({ title }) => title)).toEqual(['Wuthering Heights', 'Jane Eyre'])
    expect(await db.genres.query.byAuthor({ authorId: 'a4' }).count()).toBe(2)
  })

  it('finds the copies of a book, those that are loaned and those that are not', async () => {
    const copies = db.copies.query.primary({ isbn })
    const [first, second] = await world.expectRequests(['Query'], copies.plan(), () => copies.all())
    expect(await lend(db, first!, 'm1', day(10))).toEqual([])
    expect(await lend(db, second!, 'm1', day(12))).toEqual([])

    const loaned = db.copies.query.byState({ isbn, state: 'loaned' })
    const out = await world.expectRequests(['Query'], loaned.plan(), () => loaned.all())
    expect(out.map(({ copyId }) => copyId)).toEqual(['c1', 'c2'])
    const available = await db.copies.query.byState({ isbn, state: 'available' }).all()
    expect(available.map(({ copyId }) => copyId)).toEqual(['c3', 'c4', 'c5', 'c6'])
  })

  it('finds what a member should have brought back, and nothing that is not loaned', async () => {
    const overdue = db.copies.query.byMember({ memberId: 'm1', dueAt: { lt: day(11) } })
    const found = await world.expectRequests(['Query'], overdue.plan(), () => overdue.all())
    expect(found.map(({ copyId }) => copyId)).toEqual(['c1'])

    const back = planReturn(db, found[0]!, 'm1')
    await db.transact({ ...back })
    expect(await overdue.count()).toBe(0)
    expect(await db.copies.require({ isbn, copyId: 'c1' }, { consistent: true })).toEqual({
      isbn,
      copyId: 'c1',
      state: 'available',
      version: 3,
    })
  })

  it('lends in one transaction', async () => {
    const copy = await db.copies.require({ isbn, copyId: 'c3' }, { consistent: true })
    const plan = db.planTransaction({ ...planLoan(db, copy, 'm2', day(20)) })
    const lent = await world.expectRequests(['TransactWriteItems'], plan, () => plan.run())
    expect(lent.copy).toMatchObject({ state: 'loaned', memberId: 'm2', version: 2 })
    expect(await db.members.require({ memberId: 'm2' }, { consistent: true })).toMatchObject({ loans: 1 })
  })

  it('refuses a loan past the limit, by the label of the member, and lends nothing', async () => {
    const copies = await db.copies.query.primary({ isbn }).consistent(true).all()
    const free = copies.filter(({ state }) => state === 'available').slice(0, loansMaximum)
    for (const copy of free) expect(await lend(db, copy, 'm3', day(21))).toEqual([])
    const other = await db.copies.require({ isbn: '978-1', copyId: 'c1' }, { consistent: true })
    world.sent()
    expect(await lend(db, other, 'm3', day(21))).toEqual(['member'])
    expect(world.sent()).toEqual(['TransactWriteItems'])
    expect(await db.copies.require(other, { consistent: true })).toEqual(other)
    expect(await db.members.require({ memberId: 'm3' }, { consistent: true })).toMatchObject({
      loans: loansMaximum,
    })
  })

  it('lends a copy once, however many ask for it', async () => {
    const copy = await db.copies.require({ isbn: '978-1', copyId: 'c1' }, { consistent: true })
    const refused = await Promise.all(['m1', 'm2', 'm4'].map((memberId) => lend(db, copy, memberId, day(22))))
    expect(refused.filter((labels) => labels.length === 0)).toHaveLength(1)
    expect(refused.filter((labels) => labels.includes('copy'))).toHaveLength(2)
  })
})
