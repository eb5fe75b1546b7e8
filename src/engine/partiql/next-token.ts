import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'
import { invalidRequest } from '../faults.js'
import { bytesAsBase64, normalizeItem, setMember } from '../values/index.js'
import { fingerprint } from '../writes/fingerprint.js'
import { partiqlMessages } from './messages.js'

/**
 * The token with which a statement goes on: the key of the item it has come to, and a mark of the statement and its
 * parameters, for no other of which it is good.
 */
export function formatNextToken(mark: string, key: AttributeMap): string {
  const members = Object.entries(key).map(([name, value]) => [name, ...scalarOf(value)])
  return toBase64(JSON.stringify([mark, ...members]))
}

/** The key in a token. Throws when it is none, or another statement's. */
export function parseNextToken(mark: string, token: string): AttributeMap {
  try {
    const [found, ...members]: unknown[] = JSON.parse(fromBase64(token)) as unknown[]
    if (found === mark) return keyOf(members)
  } catch {
    // Whatever is wrong with it, it is not a token of ours.
  }
  throw invalidRequest(partiqlMessages.nextTokenInvalid)
}

/** What tells a statement with its parameters from others. */
export function markOfStatement(
  statement: string,
  parameters: readonly AttributeValue[] | undefined,
): string {
  return fingerprint([statement, parameters ?? []])
}

function keyOf(members: readonly unknown[]): AttributeMap {
  const key: AttributeMap = {}
  for (const member of members) {
    if (!Array.isArray(member) || member.length !== 3) throw invalidRequest(partiqlMessages.nextTokenInvalid)
    const [name, type, text] = member.map(String) as [string, string, string]
    setMember(key, name, valueOf(type, text))
  }
  return normalizeItem(key)
}

function scalarOf(value: AttributeValue): [type: string, text: string] {
  if (value.S !== undefined) return ['S', value.S]
  if (value.N !== undefined) return ['N', value.N]
  return ['B', bytesAsBase64(value.B ?? new Uint8Array())]
}

function valueOf(type: string, text: string): AttributeValue {
  if (type === 'S') return { S: text }
  if (type === 'N') return { N: text }
  return { B: Uint8Array.from(atob(text), (character) => character.charCodeAt(0)) }
}

function toBase64(text: string): string {
  return btoa(encodeURIComponent(text))
}

function fromBase64(text: string): string {
  return decodeURIComponent(atob(text))
}
