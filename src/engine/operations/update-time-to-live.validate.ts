import type { UpdateTimeToLiveInput } from '../../protocol/tables.js'
import { keyAttributeNameSizeBytesMax } from '../../protocol/limits.js'
import { Constraints } from '../requests/constraints.js'
import { tableNameOf } from '../requests/names.js'

export interface UpdateTimeToLiveRequest {
  readonly tableName: string
  readonly isEnabled: boolean
  readonly attribute: string
}

export function validateUpdateTimeToLive(input: UpdateTimeToLiveInput): UpdateTimeToLiveRequest {
  const tableName = tableNameOf(input.TableName)
  const constraints = new Constraints()
  const specification = input.TimeToLiveSpecification
  if (constraints.notNull(specification, 'timeToLiveSpecification')) {
    const path = 'timeToLiveSpecification'
    constraints.notNull(specification?.Enabled, `${path}.enabled`)
    constraints.notNull(specification?.AttributeName, `${path}.attributeName`)
    constraints.length(specification?.AttributeName, `${path}.attributeName`, 1, keyAttributeNameSizeBytesMax)
  }
  constraints.assertSatisfied()
  return {
    tableName,
    isEnabled: specification?.Enabled === true,
    attribute: specification?.AttributeName as string,
  }
}
