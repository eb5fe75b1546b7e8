import { MonotableError } from '../core/errors.js'
import type { AttributeMap } from '../protocol/attribute-value.js'
import type {
  AnyCheckedDefinition,
  AnyEntity,
  CheckedDefinition,
  EntityDefinition,
  EntityDefinitionInput,
  EntityModel,
  EntityTypes,
  ObjectSchema,
  TableDefinition,
} from '../schema/index.js'
import { compileEntityModel } from '../schema/index.js'
import { marshallingError, wrongKind } from './failure.js'
import type { KeyWriter } from './entity-keys.js'
import { compileKeyWriter } from './entity-keys.js'
import { completedFromKeys } from './from-keys.js'
import type { ItemCodec, ItemCodecOptions } from './item-codec.js'
import { compileItemCodec } from './item-codec.js'
import { assertOwn, validateRead } from './own-item.js'
import { unparked } from './parked.js'

/**
 * A named zod schema with its mapping to one table: what `defineEntity` gives and `createDatabase` takes.
 *
 * @example
 * ```ts
 * Order.parse(record.dynamodb.NewImage) // the item in a stream record, by the schema's names
 * Order.formatKey({ tenantId: 't1', customerId: 'c1', orderId: 'o1' })
 * // { pk: { S: 'TENANT#t1#CUSTOMER#c1' }, sk: { S: 'ORDER#o1' } }
 * ```
 */
export interface Entity<out TTypes> extends AnyEntity {
  readonly name: TTypes extends { name: infer TName extends string } ? TName : string
  readonly '~types': TTypes
  /**
   * The item that a stored item holds, in the form in which the SDK's client and stream records carry it.
   *
   * @throws MonotableError `marshalling.*` where it does not fit the schema, `marshalling.other-entity` where it names
   * another entity, `schema.invalid` where the entity is validated on read.
   */
  parse(stored: Readonly<AttributeMap>): TTypes extends { item: infer TItem } ? TItem : never
  /**
   * The stored primary key of an item.
   *
   * @throws MonotableError `keys.*` for a missing attribute or one that a key cannot hold.
   */
  formatKey(key: TTypes extends { key: infer TKey } ? TKey : never): AttributeMap
}

/** An entity as the rooms after this one see it: its model, codec and keys. */
export interface CompiledEntity {
  readonly model: EntityModel
  readonly codec: ItemCodec
  readonly keys: KeyWriter
}

/**
 * Under this name an entity holds its compiled form for other copies of this package in the same process: the command
 * has its own, and reads the entities that the user's program defines with another.
 */
const compiledForm = Symbol.for('monotable.entity.1')

class EntityImplementation {
  readonly name: string
  readonly #compiled: CompiledEntity

  constructor(model: EntityModel) {
    const codec = compileItemCodec(model.fields, model.name, {
      ...codecOptions(model),
      complete: (stored) => completedFromKeys(model, codec, keys, stored),
    })
    const keys = compileKeyWriter(model, codec)
    this.name = model.name
    this.#compiled = { model, codec, keys }
    Object.defineProperty(this, compiledForm, { value: this.#compiled })
    Object.freeze(this)
  }

  parse(stored: Readonly<AttributeMap>): Record<string, unknown> {
    const { model, codec } = this.#compiled
    if (typeof stored !== 'object' || stored === null)
      throw new MonotableError(
        'marshalling.not-an-item',
        `${model.name}: expected a stored item such as { pk: { S: 'A' } }, not ${String(stored)}`,
        { entity: model.name },
      )
    assertOwn(model, stored)
    const item = codec.decode(model.softDelete === undefined ? stored : unparked(model.softDelete, stored))
    if (model.version !== undefined && item[model.version] === undefined) item[model.version] = 0
    validateRead(model, item)
    for (const name of model.hidden) delete item[name]
    return item
  }

  formatKey(key: Readonly<Record<string, unknown>>): AttributeMap {
    const { model } = this.#compiled
    if (typeof key !== 'object' || key === null)
      throw marshallingError(
        wrongKind(key, `an object with ${[...model.primary.holes].join(', ')}`),
        model.name,
      )
    return this.#compiled.keys.formatPrimary(key)
  }

  static compiledOf(entity: unknown): CompiledEntity | undefined {
    if (typeof entity !== 'object' || entity === null) return undefined
    if (#compiled in entity) return entity.#compiled
    return (entity as { readonly [compiledForm]?: CompiledEntity })[compiledForm]
  }
}

/** Whether `defineEntity` made it, of this copy of the package or another. */
export function isEntity(value: unknown): value is AnyEntity {
  return EntityImplementation.compiledOf(value) !== undefined
}

/** The compiled form of an entity; throws for what `defineEntity` did not make. */
export function compiledEntity(entity: AnyEntity, place = 'entity'): CompiledEntity {
  const compiled = EntityImplementation.compiledOf(entity)
  if (compiled !== undefined) return compiled
  throw new MonotableError(
    'marshalling.not-an-entity',
    `${place}: expected an entity, made by defineEntity`,
    { place },
  )
}

function codecOptions(model: EntityModel): ItemCodecOptions {
  const keys = [model.primary, ...model.patterns].flatMap(({ partition, sort }) => [...partition, ...sort])
  const names = keys.filter((key) => key.kind !== 'own').map((key) => key.name)
  for (const { storedName } of model.softDelete?.parked ?? []) names.push(storedName)
  return {
    keyAttributes: [...model.primary.partition, ...model.primary.sort].map((key) => key.name),
    rest: model.rest,
    foreign: model.marker === undefined ? names : [...names, model.marker.attribute],
  }
}

/**
 * Declares an entity: a zod schema, and beside it how its attributes fill the keys of a table and its indexes.
 * Everything is compiled here, once: templates, codecs, index mappings.
 *
 * @example
 * ```ts
 * const Order = defineEntity({
 *   name: 'Order',
 *   table: shop,
 *   schema: z.object({ customerId: z.string(), orderId: z.string(), status: z.enum(['placed', 'paid']) }),
 *   key: { partitionKey: 'CUSTOMER#{customerId}', sortKey: 'ORDER#{orderId}' },
 *   access: { byStatus: { index: 'gsi1', partitionKey: 'ORDERS', sortKey: '{status}#{orderId}' } },
 *   version: 'version',
 * })
 * // { customerId: 'c1', orderId: 'o1', status: 'paid' } is stored as
 * // { pk: 'CUSTOMER#c1', sk: 'ORDER#o1', gsi1pk: 'ORDERS', gsi1sk: 'paid#o1', customerId: 'c1', …, version: 1 }
 * ```
 *
 * @throws MonotableError `schema.*` and `keys.*`, naming the entity, the attribute or template, and the fix.
 */
export function defineEntity<
  const TName extends string,
  TTable extends TableDefinition,
  TSchema extends ObjectSchema,
  const TPartition,
  const TSort = '',
  const TAccess = {},
  const TVersion extends string = never,
  const TCreated extends string = never,
  const TUpdated extends string = never,
  const TAttributes = unknown,
  const TDerived = unknown,
  const TUnique = unknown,
  const TSoftDelete extends string = never,
  TShape = TSchema['_zod']['def']['shape'],
  TChecked extends AnyCheckedDefinition = CheckedDefinition<
    TTable,
    keyof TShape | TVersion | TCreated | TUpdated,
    TPartition,
    TAccess,
    TShape
  >,
>(
  definition: EntityDefinition<
    TName,
    TTable,
    TSchema,
    TShape,
    TPartition,
    TSort,
    TAccess,
    TVersion,
    TCreated,
    TUpdated,
    TAttributes,
    TDerived,
    TUnique,
    TSoftDelete,
    TChecked
  >,
): Entity<
  EntityTypes<
    TName,
    TTable,
    TShape,
    TSchema['_zod']['config']['out'],
    TPartition,
    TSort,
    TAccess,
    TVersion,
    TCreated,
    TUpdated,
    TAttributes,
    TDerived,
    TUnique,
    TSoftDelete
  >
>
export function defineEntity(definition: unknown): unknown {
  return new EntityImplementation(compileEntityModel(definition as EntityDefinitionInput))
}
