import type {
  AttributeDefinition,
  GlobalSecondaryIndex,
  KeySchemaElement,
  LocalSecondaryIndex,
  ScalarAttributeType,
} from '../../protocol/tables.js'
import { IndexSchema } from './index-schema.js'
import { KeySchema } from './key-schema.js'

/** An attribute that is part of an index key, and the index that the service names when a value does not fit. */
export interface IndexKeyAttribute {
  readonly name: string
  readonly type: ScalarAttributeType
  readonly index: IndexSchema
}

/** Keys and indexes of a table. */
export interface TableDeclaration {
  readonly tableName: string
  readonly definitions: readonly AttributeDefinition[]
  readonly keySchema: readonly KeySchemaElement[]
  readonly globalIndexes: readonly GlobalSecondaryIndex[]
  readonly localIndexes: readonly LocalSecondaryIndex[]
}

export interface TableIdentity {
  readonly id: string
  readonly arn: string
  readonly createdAt: number
}

/** What was declared of a table, compiled. Never changed once made: a table that gets or loses an index gets another. */
export class TableSchema {
  readonly #declaration: TableDeclaration
  readonly name: string
  readonly id: string
  readonly arn: string
  readonly createdAt: number
  readonly definitions: readonly AttributeDefinition[]
  readonly keyElements: readonly KeySchemaElement[]
  readonly key: KeySchema
  readonly globalIndexes: readonly IndexSchema[]
  readonly localIndexes: readonly IndexSchema[]
  /** In the order in which the service looks at them. */
  readonly indexesByName: readonly IndexSchema[]
  readonly indexKeyAttributes: readonly IndexKeyAttribute[]

  constructor(declaration: TableDeclaration, identity: TableIdentity) {
    this.#declaration = declaration
    const types = new Map(
      declaration.definitions.map((each) => [
        each.AttributeName as string,
        each.AttributeType as ScalarAttributeType,
      ]),
    )
    this.name = declaration.tableName
    this.id = identity.id
    this.arn = identity.arn
    this.createdAt = identity.createdAt
    this.definitions = declaration.definitions
    this.keyElements = declaration.keySchema
    this.key = new KeySchema(declaration.keySchema, types)
    this.globalIndexes = declaration.globalIndexes.map((each) => new IndexSchema(each, true, this.key, types))
    this.localIndexes = declaration.localIndexes.map((each) => new IndexSchema(each, false, this.key, types))
    this.indexesByName = [...this.globalIndexes, ...this.localIndexes].toSorted((left, right) =>
      left.name < right.name ? -1 : 1,
    )
    this.indexKeyAttributes = this.indexesByName.flatMap((index) =>
      index.key.attributes
        .filter(({ name }) => !this.key.has(name))
        .map((attribute) => ({ ...attribute, index })),
    )
  }

  /** The schema of the table in another account or region. */
  withArn(arn: string): TableSchema {
    return new TableSchema(this.#declaration, { id: this.id, arn, createdAt: this.createdAt })
  }

  /** The schema of the table once it has the index, whose key attributes are among `definitions`. */
  withIndex(index: GlobalSecondaryIndex, definitions: readonly AttributeDefinition[]): TableSchema {
    const globalIndexes = [...this.#declaration.globalIndexes, index]
    return new TableSchema({ ...this.#declaration, definitions, globalIndexes }, this)
  }

  /** The schema of the table without the index, and without definitions that nothing else uses. */
  withoutIndex(name: string): TableSchema {
    const { keySchema, localIndexes } = this.#declaration
    const globalIndexes = this.#declaration.globalIndexes.filter((each) => each.IndexName !== name)
    const elements = [...globalIndexes, ...localIndexes].flatMap((each) => each.KeySchema ?? [])
    const used = new Set([...keySchema, ...elements].map((each) => each.AttributeName))
    const definitions = this.definitions.filter((each) => used.has(each.AttributeName))
    return new TableSchema({ ...this.#declaration, definitions, globalIndexes }, this)
  }
}
