import type { CreateTableInput } from '../../protocol/tables.js'
import { compiledEntity } from '../../marshalling/index.js'
import type { EntityModel, KeyAttributeModel, PatternModel, Table } from '../../schema/index.js'
import { keyAttributes } from '../../schema/index.js'
import type { SchemaModule } from '../schema-module/index.js'
import { noBackend, openDatabase } from '../schema-module/index.js'
import { attributeForm } from './attribute-form.js'
import { keyLayout } from './key-layout.js'
import type {
  AttributeLayout,
  EntityLayout,
  IndexLayout,
  KeyAttributeLayout,
  KeyLayout,
  Layout,
  TableLayout,
} from './layout.types.js'

/** The layout that a schema gives its items. */
export function layoutOf(schema: SchemaModule): Layout {
  const inputs = new Map(
    openDatabase(schema, noBackend)
      .tableInputs()
      .map((input) => [input.TableName, input]),
  )
  const models = Object.values(schema.entities).map((entity) => compiledEntity(entity).model)
  return {
    version: 1,
    tables: Object.fromEntries(
      schema.tables.map((table) => [
        table.name,
        tableLayout(
          table,
          inputs.get(table.name),
          models.filter((model) => model.table === table),
        ),
      ]),
    ),
  }
}

function tableLayout(
  { definition }: Table,
  input: CreateTableInput | undefined,
  models: readonly EntityModel[],
): TableLayout {
  const types = new Map(
    input?.AttributeDefinitions?.map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]),
  )
  const attributesOf = (key: Parameters<typeof keyAttributes>[0]): readonly KeyAttributeLayout[] =>
    keyAttributes(key).map(({ name }) => ({ name, type: types.get(name) ?? 'S' }))
  const { timeToLive, stream, entityAttribute = '_entity', indexes = {} } = definition
  const [partitionKey] = attributesOf(definition.partitionKey)
  const [sortKey] = attributesOf(definition.sortKey)
  return {
    partitionKey: partitionKey as KeyAttributeLayout,
    ...(sortKey === undefined ? {} : { sortKey }),
    ...(timeToLive === undefined ? {} : { timeToLive }),
    ...(stream === undefined ? {} : { stream }),
    ...(entityAttribute === false ? {} : { entityAttribute }),
    indexes: Object.fromEntries(
      Object.entries(indexes).map(([name, index]): [string, IndexLayout] => [
        name,
        {
          kind: index.local === true ? 'local' : 'global',
          partitionKey: attributesOf(index.local === true ? definition.partitionKey : index.partitionKey),
          sortKey: attributesOf(index.sortKey),
          projection: index.projection ?? 'all',
        },
      ]),
    ),
    entities: Object.fromEntries(models.map((model) => [model.name, entityLayout(model)])),
  }
}

function entityLayout(model: EntityModel): EntityLayout {
  const keysOf = ({ partition, sort }: Pick<PatternModel, 'partition' | 'sort'>): readonly KeyLayout[] =>
    [...partition, ...sort].map((key: KeyAttributeModel) => keyLayout(key, model.byName))
  const { marker, version, createdAt, updatedAt, softDelete, uniques } = model
  const kept = { version, createdAt, updatedAt, softDelete: softDelete?.attribute }
  const unique = Object.fromEntries(uniques.map((each) => [each.name, keysOf(each)]))
  return {
    ...(marker === undefined ? {} : { entityValue: marker.value }),
    key: keysOf(model.primary),
    indexes: Object.fromEntries(
      model.patterns.map((pattern) => [
        pattern.index ?? '',
        { accessPattern: pattern.name, key: keysOf(pattern) },
      ]),
    ),
    ...(uniques.length === 0 ? {} : { unique }),
    attributes: attributesOf(model),
    ...Object.fromEntries(Object.entries(kept).filter(([, name]) => name !== undefined)),
  }
}

/** The attributes of the schema; those that the library keeps are named apart. */
function attributesOf({ fields, schemaNames }: EntityModel): Readonly<Record<string, AttributeLayout>> {
  return Object.fromEntries(
    fields
      .filter(({ name }) => schemaNames.has(name))
      .map(({ name, storedName, model, isOptional }): [string, AttributeLayout] => [
        storedName,
        {
          ...(name === storedName ? {} : { name }),
          form: attributeForm(model),
          ...(isOptional ? { optional: true } : {}),
        },
      ]),
  )
}
