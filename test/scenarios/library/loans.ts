import type { Database, Item, WritePlan } from 'monotable'
import type { Copy, Member, entities } from './schema.js'

export type Library = Database<typeof entities>

export const loansMaximum = 3

interface LoanPlans {
  readonly copy: WritePlan<Item<typeof Copy>>
  readonly member: WritePlan<Item<typeof Member>>
}

/** The copy goes to the member, whose loans are counted: both, or neither of them. */
export function planLoan(db: Library, copy: Item<typeof Copy>, memberId: string, dueAt: Date): LoanPlans {
  return {
    copy: db.copies.plan.update(
      copy,
      { set: { state: 'loaned', memberId, dueAt } },
      { where: (c, { eq }) => eq(c.state, 'available') },
    ),
    member: db.members.plan.update(
      { memberId },
      { add: { loans: 1 } },
      { where: (m, { lt }) => lt(m.loans, loansMaximum) },
    ),
  }
}

export function planReturn(db: Library, copy: Item<typeof Copy>, memberId: string): LoanPlans {
  return {
    copy: db.copies.plan.update(copy, { set: { state: 'available' }, remove: ['memberId', 'dueAt'] }),
    member: db.members.plan.update({ memberId }, { add: { loans: -1 } }),
  }
}

/** Lends a copy; gives the labels of what stood in the way. */
export async function lend(
  db: Library,
  copy: Item<typeof Copy>,
  memberId: string,
  dueAt: Date,
): Promise<readonly string[]> {
  const lent = await db.attemptTransaction({ ...planLoan(db, copy, memberId, dueAt) })
  if (lent.ok) return []
  if (lent.error.code !== 'repository.transaction-cancelled') throw lent.error
  return Object.keys(lent.error.details.failures)
}
