import type { AttributeMap } from '../../../../src/protocol/attribute-value.js'

/** An item of JSON, with its bytes as bytes. */
export function parsedItem(item: Readonly<Record<string, unknown>>): AttributeMap {
  return JSON.parse(JSON.stringify(item), (name, value: unknown) =>
    name === 'B' && typeof value === 'string' ? new Uint8Array(Buffer.from(value, 'base64')) : value,
  ) as AttributeMap
}
