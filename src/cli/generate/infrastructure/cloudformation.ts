import { stringify } from 'yaml'
import { generatedBy } from '../generated-by.js'
import { resourcesOf } from './cloudformation-resources.js'
import type { TablePlan } from './table-plan.js'

/**
 * A CloudFormation template of all tables. Tables stay when their stack or their resource goes: data outlives a
 * mistake.
 */
export function cloudFormation(plans: readonly TablePlan[]): string {
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Resources: Object.assign({}, ...plans.map(resourcesOf)) as object,
    Outputs: Object.fromEntries(plans.flatMap(outputsOf)),
  }
  // CloudFormation reads the YAML of before, in which an unquoted `on` is true.
  return `# ${generatedBy}\n${stringify(template, { version: '1.1', aliasDuplicateObjects: false, lineWidth: 0 })}`
}

function outputsOf({ identifier, input }: TablePlan): readonly (readonly [string, object])[] {
  const get = (attribute: string): object => ({ Value: { 'Fn::GetAtt': [identifier, attribute] } })
  return [
    [`${identifier}Name`, { Value: { Ref: identifier } }],
    [`${identifier}Arn`, get('Arn')],
    ...(input.StreamSpecification === undefined
      ? []
      : [[`${identifier}StreamArn`, get('StreamArn')] as const]),
  ]
}
