import type { DescribeLimitsOutput } from '../../protocol/account.js'
import { accountThroughputUnitsMax, tableThroughputUnitsMax } from '../../protocol/limits.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'

export const describeLimits: Operation<'DescribeLimits'> = defineOperation(
  () => undefined,
  (): DescribeLimitsOutput => ({
    AccountMaxReadCapacityUnits: accountThroughputUnitsMax,
    AccountMaxWriteCapacityUnits: accountThroughputUnitsMax,
    TableMaxReadCapacityUnits: tableThroughputUnitsMax,
    TableMaxWriteCapacityUnits: tableThroughputUnitsMax,
  }),
)
