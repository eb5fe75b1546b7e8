import { App, Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { generated } from '../support.js'
import type { Example } from '../support.js'
import { ShopTable } from '../golden/shop/cdk.js'
import { UsageTable, WorkspacesTable } from '../golden/workspaces/cdk.js'
import { ShopTable as WorldwideTable } from '../golden/worldwide/cdk.js'

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: object }>>
}
type TableConstruct = new (scope: Construct, id: string) => ShopTable | UsageTable | WorldwideTable

/** The constructs are those of the kept files, which another test holds against what is generated. */
const constructs: Readonly<Record<Example, readonly TableConstruct[]>> = {
  shop: [ShopTable],
  workspaces: [WorkspacesTable, UsageTable],
  worldwide: [WorldwideTable],
}

/** A stack that holds the constructs, as the CDK makes a template of it. */
function synthesized(classes: readonly TableConstruct[]): Template {
  const app = new App()
  const stack = new Stack(app, 'Stack')
  for (const each of classes) new each(stack, each.name)
  return app.synth().getStackByName('Stack').template as Template
}

/** The resources without the names that the CDK makes up, in one order. */
function substance({ Resources }: Template): unknown {
  const names = new Map(
    Object.entries(Resources).map(([name, { Properties: properties }]) => [
      name,
      titleOf(properties, Resources),
    ]),
  )
  const renamed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(renamed)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) =>
        key === 'Ref' && typeof each === 'string' ? [key, names.get(each) ?? each] : [key, renamed(each)],
      ),
    )
  }
  return Object.entries(Resources)
    .filter(([, { Type }]) => Type !== 'AWS::CDK::Metadata')
    .map(([name, resource]) => [names.get(name), renamed(resource)] as const)
    .toSorted(([left = ''], [right = '']) => (left < right ? -1 : 1))
}

/** What a resource is known by: the name of its table, the capacity that it scales, or the name of its policy. */
function titleOf(properties: object, resources: Template['Resources']): string {
  const known = properties as Readonly<Record<string, unknown>>
  const { TableName: table, PolicyName: policy, ResourceId: id, ScalableDimension: dimension } = known
  if (typeof (table ?? policy) === 'string') return String(table ?? policy)
  const parts = JSON.stringify(id).replace(/\{"Ref":"(\w+)"\}/g, (_, name: string) =>
    titleOf(resources[name]?.Properties ?? {}, resources),
  )
  return `${parts} ${String(dimension)}`
}

describe.each(Object.keys(constructs) as Example[])('cdk.ts of %s', (name) => {
  it('synthesizes to what cloudformation.yaml says', () => {
    const yaml = parse(generated(name).files.get('cloudformation.yaml') ?? '', { version: '1.1' }) as Template
    expect(substance(synthesized(constructs[name]))).toEqual(substance(yaml))
  })
})

describe('the table of a construct', () => {
  it('has the grants of the CDK, for indexes too', async () => {
    const { Role, AnyPrincipal } = await import('aws-cdk-lib/aws-iam')
    const app = new App()
    const stack = new Stack(app, 'Stack')
    const role = new Role(stack, 'Role', { assumedBy: new AnyPrincipal() })
    const { table } = new ShopTable(stack, 'Shop')
    table.grantReadData(role)
    table.grantStreamRead(role)
    const text = JSON.stringify(app.synth().getStackByName('Stack').template)
    expect(text).toMatch(/dynamodb:Query/)
    expect(text).toMatch(/\/index\/\*/)
    expect(text).toMatch(/StreamArn/)
  })
})
