import * as z from 'zod'
import type { EntityDefinitionInput, EntityModel, TableDefinition } from '../../src/schema/index.js'
import { compileEntityModel, defineTable } from '../../src/schema/index.js'
import type { MonotableError } from '../../src/core/errors.js'
import { refused } from './refused.js'

const tableDefinition = {
  name: 'shop',
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLive: 'expiresAt',
  indexes: {
    gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' },
    gsi2: { partitionKey: 'gsi2pk' },
    native: { partitionKey: ['tenant', 'region'], sortKey: ['at', 'id'] },
    counted: { partitionKey: 'gsi3pk', sortKey: { name: 'gsi3n', type: 'N' } },
    reverse: { partitionKey: 'sk', sortKey: 'pk' },
    narrow: { partitionKey: 'gsi4pk', projection: 'keys-only' },
    lsi1: { local: true, sortKey: 'lsi1sk' },
  },
} as const satisfies TableDefinition

export const schema = z.object({
  tenant: z.string(),
  id: z.string(),
  region: z.enum(['eu', 'us']),
  status: z.enum(['placed', 'paid']),
  at: z.date(),
  count: z.number().int(),
  nick: z.string().optional(),
  maybe: z.string().nullable(),
  lines: z.array(z.string()),
})

const definition: EntityDefinitionInput = {
  name: 'Order',
  table: defineTable(tableDefinition),
  schema,
  key: { partitionKey: 'TENANT#{tenant}', sortKey: 'ORDER#{id}' },
}

/** The model of an entity that is right, with changes. */
export function modelOf(change: Partial<EntityDefinitionInput> = {}): EntityModel {
  return compileEntityModel({ ...definition, ...change })
}

/** What a definition is refused with. */
export function refusalOf(change: Partial<EntityDefinitionInput>): MonotableError {
  return refused(() => modelOf(change))
}

/** The table with changes. */
export function tableOf(change: Partial<TableDefinition>) {
  return defineTable<TableDefinition>({ ...tableDefinition, ...change })
}
