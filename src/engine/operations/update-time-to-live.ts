import type { UpdateTimeToLiveOutput } from '../../protocol/tables.js'
import type { Engine } from '../engine.js'
import { invalidRequest } from '../faults.js'
import { messages } from '../messages.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'
import type { UpdateTimeToLiveRequest } from './update-time-to-live.validate.js'
import { validateUpdateTimeToLive } from './update-time-to-live.validate.js'

export const updateTimeToLive: Operation<'UpdateTimeToLive'> = defineOperation(validateUpdateTimeToLive, run)

function run(engine: Engine, request: UpdateTimeToLiveRequest): UpdateTimeToLiveOutput {
  const table = engine.namedTable(request.tableName)
  const current = table.timeToLive
  if (current !== undefined && current.AttributeName !== request.attribute) {
    throw invalidRequest(messages.timeToLiveOther)
  }
  if (current !== undefined && request.isEnabled) throw invalidRequest(messages.timeToLiveEnabled)
  if (current === undefined && !request.isEnabled) throw invalidRequest(messages.timeToLiveDisabled)
  const specification = { Enabled: request.isEnabled, AttributeName: request.attribute }
  table.timeToLive = request.isEnabled ? specification : undefined
  return { TimeToLiveSpecification: { ...specification } }
}
