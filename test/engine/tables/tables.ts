import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import type { CreateTableInput } from '../../../src/protocol/tables.js'
import { ServiceError } from '../../../src/protocol/service-errors.js'
import { validateCreateTable } from '../../../src/engine/operations/create-table.validate.js'
import { primaryKeyOfItem } from '../../../src/engine/tables/item-keys.js'
import { storedItem } from '../../../src/engine/tables/stored-item.js'
import type { TableSettings } from '../../../src/engine/tables/settings.js'
import { newCapacity } from '../../../src/engine/tables/settings.js'
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

function settingsOf(declaration: CreateTableInput): TableSettings {
  const indexes = declaration.GlobalSecondaryIndexes ?? []
  return {
    ...newCapacity(declaration),
    billingMode: declaration.BillingMode ?? 'PROVISIONED',
    onDemandSince: declaration.BillingMode === 'PAY_PER_REQUEST' ? 0 : undefined,
    onDemandSwitches: [],
    indexes: new Map(indexes.map((index) => [String(index.IndexName), newCapacity(index)])),
    isProtected: declaration.DeletionProtectionEnabled === true,
    tableClass: declaration.TableClass,
    tableClassChangedAt: undefined,
    encryptionKeyArn: undefined,
  }
}

export function tableOf(declaration: CreateTableInput, ...items: AttributeMap[]): Table {
  const table = new Table(schemaOf(declaration), settingsOf(declaration))
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
