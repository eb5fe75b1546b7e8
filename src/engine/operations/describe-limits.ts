import type { DescribeLimitsOutput } from '../../protocol/account.js'
import * as limits from '../../protocol/limits.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'

export const describeLimits: Operation<'DescribeLimits'> = defineOperation(
  () => undefined,
  (): DescribeLimitsOutput => ({
    AccountMaxReadCapacityUnits: limits.accountThroughputUnitsMax,
    AccountMaxWriteCapacityUnits: limits.accountThroughputUnitsMax,
    TableMaxReadCapacityUnits: limits.tableThroughputUnitsMax,
    TableMaxWriteCapacityUnits: limits.tableThroughputUnitsMax,
  }),
)
