import { jsonText } from '../json-text.js'
import type { TablePlan } from './table-plan.js'

/** The input of CreateTable for each table: one file, or where there are several tables a file for each. */
export function createTableFiles(plans: readonly TablePlan[]): readonly (readonly [string, string])[] {
  return plans.map(({ schemaName, input }) => [
    plans.length === 1 ? 'table.json' : `table.${schemaName}.json`,
    jsonText(input),
  ])
}
