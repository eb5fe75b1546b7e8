import type { DescribeTimeToLiveOutput, TimeToLiveStatus } from '../../protocol/tables.js'
import type { Engine } from '../engine.js'
import type { Table } from '../tables/table.js'
import type { DescribeTimeToLiveRequest } from './describe-time-to-live.validate.js'
import { validateDescribeTimeToLive } from './describe-time-to-live.validate.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'

export const describeTimeToLive: Operation<'DescribeTimeToLive'> = defineOperation(
  validateDescribeTimeToLive,
  run,
)

function run(engine: Engine, request: DescribeTimeToLiveRequest): DescribeTimeToLiveOutput {
  const table = engine.namedTable(request.tableName)
  const TimeToLiveStatus = statusOf(table)
  const attribute = (table.timeToLive ?? table.timeToLiveChange?.specification)?.AttributeName
  if (attribute === undefined) return { TimeToLiveDescription: { TimeToLiveStatus } }
  return { TimeToLiveDescription: { TimeToLiveStatus, AttributeName: attribute } }
}

function statusOf({ timeToLive, timeToLiveChange }: Table): TimeToLiveStatus {
  if (timeToLiveChange === undefined) return timeToLive === undefined ? 'DISABLED' : 'ENABLED'
  return timeToLive === undefined ? 'DISABLING' : 'ENABLING'
}
