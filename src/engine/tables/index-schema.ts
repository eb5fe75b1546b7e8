import type { AttributeMap } from '../../protocol/attribute-value.js'
import type {
  GlobalSecondaryIndex,
  LocalSecondaryIndex,
  Projection,
  ScalarAttributeType,
} from '../../protocol/tables.js'
import { getMember, setMember } from '../values/index.js'
import { KeySchema } from './key-schema.js'

/** The declaration of a secondary index, compiled. */
export class IndexSchema {
  readonly name: string
  readonly isGlobal: boolean
  readonly key: KeySchema
  readonly projection: Projection
  /** Undefined when the index projects all attributes. */
  readonly #projected: ReadonlySet<string> | undefined

  constructor(
    declaration: GlobalSecondaryIndex | LocalSecondaryIndex,
    isGlobal: boolean,
    tableKey: KeySchema,
    types: ReadonlyMap<string, ScalarAttributeType>,
  ) {
    const { ProjectionType, NonKeyAttributes } = declaration.Projection ?? {}
    this.name = declaration.IndexName as string
    this.isGlobal = isGlobal
    this.key = new KeySchema(declaration.KeySchema ?? [], types)
    this.projection = { ProjectionType }
    if (NonKeyAttributes !== undefined) this.projection.NonKeyAttributes = [...NonKeyAttributes]
    if (ProjectionType !== 'ALL') {
      const keys = [...tableKey.attributes, ...this.key.attributes].map(({ name }) => name)
      this.#projected = new Set([...keys, ...(NonKeyAttributes ?? [])])
    }
  }

  get projectsAll(): boolean {
    return this.#projected === undefined
  }

  projects(attribute: string): boolean {
    return this.#projected === undefined || this.#projected.has(attribute)
  }

  /** The part of an item that the index holds. Shares the values, and all of the item when everything is projected. */
  projectedItem(item: AttributeMap): AttributeMap {
    if (this.#projected === undefined) return item
    const projected: AttributeMap = {}
    for (const name of this.#projected) {
      const value = getMember(item, name)
      if (value !== undefined) setMember(projected, name, value)
    }
    return projected
  }

  /** Whether an item belongs into the index: it has every key attribute. */
  isMemberOf(item: AttributeMap): boolean {
    return this.key.attributes.every(({ name }) => getMember(item, name) !== undefined)
  }
}
