import type {
  AttributeDefinition,
  BillingMode,
  KeySchemaElement,
  ProvisionedThroughput,
  ScalarAttributeType,
  StreamSpecification,
} from '../../protocol/tables.js'
import type { CreateTableRequest } from '../operations/create-table.validate.js'
import { IndexSchema } from './index-schema.js'
import { KeySchema } from './key-schema.js'

/** An attribute that is part of an index key, and the index that the service names when a value does not fit. */
export interface IndexKeyAttribute {
  readonly name: string
  readonly type: ScalarAttributeType
  readonly index: IndexSchema
}

/** What was declared of a table when it was created, compiled. */
export class TableSchema {
  readonly name: string
  readonly id: string
  readonly arn: string
  readonly createdAt: number
  readonly definitions: readonly AttributeDefinition[]
  readonly keyElements: readonly KeySchemaElement[]
  readonly billingMode: BillingMode
  readonly throughput: ProvisionedThroughput | undefined
  readonly stream: StreamSpecification | undefined
  readonly isProtected: boolean
  readonly key: KeySchema
  readonly globalIndexes: readonly IndexSchema[]
  readonly localIndexes: readonly IndexSchema[]
  /** In the order in which the service looks at them. */
  readonly indexKeyAttributes: readonly IndexKeyAttribute[]

  constructor(request: CreateTableRequest, identity: { id: string; arn: string; createdAt: number }) {
    const types = new Map(
      request.definitions.map((each) => [
        each.AttributeName as string,
        each.AttributeType as ScalarAttributeType,
      ]),
    )
    this.name = request.tableName
    this.id = identity.id
    this.arn = identity.arn
    this.createdAt = identity.createdAt
    this.definitions = request.definitions
    this.keyElements = request.keySchema
    this.billingMode = request.billingMode
    this.throughput = request.throughput
    this.stream = request.stream
    this.isProtected = request.isProtected
    this.key = new KeySchema(request.keySchema, types)
    this.globalIndexes = request.globalIndexes.map((each) => new IndexSchema(each, true, this.key, types))
    this.localIndexes = request.localIndexes.map((each) => new IndexSchema(each, false, this.key, types))
    this.indexKeyAttributes = [...this.globalIndexes, ...this.localIndexes].flatMap((index) =>
      index.key.attributes
        .filter(({ name }) => !this.key.has(name))
        .map((attribute) => ({ ...attribute, index })),
    )
  }
}
