import type { GeneratedFiles, GenerateInput } from './generate.types.js'
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
  return {
    files: new Map([
      ['repositories.ts', database.text],
      ...createTableFiles(plans),
      ['cloudformation.yaml', cloudFormation(plans)],
      ['cdk.ts', cdk(plans)],
      ['terraform.tf.json', configuration.text],
    ]),
    warnings: [...database.warnings, ...configuration.warnings],
  }
}
