import type { $ZodType } from 'zod/v4/core'
import { assertOptions } from '../../core/assert-options.js'
import { MonotableError } from '../../core/errors.js'
import { seededRandom } from '../../core/random.js'
import { compiledEntity } from '../../marshalling/index.js'
import type { AnyEntity, EntityModel, NewItem } from '../../schema/index.js'
import { mayBeAbsent, NoValue, valueFor } from './values.js'

/** Attributes that are given, or worked out from the number of the item, which counts from 1. */
export type Overrides<TNew> = Partial<TNew> | ((sequence: number) => Partial<TNew>)

export interface FactoryOptions {
  /** What chance depends on: which of several values an attribute gets. Default: 1. */
  readonly seed?: number | undefined
}

/** Makes new items of an entity. */
export interface Factory<TNew> {
  /** The next item, with these attributes in place of made ones; `undefined` leaves one out. */
  make(overrides?: Overrides<TNew>): TNew
  /** So many items. */
  makeMany(count: number, overrides?: Overrides<TNew>): TNew[]
}

/**
 * Makes items that `create` takes, from the schema of an entity: the same ones in every run. Texts and numbers count up, so
 * that each item has keys of its own; which value of an enum or union it gets, chance decides. Attributes that may be left out
 * are left out, unless they are given.
 *
 * @example
 * ```ts
 * const orders = factory(Order)
 * orders.make({ status: 'paid' }) // { customerId: 'customerid1', orderId: 'orderid1', status: 'paid', … }
 * await db.customers.putMany(factory(Customer).makeMany(100))
 * ```
 *
 * @throws MonotableError `testing.factory` by `make` for an attribute that cannot be made, or an item that the schema refuses,
 * such as for a refinement that nobody can foresee: give that attribute.
 */
export function factory<TEntity extends AnyEntity>(
  entity: TEntity,
  options: FactoryOptions = {},
): Factory<NewItem<TEntity>> {
  const { model } = compiledEntity(entity, 'factory')
  assertOptions(options, ['seed'], 'testing.option', 'factory')
  const { seed = 1 } = options
  let sequence = 0
  const make = (overrides?: Overrides<NewItem<TEntity>>): NewItem<TEntity> => {
    sequence += 1
    const given = typeof overrides === 'function' ? overrides(sequence) : overrides
    return newItem(model, seed, sequence, given ?? {})
  }
  return {
    make,
    makeMany: (count, overrides) => Array.from({ length: count }, () => make(overrides)),
  }
}

/** Far enough that no test comes there: the item must not be absent because it has expired. */
const farOff = Date.UTC(2100, 0, 1)

type Values = Readonly<Record<string, unknown>>

function newItem(model: EntityModel, seed: number, sequence: number, given: Values): Values {
  const random = seededRandom(seed * 1_000_003 + sequence)
  const derived = new Set(model.derived.map(({ name }) => name))
  const item: Record<string, unknown> = {}
  for (const [name, schema] of attributesOf(model)) {
    if (Object.hasOwn(given, name) || derived.has(name) || mayBeAbsent(schema)) continue
    item[name] =
      name === model.expiry?.name
        ? (farOffExpiry(model) ?? made(model, name, schema, { sequence, random }))
        : made(model, name, schema, { sequence, random })
  }
  for (const [name, value] of Object.entries(given)) if (value !== undefined) item[name] = value
  assertValid(model, item)
  return item
}

/** The attributes that the schema names, wherever wrappers leave them. */
function attributesOf(model: EntityModel): readonly (readonly [string, $ZodType])[] {
  const shape = model.definition.schema._zod.def.shape as Readonly<Record<string, $ZodType>> | undefined
  if (shape !== undefined) return Object.entries(shape)
  throw new MonotableError(
    'testing.factory',
    `Factory of ${model.name}: its schema is no z.object, so that its attributes cannot be looked at one by one`,
    { entity: model.name },
  )
}

function made(
  model: EntityModel,
  name: string,
  schema: $ZodType,
  source: { readonly sequence: number; readonly random: () => number },
): unknown {
  try {
    return valueFor(schema, { ...source, name, depth: 0 })
  } catch (cause) {
    if (!(cause instanceof NoValue)) throw cause
    throw new MonotableError(
      'testing.factory',
      `Factory of ${model.name}: ${name} cannot be made, since ${cause.message}. Give it: make({ ${name}: … })`,
      { entity: model.name, attribute: name },
      { cause },
    )
  }
}

function farOffExpiry({ expiry }: EntityModel): Date | number | undefined {
  if (expiry?.model.kind === 'date') return new Date(farOff)
  return expiry?.model.kind === 'number' ? farOff / 1000 : undefined
}

function withDerived({ derived }: EntityModel, item: Values): Values {
  const values: Record<string, unknown> = { ...item }
  for (const { name, compute } of derived) values[name] = compute(values)
  return values
}

function assertValid(model: EntityModel, item: Values): void {
  try {
    model.validator.validateNew(withDerived(model, item))
  } catch (cause) {
    if (!(cause instanceof MonotableError)) throw cause
    throw new MonotableError(
      'testing.factory',
      `Factory of ${model.name}: what was made does not pass its schema, so give what is wrong to make({ … }). ${cause.message}`,
      { entity: model.name, item },
      { cause },
    )
  }
}
