import type { $ZodType } from 'zod/v4/core'
import type { Clock } from '../../../core/clock.js'
import { MonotableError } from '../../../core/errors.js'
import { compiledEntity } from '../../../marshalling/index.js'
import type { AttributeMap } from '../../../protocol/attribute-value.js'
import type { Plan } from '../../../repository/index.js'
import { createDatabase } from '../../../repository/index.js'
import type { EntityModel } from '../../../schema/index.js'
import type { OpenRepository } from '../../schema-module/index.js'
import { noBackend } from '../../schema-module/index.js'
import type { GenerateInput } from '../generate.types.js'
import { sampleValue } from './sample-value.js'

type Values = Readonly<Record<string, unknown>>

/** An item as it could be, by its values and as it would be stored. */
export interface Sample {
  readonly values: Values
  readonly stored: AttributeMap
}

/** An entity with samples, and what its operations would send and cost. */
export interface SampledEntity {
  readonly repository: string
  readonly model: EntityModel
  /** None where the schema has rules that no value here fulfils. */
  readonly samples: readonly Sample[]
  /** The plan of a query, from a sample's values; undefined without one. */
  queryPlan(pattern: string): Plan | undefined
  createPlan(): Plan | undefined
}

/** Time stands still, so that the same schema gives the same samples. */
const clock: Clock = { now: () => Date.UTC(2026, 0, 1, 12), sleep: () => Promise.resolve() }

const samplesPerEntity = 2

/** The entities of a schema with samples. */
export function sampleEntities({ schema, tables }: GenerateInput): readonly SampledEntity[] {
  const names = Object.entries(tables).flatMap(([name, { tableName }]) =>
    tableName === undefined ? [] : [[name, tableName] as const],
  )
  const options = { backend: noBackend, clock, entities: schema.entities, tables: Object.fromEntries(names) }
  // Its repositories are those of entities that are known when the command runs.
  const database = createDatabase(options) as unknown as Readonly<Record<string, OpenRepository>>
  return Object.entries(schema.entities).map(([repository, entity]) => {
    const { model } = compiledEntity(entity)
    const open = database[repository] as OpenRepository
    const samples = Array.from({ length: samplesPerEntity }, (_, index) =>
      sampleOf(open, sampleValues(model, index + 1)),
    )
    const found = samples.filter((sample) => sample !== undefined)
    return {
      repository,
      model,
      samples: found,
      queryPlan: (pattern) => planOf(() => open.query[pattern]?.(partitionOf(model, pattern)).plan()),
      createPlan: () => planOf(() => found[0] && open.plan.create(found[0].values)),
    }
  })
}

function sampleOf(open: OpenRepository, values: Values): Sample | undefined {
  const plan = planOf(() => open.plan.create(values))
  const stored = plan?.requests.map(itemOf).find((item) => item !== undefined)
  return stored === undefined ? undefined : { values, stored }
}

/** Values of what a write takes; whether they keep the rules of the schema is not known yet. */
function sampleValues(model: EntityModel, n: number): Values {
  const shape = model.definition.schema._zod.def.shape as Readonly<Record<string, $ZodType>>
  const derived = new Set(model.derived.map(({ name }) => name))
  const { partitionHoles, sortHoles } = model.primary
  // Samples in one partition show more than in two, unless they would be the same item there.
  const shared = sortHoles.every((name) => partitionHoles.includes(name)) ? [] : partitionHoles
  return Object.fromEntries(
    Object.entries(shape).flatMap(([name, schema]) => {
      const value = derived.has(name) ? undefined : sampleValue(schema, name, shared.includes(name) ? 1 : n)
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** The item that a request puts; of a transaction the first, before its sentinels. */
function itemOf({ operation, input }: Plan['requests'][number]): AttributeMap | undefined {
  if (operation === 'PutItem') return input.Item
  if (operation === 'TransactWriteItems') return input.TransactItems?.[0]?.Put?.Item
  return undefined
}

function partitionOf(model: EntityModel, name: string): Values {
  const pattern = [model.primary, ...model.patterns].find((each) => each.name === name)
  const values = sampleValues(model, 1)
  return Object.fromEntries((pattern?.partitionHoles ?? []).map((hole) => [hole, values[hole]]))
}

/** A plan, unless the values do not fit: refinements are only known by trying. */
function planOf<TPlan extends Plan>(make: () => TPlan | undefined): TPlan | undefined {
  try {
    return make()
  } catch (error) {
    if (error instanceof MonotableError) return undefined
    throw error
  }
}
