import type { AttributeMap, AttributeValue } from '../protocol/attribute-value.js'
import { at, emptySet, Failure } from './failure.js'
import type { NodeCodec } from './node-codec.js'
import { assertWellFormed } from './scalars.js'

/** Puts one entry into a map, under a name that no schema gives; `key` is what the name was made of. */
export function encodeEntry(
  out: AttributeMap,
  name: string,
  member: unknown,
  encode: NodeCodec['encode'],
  depth: number,
  key: unknown = name,
): void {
  try {
    assertAttributeName(name)
    if (Object.hasOwn(out, name)) {
      throw new Failure(
        'marshalling.attribute-name',
        `two keys have the form "${name}". Make them differ as text.`,
      )
    }
    const encoded = encode(member, depth)
    if (encoded === undefined) throw emptySet()
    setOwn(out, name, encoded)
  } catch (error) {
    throw at(error, String(key))
  }
}

/** Reads all entries of a map into `out`, save those that are left out. */
export function decodeEntries(
  members: Readonly<AttributeMap>,
  out: Record<string, unknown>,
  decode: NodeCodec['decode'],
  isLeftOut?: (name: string) => boolean,
): Record<string, unknown> {
  let name: string | undefined
  try {
    for (name of Object.keys(members))
      if (isLeftOut?.(name) !== true) setOwn(out, name, decode(members[name] as AttributeValue))
  } catch (error) {
    throw at(error, name)
  }
  return out
}

function assertAttributeName(name: string): void {
  if (name === '') {
    throw new Failure(
      'marshalling.attribute-name',
      'DynamoDB has no attribute with an empty name. Give it another key.',
    )
  }
  assertWellFormed(name)
}

/** Sets an own property, whatever its name: plain assignment of `__proto__` would replace the prototype. */
export function setOwn<TValue>(target: Record<string, TValue>, name: string, value: TValue): void {
  if (name === '__proto__') {
    Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true })
  } else {
    target[name] = value
  }
}
