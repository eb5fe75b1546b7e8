/** An attribute value as DynamoDB's JSON has it; bytes are base64. */
export type ModelValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly M: Readonly<Record<string, ModelValue>> }
  | { readonly L: readonly ModelValue[] }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] }

export type ModelItem = Readonly<Record<string, ModelValue>>

export interface ModelKeyAttribute {
  readonly AttributeName: string
  readonly AttributeType: 'S' | 'N' | 'B'
}

export interface ModelKey {
  readonly PartitionKey: ModelKeyAttribute
  readonly SortKey?: ModelKeyAttribute | undefined
}

export interface ModelIndex {
  readonly IndexName: string
  readonly KeyAttributes: ModelKey
  readonly Projection: {
    readonly ProjectionType: 'ALL' | 'KEYS_ONLY' | 'INCLUDE'
    readonly NonKeyAttributes?: readonly string[] | undefined
  }
}

/** A view of the items of one kind. */
export interface ModelFacet {
  readonly FacetName: string
  readonly KeyAttributeAlias?:
    { readonly PartitionKeyAlias: string; readonly SortKeyAlias?: string | undefined } | undefined
  readonly TableData: readonly ModelItem[]
}

export interface ModelTable {
  readonly TableName: string
  readonly KeyAttributes: ModelKey
  readonly NonKeyAttributes: readonly { readonly AttributeName: string; readonly AttributeType: string }[]
  readonly TableFacets: readonly ModelFacet[]
  readonly GlobalSecondaryIndexes: readonly ModelIndex[]
  readonly LocalSecondaryIndexes: readonly ModelIndex[]
  readonly TableData: readonly ModelItem[]
}

/** A data model of NoSQL Workbench, as far as a schema is drafted from it. */
export interface Model {
  readonly ModelName: string
  readonly DataModel: readonly ModelTable[]
}
