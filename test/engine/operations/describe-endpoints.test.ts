import { expect, it } from 'vitest'
import { memory } from '../../../src/engine/index.js'

it("DescribeEndpoints gives the region's endpoint, for a day", async () => {
  expect(await memory({ region: 'eu-west-1' }).execute('DescribeEndpoints', {})).toEqual({
    Endpoints: [{ Address: 'dynamodb.eu-west-1.amazonaws.com', CachePeriodInMinutes: 1440 }],
  })
})
