import type { DescribeEndpointsOutput } from '../../protocol/account.js'
import type { Engine } from '../engine.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'

/** A day. */
const cachePeriodMinutes = 1440

export const describeEndpoints: Operation<'DescribeEndpoints'> = defineOperation(() => undefined, run)

/** The service's own endpoint of the region: the engine does not know where it can be reached. */
function run({ environment }: Engine): DescribeEndpointsOutput {
  const Address = `dynamodb.${environment.region}.amazonaws.com`
  return { Endpoints: [{ Address, CachePeriodInMinutes: cachePeriodMinutes }] }
}
