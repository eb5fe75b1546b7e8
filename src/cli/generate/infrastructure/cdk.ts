import { generatedBy } from '../generated-by.js'
import { unreachable } from '../../../core/assert.js'
import { resourcesOf } from './cloudformation-resources.js'
import type { TablePlan } from './table-plan.js'
import type { Resource, TemplateValue } from './template.types.js'

/**
 * A construct of the AWS CDK for each table. Made of the constructs that stand for CloudFormation's resources one to
 * one, so that nothing depends on what a version of the CDK adds; `table` has the grants.
 */
export function cdk(plans: readonly TablePlan[]): string {
  const usesScaling = plans.some((plan) => Object.keys(resourcesOf(plan)).length > 1)
  const usesRegion = plans.some((plan) => (plan.deployment.replicas ?? []).length > 0)
  const tables = [
    ...new Set(plans.map((plan) => classOf(resourcesOf(plan)[plan.identifier]?.Type ?? ''))),
    'Table',
  ]
  return [
    `// ${generatedBy}`,
    `import { ${['RemovalPolicy', ...(usesRegion ? ['Aws'] : [])].toSorted().join(', ')} } from 'aws-cdk-lib'`,
    ...(usesScaling
      ? ["import { CfnScalableTarget, CfnScalingPolicy } from 'aws-cdk-lib/aws-applicationautoscaling'"]
      : []),
    `import { ${tables.toSorted().join(', ')} } from 'aws-cdk-lib/aws-dynamodb'`,
    "import type { ITable } from 'aws-cdk-lib/aws-dynamodb'",
    "import { Construct } from 'constructs'",
    '',
    plans.map(construct).join('\n'),
  ].join('\n')
}

function construct(plan: TablePlan): string {
  const { identifier, input, schemaName } = plan
  const [[, table], ...others] = Object.entries(resourcesOf(plan)) as [
    [string, Resource],
    ...[string, Resource][],
  ]
  const indexes = [...(input.GlobalSecondaryIndexes ?? []), ...(input.LocalSecondaryIndexes ?? [])]
  const name = classOf(table.Type)
  const references = { [identifier]: 'this.resource' }
  const lines = [
    `/** Table ${schemaName}. */`,
    `export class ${identifier}Table extends Construct {`,
    '  /** The table, to grant access to it. */',
    '  readonly table: ITable',
    `  readonly resource: ${name}`,
    '',
    '  constructor(scope: Construct, id: string) {',
    '    super(scope, id)',
    `    this.resource = new ${name}(this, 'Resource', ${expression(properties(table.Properties, references), '    ')})`,
    '    this.resource.applyRemovalPolicy(RemovalPolicy.RETAIN)',
    ...others.flatMap(([id, resource]) => scaling(id.slice(identifier.length), resource, references)),
    "    this.table = Table.fromTableAttributes(this, 'Table', {",
    '      tableArn: this.resource.attrArn,',
    ...(input.StreamSpecification === undefined
      ? []
      : ['      tableStreamArn: this.resource.attrStreamArn,']),
    ...(indexes.length === 0 ? [] : ['      grantIndexPermissions: true,']),
    '    })',
    '  }',
    '}',
    '',
  ]
  return lines.join('\n')
}

/** A resource under a name of its own, which later ones may refer to. */
function scaling(id: string, { Type, Properties }: Resource, references: Record<string, string>): string[] {
  const made = `new ${classOf(Type)}(this, '${id}', ${expression(properties(Properties, references), '    ')})`
  if (Type !== 'AWS::ApplicationAutoScaling::ScalableTarget') return [`    ${made}`]
  const variable = id.charAt(0).toLowerCase() + id.slice(1)
  const [table] = Object.keys(references)
  references[`${table}${id}`] = variable
  return [`    const ${variable} = ${made}`]
}

function classOf(type: string): string {
  return `Cfn${type.slice(type.lastIndexOf(':') + 1)}`
}

/** A value of the generated program: text of code where it is no literal. */
type CodeValue =
  string | number | boolean | Code | readonly CodeValue[] | { readonly [name: string]: CodeValue }

class Code {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** The properties of a resource as its construct takes them. */
function properties(value: TemplateValue, references: Readonly<Record<string, string>>): CodeValue {
  if (Array.isArray(value)) return value.map((each) => properties(each, references))
  if (typeof value !== 'object') return value
  const entries = Object.entries(value as { readonly [name: string]: TemplateValue })
  const [only] = entries
  if (only !== undefined && (only[0] === 'Ref' || only[0].startsWith('Fn::')))
    return intrinsic(only[0], only[1], references)
  return Object.fromEntries(entries.map(([name, each]) => [memberOf(name), properties(each, references)]))
}

function intrinsic(name: string, value: TemplateValue, references: Readonly<Record<string, string>>): Code {
  if (name === 'Ref' && typeof value === 'string')
    return new Code(value === 'AWS::Region' ? 'Aws.REGION' : `${references[value]}.ref`)
  const [, parts] = value as readonly [string, readonly TemplateValue[]]
  const texts = parts.map((part) => {
    const code = properties(part, references)
    return code instanceof Code ? `\${${code.text}}` : templateText(part)
  })
  return new Code(`\`${texts.join('')}\``)
}

/** A part of a joined text that is text itself, within a template literal. */
function templateText(part: TemplateValue): string {
  return JSON.stringify(part).slice(1, -1).replace(/[`$]/g, '\\$&').replaceAll('\\"', '"')
}

/** The CDK writes the first word of a property with small letters: `KMSMasterKeyId` is `kmsMasterKeyId`. */
function memberOf(name: string): string {
  return name.replace(/^(?:[A-Z]+(?=[A-Z][a-z])|[A-Z]+$|[A-Z])/, (word) => word.toLowerCase())
}

function expression(value: CodeValue, indent: string): string {
  if (value instanceof Code) return value.text
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  const inner = `${indent}  `
  if (Array.isArray(value)) {
    const parts = (value as readonly CodeValue[]).map((each) => expression(each, inner))
    const line = `[${parts.join(', ')}]`
    if (!line.includes('\n') && line.length + indent.length < 90) return line
    return `[\n${parts.map((part) => `${inner}${part},\n`).join('')}${indent}]`
  }
  if (typeof value !== 'object') return unreachable(value, 'code')
  const members = Object.entries(value).map(([name, each]) => `${name}: ${expression(each, inner)}`)
  const line = `{ ${members.join(', ')} }`
  if (!line.includes('\n') && line.length + indent.length < 90) return line
  return `{\n${members.map((member) => `${inner}${member},\n`).join('')}${indent}}`
}

/** A literal, in the quotes that it does not hold. */
function quoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1)
  return text.includes("'") ? `"${inner}"` : `'${inner.replaceAll('\\"', '"')}'`
}
