import { beforeAll, describe, expect, it } from 'vitest'
import type { Complaint } from './check.js'
import { check } from './check.js'
import { modulesOf, setUpPage } from './modules.js'
import { blocksOf, pages } from './pages.js'
import { run } from './run.js'

const shared = blocksOf(setUpPage).filter(({ kind }) => kind === 'shared')
const modules = pages.flatMap((page) => modulesOf(page, blocksOf(page), shared))
const runnable = pages.map((page) => modulesOf(page, blocksOf(page), shared)[0]!)
const wrong = pages.flatMap((page) => blocksOf(page).filter(({ kind }) => kind === 'wrong'))

describe('code in README and docs', () => {
  let complaints: Complaint[]

  beforeAll(() => {
    complaints = check(modules)
  }, 120_000)

  it('compiles', () => {
    const unexpected = complaints.filter(({ block }) => block?.kind !== 'wrong')
    expect(unexpected.map(({ place, message }) => `${place}: ${message}`)).toEqual([])
  })

  it.each(wrong.map((block) => ({ at: `${block.page}:${block.line}`, block })))(
    'does not compile where it says so, for the reasons it gives: $at',
    ({ block }) => {
      const reasons = [...block.code.matchAll(/\/\/ error: (.+)$/gm)].map(([, reason]) => reason!)
      const messages = complaints
        .filter((complaint) => complaint.block?.page === block.page && complaint.block.line === block.line)
        .map(({ message }) => message)
      expect(reasons).not.toEqual([])
      for (const reason of reasons) expect(messages.join('\n')).toContain(reason)
      for (const message of messages)
        expect(reasons.some((reason) => message.includes(reason)) ? '' : message).toBe('')
    },
  )

  it.each(runnable)('runs, and gives what it says: $name', async (module) => {
    await expect(run(module)).resolves.toBeUndefined()
  })
})
