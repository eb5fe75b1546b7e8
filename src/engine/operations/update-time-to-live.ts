import type { UpdateTimeToLiveOutput } from '../../protocol/tables.js'
import type { Engine } from '../engine.js'
import { invalidRequest } from '../faults.js'
import { messages } from '../messages.js'
import { after, repeatInTurns } from '../turns.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'
import type { UpdateTimeToLiveRequest } from './update-time-to-live.validate.js'
import { validateUpdateTimeToLive } from './update-time-to-live.validate.js'

export const updateTimeToLive: Operation<'UpdateTimeToLive'> = defineOperation(validateUpdateTimeToLive, run)

function run(
  engine: Engine,
  request: UpdateTimeToLiveRequest,
): UpdateTimeToLiveOutput | Promise<UpdateTimeToLiveOutput> {
  const table = engine.namedTable(request.tableName)
  engine.assertIdle(table)
  if (table.timeToLiveChange !== undefined) throw invalidRequest(messages.timeToLiveChanging)
  const current = table.timeToLive?.AttributeName
  if (current !== undefined && current !== request.attribute) {
    throw invalidRequest(messages.timeToLiveOther(current))
  }
  if (current !== undefined && request.isEnabled) throw invalidRequest(messages.timeToLiveEnabled)
  if (current === undefined && !request.isEnabled) throw invalidRequest(messages.timeToLiveDisabled)
  const specification = { Enabled: request.isEnabled, AttributeName: request.attribute }
  table.timeToLive = request.isEnabled ? specification : undefined
  const until = engine.changeOver()
  // However fast the clock, it is not over before all items are in.
  table.timeToLiveChange = { specification, until: Infinity }
  return after(
    repeatInTurns(() => table.fillTimeToLive()),
    () => {
      table.timeToLiveChange = { specification, until }
      engine.bringToPresent(table)
      return { TimeToLiveSpecification: { ...specification } }
    },
  )
}
