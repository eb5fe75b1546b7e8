import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { createDatabase, defineEntity, defineTable } from '../../../src/index.js'
import { memory } from '../../../src/engine/index.js'

const table = defineTable({
  name: 'wide',
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: {
    counted: { partitionKey: 'gpk', sortKey: { name: 'gsk', type: 'N' } },
    native: { partitionKey: ['org'] },
  },
})
const schema = z.object({ org: z.string(), id: z.string(), count: z.number() })
const entityOf = <const TName extends string>(name: TName, partition: string) =>
  defineEntity({
    name,
    table,
    schema,
    key: { partitionKey: `${partition}` as never, sortKey: `${name}#{id}` as never },
    access: {
      byCount: { index: 'counted', partitionKey: `${partition}` as never, sortKey: '{count}' as never },
      byOrg: { index: 'native' },
    },
  })

const db = createDatabase({
  backend: memory(),
  entities: {
    users: entityOf('User', 'ORG#{org}'),
    teams: entityOf('Team', 'ORG#{org}'),
    systems: entityOf('System', 'ORG#system{org}'),
    logs: entityOf('Log', 'LOG#{org}'),
  },
})
// oxlint-disable-next-line typescript/no-explicit-any -- a caller without types
const users: any = db.users

describe('the entities that can appear', () => {
  it('are those whose partition key can be this very one', () => {
    expect(users.query.byCount({ org: 'a' }).plan().canAppear).toEqual(['User', 'Team'])
    expect(users.query.byCount({ org: 'systems' }).plan().canAppear).toEqual(['User', 'Team', 'System'])
  })

  it('are those whose sort key can be in the range', () => {
    expect(users.query.primary({ org: 'a' }).plan().canAppear).toEqual(['User'])
    expect(users.query.primary({ org: 'a', id: { gte: 'x' } }).plan().canAppear).toEqual(['User'])
  })

  it('are all with the same attributes, where keys stand for themselves', () => {
    expect(users.query.byOrg({ org: 'a' }).plan().canAppear).toEqual(['User', 'Team', 'System', 'Log'])
    expect(users.query.byCount({ org: 'a', count: { gt: 1 } }).plan().canAppear).toEqual(['User', 'Team'])
  })

  it('are all of the table in a scan', () => {
    expect(users.scan().plan().canAppear).toEqual(['User', 'Team', 'System', 'Log'])
  })
})
