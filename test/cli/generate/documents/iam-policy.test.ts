import { createDatabase } from 'monotable'
import type { Plan } from 'monotable'
import { describe, expect, it } from 'vitest'
import { noBackend } from '../../../../src/cli/schema-module/index.js'
import { generated } from '../support.js'
import type { Example } from '../support.js'
import { entities as shop } from '../schemas/shop.js'
import { entities as workspaces } from '../schemas/workspaces.js'

interface Statement {
  readonly Sid: string
  readonly Action: readonly string[]
  readonly Resource: string
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
}
interface Access {
  readonly action: string
  readonly resource: string
  readonly leadingKey: string
}

const policyOf = (name: Example, file = 'iam-policy.json'): readonly Statement[] =>
  (JSON.parse(generated(name).files.get(file) ?? '') as { Statement: Statement[] }).Statement

/** Whether IAM would allow an access, for a principal with tags: as its documentation says of `StringLike`. */
function allows(
  statements: readonly Statement[],
  access: Access,
  tags: Readonly<Record<string, string>> = {},
): boolean {
  return statements.some(({ Action, Resource, Condition }) => {
    const keys = Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys']
    return (
      Action.includes(access.action) &&
      like(Resource, tags).test(access.resource) &&
      (keys === undefined || keys.some((key) => like(key, tags).test(access.leadingKey)))
    )
  })
}

function like(pattern: string, tags: Readonly<Record<string, string>>): RegExp {
  const quoted = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const parts = pattern.split(/(\$\{[^}]*\}|\*|\?)/).map((part) => {
    if (part === '*') return '.*'
    if (part === '?') return '.'
    const [, name] = /^\$\{(.*)\}$/.exec(part) ?? []
    if (name === undefined) return quoted(part)
    return quoted(name.startsWith('aws:PrincipalTag/') ? (tags[name.slice(17)] ?? '\u0000') : name)
  })
  return new RegExp(`^${parts.join('')}$`, 's')
}

/** What the requests of a plan access: by the operations that IAM knows. */
function accessesOf(plan: Plan): readonly Access[] {
  const access = (action: string, table: unknown, key: unknown, index?: string): Access => ({
    action: `dynamodb:${action}`,
    resource: `arn:aws:dynamodb:eu-west-1:111122223333:table/${String(table)}${index === undefined ? '' : `/index/${index}`}`,
    leadingKey: (key as { S?: string } | undefined)?.S ?? '',
  })
  return plan.requests.flatMap(({ operation, input }) => {
    switch (operation) {
      case 'Query': {
        const [first = ''] = Object.keys(input.ExpressionAttributeValues ?? {})
        return [access('Query', input.TableName, input.ExpressionAttributeValues?.[first], input.IndexName)]
      }
      case 'GetItem':
        return [access('GetItem', input.TableName, input.Key?.['pk'])]
      case 'PutItem':
        return [access('PutItem', input.TableName, input.Item?.['pk'])]
      case 'UpdateItem':
        return [access('UpdateItem', input.TableName, input.Key?.['pk'])]
      case 'DeleteItem':
        return [access('DeleteItem', input.TableName, input.Key?.['pk'])]
      case 'TransactWriteItems':
        return (input.TransactItems ?? []).flatMap(({ Put, Delete }) => [
          ...(Put === undefined ? [] : [access('PutItem', Put.TableName, Put.Item?.['pk'])]),
          ...(Delete === undefined ? [] : [access('DeleteItem', Delete.TableName, Delete.Key?.['pk'])]),
        ])
      default:
        throw new Error(`the test does not know ${operation}`)
    }
  })
}

const orders = createDatabase({
  backend: noBackend,
  entities: shop,
  tables: { shop: 'shop-production' },
}).orders
const { members } = createDatabase({ backend: noBackend, entities: workspaces })
const key = { tenantId: 't1', customerId: 'c1', orderId: 'o1' }
const order = {
  ...key,
  region: 'eu',
  status: 'paid',
  placedAt: new Date(0),
  totalCents: 1,
  lines: [] as { sku: string; quantity: number }[],
} as const
const member = {
  tenant: 't1',
  memberId: '00000000-0000-4000-8000-000000000001',
  email: 'a@example.com',
  joined: new Date(0),
  settings: {},
  secret: 's',
}
const plansOfOrders: readonly (readonly [string, Plan])[] = [
  ['get', orders.plan.get(key)],
  ['create', orders.plan.create(order)],
  ['update', orders.plan.update(key, { set: { totalCents: 2 } })],
  ['delete', orders.plan.delete(key)],
  ['query of the table', orders.query.primary({ tenantId: 't1', customerId: 'c1' }).plan()],
  ['query of an index', orders.query.byStatus({ tenantId: 't1', status: 'paid' }).plan()],
]

describe('iam-policy.json', () => {
  const policy = policyOf('shop')

  it.each(plansOfOrders)('allows what the repositories send: %s', (_, plan) => {
    for (const access of accessesOf(plan)) expect([access, allows(policy, access)]).toEqual([access, true])
  })

  it('allows the sentinels of unique constraints', () => {
    const accesses = accessesOf(members.plan.create(member))
    expect(accesses).toHaveLength(2)
    for (const access of accesses) expect(allows(policyOf('workspaces'), access)).toBe(true)
  })

  it('allows nothing else', () => {
    const resource = 'arn:aws:dynamodb:eu-west-1:111122223333:table/shop-production'
    const leadingKey = 'TENANT#t1#CUSTOMER#c1'
    for (const action of ['Scan', 'DeleteTable', 'UpdateTable', 'PartiQLSelect', 'ExportTableToPointInTime'])
      expect(allows(policy, { action: `dynamodb:${action}`, resource, leadingKey })).toBe(false)
    expect(allows(policy, { action: 'dynamodb:GetItem', resource, leadingKey: 'SECRET#1' })).toBe(false)
    expect(allows(policy, { action: 'dynamodb:GetItem', resource: `${resource}-2`, leadingKey })).toBe(false)
    expect(allows(policy, { action: 'dynamodb:Query', resource: `${resource}/index/gsi1`, leadingKey })).toBe(
      false,
    )
  })

  it('lets the table be decrypted through DynamoDB alone', () => {
    const found = policyOf('workspaces').filter(({ Action }) => Action.includes('kms:Decrypt'))
    expect(found).toEqual([
      expect.objectContaining({
        Resource: expect.stringContaining('arn:aws:kms'),
        Condition: { StringLike: { 'kms:ViaService': 'dynamodb.*.amazonaws.com' } },
      }),
    ])
  })

  it('has names that IAM takes, each once', () => {
    for (const name of ['shop', 'workspaces'] as const) {
      const names = policyOf(name).map(({ Sid }) => Sid)
      expect(new Set(names).size).toBe(names.length)
      for (const each of names) expect(each).toMatch(/^[A-Za-z0-9]+$/)
    }
  })
})

describe('iam-policy.tenant.json', () => {
  const policy = policyOf('shop', 'iam-policy.tenant.json')

  it.each(plansOfOrders)('holds a principal to its own tenant: %s', (_, plan) => {
    for (const access of accessesOf(plan)) {
      expect(allows(policy, access, { tenantId: 't1' })).toBe(true)
      expect(allows(policy, access, { tenantId: 't2' })).toBe(false)
      expect(allows(policy, access, { tenantId: 't' })).toBe(false)
      expect(allows(policy, access)).toBe(false)
    }
  })

  it('leaves out what it cannot hold to a tenant', () => {
    expect(JSON.stringify(policy)).not.toContain('index/byRegion')
    const others = policyOf('workspaces', 'iam-policy.tenant.json')
    expect(others.map(({ Resource }) => Resource.split('/index/')[1])).toEqual(
      expect.arrayContaining(['by-due', 'byLabel']),
    )
    expect(JSON.stringify(others)).not.toContain('index/inverted')
    const tables = others.filter(({ Sid }) => !Sid.endsWith('Key'))
    for (const { Condition } of tables) expect(JSON.stringify(Condition)).toContain('aws:PrincipalTag/tenant')
  })
})
