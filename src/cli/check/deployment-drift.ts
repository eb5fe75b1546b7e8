import type { TableDescription } from '../../protocol/tables.js'
import type { TableDeployment } from '../config/index.js'

/** What of the configuration DescribeTable tells otherwise; what the configuration leaves open is not compared. */
export function deploymentDrift(
  deployment: TableDeployment | undefined,
  actual: TableDescription,
): readonly string[] {
  const { billing, tableClass, deletionProtection } = deployment ?? {}
  const lines: string[] = []
  const compare = (what: string, expected: string | undefined, found: string): void => {
    if (expected !== undefined && expected !== found)
      lines.push(`${what}: the configuration has ${expected}, the table has ${found}`)
  }
  const isOnDemand = actual.BillingModeSummary?.BillingMode === 'PAY_PER_REQUEST'
  compare('billing', billing?.mode, isOnDemand ? 'on-demand' : 'provisioned')
  const { TableClass = 'STANDARD' } = actual.TableClassSummary ?? {}
  compare('table class', tableClass, TableClass === 'STANDARD' ? 'standard' : 'standard-infrequent-access')
  compare(
    'deletion protection',
    deletionProtection === undefined ? undefined : onOff(deletionProtection),
    onOff(actual.DeletionProtectionEnabled === true),
  )
  return lines
}

const onOff = (isOn: boolean): string => (isOn ? 'on' : 'off')
