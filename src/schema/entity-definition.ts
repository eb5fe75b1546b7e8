import type {
  AccessPatternDefinition,
  AttributeOptions,
  KeyDefinition,
  ObjectSchema,
  TimestampOptions,
} from './entity.types.js'
import type { Table } from './table.types.js'

/** An attribute that is worked out from others, as a definition states it. */
export interface DerivedDefinition {
  readonly from: readonly string[]
  readonly compute: (values: Readonly<Record<string, unknown>>) => unknown
}

/** What `defineEntity` was given, with the types forgotten: the form in which this room works. */
export interface EntityDefinitionInput {
  readonly name: string
  readonly table: Table
  readonly schema: ObjectSchema
  readonly key: KeyDefinition
  readonly access?: Readonly<Record<string, AccessPatternDefinition>>
  readonly unique?: Readonly<Record<string, KeyDefinition>>
  readonly version?: string | undefined
  readonly timestamps?: TimestampOptions | undefined
  readonly softDelete?: string | undefined
  readonly attributes?: Readonly<Record<string, AttributeOptions>>
  readonly derived?: Readonly<Record<string, DerivedDefinition>>
  readonly entityValue?: string
  readonly validateOnRead?: boolean
}
