import { getRandomValues, randomUUID } from 'node:crypto'
import { env } from 'node:process'
import { repeating } from '../backends/repeating.js'
import { assertOptions } from '../core/assert-options.js'
import { systemClock } from '../core/clock.js'
import { MonotableError } from '../core/errors.js'
import type { Random } from '../core/random.js'
import { seededRandom } from '../core/random.js'
import type { CreateTableInput } from '../protocol/tables.js'
import type { Database, Repository } from '../repository/index.js'
import { createDatabase } from '../repository/index.js'
import type { AnyEntity } from '../schema/index.js'
import { chosenBackend } from './backend-choice.js'
import { FaultPlan } from './faults/fault-plan.js'
import { WatchedBackend } from './requests/watched-backend.js'
import { testClock } from './test-clock.js'
import type { TestControls, TestDatabase, TestOptions, TestSchema } from './test-database.types.js'
import type { World } from './world.js'
import { openWorld } from './world.js'

/**
 * A database for one test: with tables of its own, the items that the test begins with, a clock, and an account of every
 * request. In memory unless the test or `MONOTABLE_BACKEND` names another backend, so that one suite runs on all.
 *
 * @example
 * ```ts
 * import * as schema from './schema.js' // exports entities, and collections if there are any
 *
 * await using db = await testDatabase(schema, { fixtures: { customers: [{ customerId: 'c1', name: 'Ada' }] } })
 * await db.customers.get({ customerId: 'c1' })
 * db.test.requests // [{ operation: 'GetItem', input: { TableName: 'shop', … }, … }]
 * ```
 *
 * `await using` deletes the tables at the end of the block, and so does `db.test.dispose()`, which may be passed to
 * `afterEach` or `onTestFinished`.
 *
 * Requests are repeated and failures judged as `monotable/aws` does, on every backend.
 *
 * @throws MonotableError `testing.backend` for a backend that is none, `testing.fault`, `testing.container` and
 * `testing.sdk` where something is missing, `testing.name` for an entity called test, `testing.option` for options that there
 * are not.
 */
export async function testDatabase<
  const TEntities extends Readonly<Record<string, AnyEntity>>,
  TCollections = {},
>(
  schema: TestSchema<TEntities, TCollections>,
  options?: TestOptions<TEntities>,
): Promise<TestDatabase<TEntities, TCollections>>
export async function testDatabase(
  schema: TestSchema<AnyEntities, {}>,
  options: TestOptions<AnyEntities> = {},
): Promise<unknown> {
  assertOptions(options, optionNames, 'testing.option', 'testDatabase')
  assertNames(schema.entities)
  const seed = options.seed ?? seedOf(env['MONOTABLE_SEED'])
  const clock = options.clock ?? testClock()
  const plan = new FaultPlan(options.faults ?? [], seed)
  const { memory, container, attempts } = options
  const choice = chosenBackend(options.backend, env)
  const world = await openWorld(choice, { clock, seed, memory, container })
  const watched = new WatchedBackend(world.backend, seed)
  const tables = tableNames(schema, world)
  const random = seededRandom(seed)
  const db = createDatabase({
    backend: repeating(watched, { clock: world.clock, random, attempts }),
    ...given(schema),
    ...asked(options),
    tables,
    clock: world.clock,
    random,
  })
  const inputs = db.tableInputs()
  await setUp({ schema, world, tables, random, fixtures: options.fixtures ?? {} }).catch(
    async (error: unknown) => {
      await world.dispose(inputs)
      throw error
    },
  )
  watched.plan = plan
  const test = controls(choice.kind, world, watched, { tables, clock, seed, inputs })
  return joined(db, test)
}

const optionNames: readonly (keyof TestOptions<AnyEntities>)[] = [
  'backend',
  'fixtures',
  'faults',
  'clock',
  'seed',
  'attempts',
  'memory',
  'container',
  'cursors',
  'hooks',
]

type AnyEntities = Readonly<Record<string, AnyEntity>>

/** Of a module, what a database takes. */
function given({ entities, collections }: TestSchema<AnyEntities, {}>): TestSchema<AnyEntities, {}> {
  return collections === undefined ? { entities } : { entities, collections }
}

/** Of the options, what a database takes. */
function asked({
  cursors,
  hooks,
}: TestOptions<AnyEntities>): Pick<TestOptions<AnyEntities>, 'cursors' | 'hooks'> {
  return { ...(cursors === undefined ? {} : { cursors }), ...(hooks === undefined ? {} : { hooks }) }
}

interface Beginning {
  readonly schema: TestSchema<AnyEntities, {}>
  readonly world: World
  readonly tables: Readonly<Record<string, string>>
  readonly random: Random
  readonly fixtures: Readonly<Record<string, readonly object[] | undefined>>
}

/** Through databases of its own: the hooks of the test see nothing of it. */
async function setUp({ schema, world, tables, random, fixtures }: Beginning): Promise<void> {
  const options = { backend: world.backend, ...given(schema), tables, random }
  // Tables of others become active in their own time, whatever the clock of the test says.
  const clock = world.isShared ? systemClock : world.clock
  await createDatabase({ ...options, clock }).createTables()
  const db: Readonly<Record<string, unknown>> = createDatabase({ ...options, clock: world.clock })
  for (const [name, items = []] of Object.entries(fixtures)) {
    if (!Object.hasOwn(schema.entities, name))
      throw new MonotableError(
        'testing.fixtures',
        `Fixtures are by the names of repositories: there is no ${name}, only ${Object.keys(schema.entities).join(', ')}`,
        { name },
      )
    const repository = db[name] as Repository<AnyEntity>
    for (const item of items) await repository.create(item)
  }
}

function controls(
  kind: TestControls['kind'],
  world: World,
  watched: WatchedBackend,
  facts: Pick<TestControls, 'clock' | 'seed' | 'tables'> & { readonly inputs: readonly CreateTableInput[] },
): TestControls {
  const { inputs, ...shown } = facts
  let disposed: Promise<void> | undefined
  return Object.freeze({
    kind,
    backend: world.backend,
    ...shown,
    get requests() {
      return watched.requests
    },
    forgetRequests: () => void (watched.requests = []),
    setFaults: (...faults) => void (watched.plan = new FaultPlan(faults, facts.seed)),
    snapshot: () => world.snapshot(inputs),
    dispose: () => (disposed ??= world.dispose(inputs)),
  } satisfies TestControls)
}

function joined(db: Database<AnyEntities>, test: TestControls): unknown {
  return Object.freeze({ ...db, test, [Symbol.asyncDispose]: () => test.dispose() })
}

function assertNames(entities: AnyEntities | undefined): void {
  // Whether there are any is what a database asks.
  if (!Object.hasOwn(entities ?? {}, 'test')) return
  throw new MonotableError(
    'testing.name',
    'A test database has test already: call the repository of that name otherwise',
    { name: 'test' },
  )
}

/** In memory, tables have their names in the schema, since nobody else is there. */
function tableNames(schema: TestSchema<AnyEntities, {}>, world: World): Readonly<Record<string, string>> {
  const { backend, isShared } = world
  const inputs = createDatabase({ backend, entities: schema.entities }).tableInputs()
  const suffix = isShared ? `-${randomUUID().slice(0, 13)}` : ''
  return Object.fromEntries(inputs.map(({ TableName = '' }) => [TableName, `${TableName}${suffix}`]))
}

/** Of a variable, the number that it holds; otherwise one that nobody knows before. */
function seedOf(text: string | undefined): number {
  const seed = Number(text)
  return text !== undefined && text !== '' && Number.isInteger(seed)
    ? seed
    : (getRandomValues(new Uint32Array(1))[0] ?? 0)
}
