import * as engine from 'monotable/memory'
import { aws } from 'monotable/aws'
import { describe, expect, it } from 'vitest'
import { correctDelay } from '../../examples/flights/changes.js'
import { readAirports, readFlights } from '../../examples/flights/data.js'
import { load, openDatabase } from '../../examples/flights/load.js'
import { metered } from '../../examples/flights/meter.js'
import { arrivals, busiestRoutes, departures, worstDelays } from '../../examples/flights/queries.js'
import type { Backend } from '../../src/index.js'
import { modulesOf, setUpPage } from '../docs/modules.js'
import { blocksOf } from '../docs/pages.js'
import { run } from '../docs/run.js'
import { clientOf } from './support.js'

/** The engine with all of the SDK before it. */
const throughTheSdk = (): Backend => aws(clientOf(engine.memory()))

describe('programs that were written for the engine run on a client of the SDK', () => {
  const shared = blocksOf(setUpPage).filter(({ kind }) => kind === 'shared')

  it.each([
    'README.md',
    setUpPage,
    'docs/reading.md',
    'docs/writing.md',
    'docs/expressions.md',
    'docs/keys.md',
  ])('those of %s', async (page) => {
    const [module] = modulesOf(page, blocksOf(page), shared)
    const instead = { 'monotable/memory': { ...engine, memory: throughTheSdk } }
    await expect(run(module!, instead)).resolves.toBeUndefined()
  })

  it('the flights', async () => {
    const [flights, airports] = [(await readFlights()).slice(0, 300), (await readAirports()).slice(0, 300)]
    const [expected, actual] = await Promise.all(
      [engine.memory(), throughTheSdk()].map(async (backend) => {
        const meter = metered(backend)
        const db = await openDatabase(meter.backend)
        await load(db, airports, flights)
        const [worst] = await worstDelays(db, '2001-01-01', 5)
        await correctDelay(db, worst!, 999)
        const [from, to] = [new Date('2001-01-01T00:00Z'), new Date('2001-01-02T00:00Z')]
        return {
          worst: await worstDelays(db, '2001-01-01', 5),
          departures: await departures(db, worst!.origin, from, to),
          arrivals: await arrivals(db, worst!.destination, from, to),
          routes: await busiestRoutes(db, worst!.origin, 5),
          used: meter.take(),
        }
      }),
    )
    expect(actual).toEqual(expected)
    expect(actual?.worst[0]).toMatchObject({ delayMinutes: 999 })
  })
})
