import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'
import type { KeySchemaElement, ScalarAttributeType } from '../../protocol/tables.js'
import type { EntryKey } from '../storage/entry-key.js'
import { elementEnd, elementText, keyText } from '../storage/key-text.js'
import { partitionHash } from '../storage/partition-hash.js'
import { getMember } from '../values/index.js'

export interface KeyAttribute {
  readonly name: string
  readonly type: ScalarAttributeType
}

/** The key of a table or an index, compiled: one to four partition attributes, up to four sort attributes. */
export class KeySchema {
  readonly partition: readonly KeyAttribute[]
  readonly sort: readonly KeyAttribute[]
  /** Partition attributes first. */
  readonly attributes: readonly KeyAttribute[]
  /** What its partition text is hashed as. */
  readonly #hashed: ScalarAttributeType

  constructor(elements: readonly KeySchemaElement[], types: ReadonlyMap<string, ScalarAttributeType>) {
    const attributesOf = (keyType: string) =>
      elements
        .filter((element) => element.KeyType === keyType)
        .map((element) => {
          const name = element.AttributeName as string
          return { name, type: types.get(name) as ScalarAttributeType }
        })
    this.partition = attributesOf('HASH')
    this.sort = attributesOf('RANGE')
    this.attributes = [...this.partition, ...this.sort]
    this.#hashed = this.partition.length === 1 ? (this.partition[0] as KeyAttribute).type : 'S'
  }

  has(attribute: string): boolean {
    return this.attributes.some(({ name }) => name === attribute)
  }

  /** Where the item stands, undefined when it lacks a key attribute. Key attributes that are there have their type. */
  entryKeyOf(item: AttributeMap, primary?: EntryKey): EntryKey | undefined {
    const partition = textOf(item, this.partition)
    if (partition === undefined) return undefined
    const sort = textOf(item, this.sort)
    if (sort === undefined) return undefined
    return { hash: this.hashOf(partition), partition, sort, primary }
  }

  /** Where the partition of this text lies. */
  hashOf(partition: string): number {
    return partitionHash(partition, this.#hashed)
  }
}

function textOf(item: AttributeMap, attributes: readonly KeyAttribute[]): string | undefined {
  if (attributes.length === 1) {
    const value = getMember(item, (attributes[0] as KeyAttribute).name)
    return value === undefined ? undefined : keyText(value)
  }
  const values: AttributeValue[] = []
  for (const { name } of attributes) {
    const value = getMember(item, name)
    if (value === undefined) return undefined
    values.push(value)
  }
  return tupleText(values)
}

/** The key text of values that are the leading part of a key of several attributes. */
export function tupleText(values: readonly AttributeValue[]): string {
  return values.map((value) => elementText(keyText(value)) + elementEnd).join('')
}

/** The partition key text of these values, one for each partition attribute. */
export function partitionText(values: readonly AttributeValue[]): string {
  return values.length === 1 ? keyText(values[0] as AttributeValue) : tupleText(values)
}
