/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeLimits.html */
export interface DescribeLimitsOutput {
  AccountMaxReadCapacityUnits?: number | undefined
  AccountMaxWriteCapacityUnits?: number | undefined
  TableMaxReadCapacityUnits?: number | undefined
  TableMaxWriteCapacityUnits?: number | undefined
}

export interface Endpoint {
  Address: string | undefined
  CachePeriodInMinutes: number | undefined
}
/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeEndpoints.html */
export interface DescribeEndpointsOutput {
  Endpoints: Endpoint[] | undefined
}
