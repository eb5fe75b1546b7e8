import type { GeneratedFiles, GenerateInput } from './generate.types.js'
import { accessPatterns } from './documents/access-patterns.js'
import { iamPolicies } from './documents/iam-policy.js'
import { sampleEntities } from './documents/samples.js'
import { schemaJson } from './documents/schema-json.js'
import { workbench } from './documents/workbench.js'
import { cdk } from './infrastructure/cdk.js'
import { cloudFormation } from './infrastructure/cloudformation.js'
import { createTableFiles } from './infrastructure/create-table.js'
import { planTables } from './infrastructure/table-plan.js'
import { terraform } from './infrastructure/terraform.js'
import { repositories } from './types/repositories.js'

/**
 * Everything that is generated from a schema, as texts. The same schema and config give the same texts.
 *
 * @throws CommandError where the config says something that a table cannot be.
 */
export function generate(input: GenerateInput): GeneratedFiles {
  const plans = planTables(input)
  const configuration = terraform(plans)
  const database = repositories(input)
  const entities = sampleEntities(input)
  const modeled = workbench(plans, entities)
  const policies = iamPolicies(
    plans,
    entities.map(({ model }) => model),
  )
  return {
    files: new Map([
      ['repositories.ts', database.text],
      ...createTableFiles(plans),
      ['cloudformation.yaml', cloudFormation(plans)],
      ['cdk.ts', cdk(plans)],
      ['terraform.tf.json', configuration.text],
      ...policies,
      ['schema.json', schemaJson(database.named)],
      ['workbench.json', modeled.text],
      ['ACCESS-PATTERNS.md', accessPatterns(plans, entities, input.schema.collections)],
    ]),
    warnings: [...database.warnings, ...configuration.warnings, ...modeled.warnings],
  }
}
