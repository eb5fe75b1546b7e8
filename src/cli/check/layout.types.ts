/** How items are laid out in tables: all that decides whether what is stored can be found and read. */
export interface Layout {
  /** The version of the format. */
  readonly version: 1
  /** By the names of the tables in the schema. */
  readonly tables: Readonly<Record<string, TableLayout>>
}

export interface TableLayout {
  readonly partitionKey: KeyAttributeLayout
  readonly sortKey?: KeyAttributeLayout
  readonly timeToLive?: string
  readonly stream?: string
  /** Where items name their entity. */
  readonly entityAttribute?: string
  readonly indexes: Readonly<Record<string, IndexLayout>>
  readonly entities: Readonly<Record<string, EntityLayout>>
}

export interface KeyAttributeLayout {
  readonly name: string
  readonly type: string
}

export interface IndexLayout {
  readonly kind: 'global' | 'local'
  readonly partitionKey: readonly KeyAttributeLayout[]
  readonly sortKey: readonly KeyAttributeLayout[]
  readonly projection: string | readonly string[]
}

export interface EntityLayout {
  /** The value of the entity attribute. */
  readonly entityValue?: string
  readonly key: readonly KeyLayout[]
  /** How it stands in indexes, by their names. */
  readonly indexes: Readonly<Record<string, IndexEntryLayout>>
  /** Keys of the sentinels of unique constraints, by the names of the constraints. */
  readonly unique?: Readonly<Record<string, readonly KeyLayout[]>>
  /** By their stored names. */
  readonly attributes: Readonly<Record<string, AttributeLayout>>
  readonly version?: string
  readonly createdAt?: string
  readonly updatedAt?: string
  readonly softDelete?: string
}

export interface IndexEntryLayout {
  readonly accessPattern: string
  readonly key: readonly KeyLayout[]
}

/** How one key attribute is filled: by a template, as the copy of an attribute, or by an attribute of its own name. */
export interface KeyLayout {
  readonly name: string
  /** The template, its holes being the stored names of attributes. */
  readonly template?: string
  readonly delimiters?: 'reject'
  readonly casing?: 'lower' | 'upper'
  /** The forms in which attributes stand in the key, by their stored names. */
  readonly holes?: Readonly<Record<string, HoleLayout>>
  readonly shards?: number
  /** The attribute that it is a copy of. */
  readonly copyOf?: string
}

/** The form of an attribute in a key; of an enum with its values. */
export interface HoleLayout {
  readonly form: string
  readonly values?: readonly string[]
}

export interface AttributeLayout {
  /** The name in the schema, where it differs. */
  readonly name?: string
  readonly form: Form
  readonly optional?: true
}

/** What is stored for a value: a DynamoDB type with what it stands for, or a structure of them. */
export type Form =
  | string
  | { readonly values: readonly (string | number | boolean | null)[] }
  | { readonly list: Form }
  | { readonly tuple: readonly Form[]; readonly rest?: Form }
  | { readonly set: string; readonly of: Form }
  | { readonly map: Readonly<Record<string, MemberForm>>; readonly rest?: Form }
  | { readonly record: Form; readonly key: Form }
  | { readonly union: readonly Form[]; readonly discriminator?: string }
  | { readonly nullable: Form }
  | { readonly codec: Form }
  | { readonly recursive: number }

export interface MemberForm {
  readonly form: Form
  readonly optional?: true
}
