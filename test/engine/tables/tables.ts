import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import type { CreateTableInput } from '../../../src/protocol/tables.js'
import { ServiceError } from '../../../src/protocol/service-errors.js'
import { validateCreateTable } from '../../../src/engine/operations/create-table.validate.js'
import { primaryKeyOfItem } from '../../../src/engine/tables/item-keys.js'
import { storedItem } from '../../../src/engine/tables/stored-item.js'
import { Table } from '../../../src/engine/tables/table.js'
import { TableSchema } from '../../../src/engine/tables/table-schema.js'

export function schemaOf(declaration: CreateTableInput): TableSchema {
  const identity = {
    id: 'id',
    arn: `arn:aws:dynamodb:us-east-1:0:table/${declaration.TableName}`,
    createdAt: 0,
  }
  return new TableSchema(validateCreateTable(declaration), identity)
}

export function tableOf(declaration: CreateTableInput, ...items: AttributeMap[]): Table {
  const table = new Table(schemaOf(declaration))
  for (const item of items) store(table, item)
  return table
}

export function store(table: Table, item: AttributeMap): void {
  table.write(primaryKeyOfItem(table.schema, item), storedItem(item))
}

/** The message with which a check refuses, `accepted` where it does not. Any other error passes through. */
export function refusalOf(check: () => unknown): string {
  try {
    check()
  } catch (error) {
    if (error instanceof ServiceError && error.name === 'ValidationException') return error.message
    throw error
  }
  return 'accepted'
}
