import type { Comparison } from '../comparison.js'
import { isAlike } from '../comparison.js'
import { answerDifferences } from './answers.js'
import { capacityDifferences } from './capacity.js'
import { orderDifferences } from './order.js'
import { readDifferences } from './reads.js'
import type { KnownDifference } from './known-difference.js'
import { sizeDifferences } from './sizes.js'
import { statementDifferences } from './statements.js'
import { streamDifferences } from './streams.js'
import { tableDifferences } from './tables.js'
import { transactionDifferences } from './transactions.js'
import { wordings } from './wording.js'
import { writeDifferences } from './writes.js'

/**
 * All of them, in the order in which they are asked: what explains a part of an answer goes before what explains all.
 *
 * To add one, find what the service does (documentation, or what others have observed), write it down in
 * docs/internals/engine-fidelity.md, and match both sides as narrowly as they can be: a rule that fits anything hides what it was
 * not written for.
 */
export const knownDifferences: readonly KnownDifference[] = [
  ...answerDifferences,
  ...sizeDifferences,
  ...capacityDifferences,
  ...statementDifferences,
  ...transactionDifferences,
  ...tableDifferences,
  ...streamDifferences,
  ...readDifferences,
  ...writeDifferences,
  ...wordings,
  ...orderDifferences,
]

/** What is left of a difference, and the names of those that explain the rest of it. */
export function explained(compared: Comparison): { readonly rest: Comparison; readonly used: string[] } {
  let rest = compared
  const used: string[] = []
  for (const { name, explain } of knownDifferences) {
    if (isAlike(rest)) break
    const next = explain(rest)
    if (next === undefined) continue
    rest = next
    used.push(name)
  }
  return { rest, used }
}
