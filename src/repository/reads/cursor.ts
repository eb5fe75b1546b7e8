import { assertOptions } from '../../core/assert-options.js'
import { assert } from '../../core/assert.js'
import { MonotableError } from '../../core/errors.js'
import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'

/**
 * How cursors are sealed: keys of 16 or 32 bytes for AES-GCM, the newest first. Cursors are made with the first and
 * opened with any, so that keys can be rotated.
 */
export interface CursorSeal {
  readonly keys: readonly Uint8Array<ArrayBuffer>[]
}

/** Where one part of a read stands: before its first item, behind its last, or behind a certain one. */
export type PartPosition = 'ahead' | 'done' | Readonly<AttributeMap>

type SealKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>

/** Eight key attributes of 2 KB each, in base64 within JSON within base64. */
const textLengthMax = 65_536
const openForm = '1'
const sealedForm = '2'
/** The number of a form, and base64 for addresses. */
const anyForm = /^[1-9][\w-]+$/
const ivSizeBytes = 12

/**
 * Makes and reads cursors: the position of a query as opaque text, bound to the query that made it (rule R4). Without a
 * seal it can be read by whoever holds it; with one it reveals nothing and admits no change.
 */
export class CursorCodec {
  /** Undefined for cursors that are not sealed. */
  readonly #secrets: readonly Uint8Array<ArrayBuffer>[] | undefined
  #keys: Promise<readonly SealKey[]> | undefined

  constructor(seal: CursorSeal | undefined) {
    if (seal === undefined) return
    assertOptions(seal, ['keys'], 'repository.option', 'createDatabase, cursors')
    if (!Array.isArray(seal.keys) || seal.keys.length === 0 || !seal.keys.every(isSecret))
      throw new MonotableError(
        'repository.cursor-key',
        'Cursors are sealed with keys of 16 or 32 bytes, one at least: give Uint8Arrays',
        {},
      )
    this.#secrets = seal.keys.map((key) => key.slice())
  }

  encode(position: Readonly<AttributeMap>, query: string): Promise<string> {
    return this.#encode(toJson(position), query)
  }

  /** @throws MonotableError `repository.cursor` for one that is damaged, forged, of another version or query. */
  async decode(cursor: string, query: string): Promise<AttributeMap> {
    const position = fromJson(await this.#decode(cursor, query, textLengthMax))
    if (position === undefined) throw cursorError('it is damaged')
    return position
  }

  /** A cursor with one position for each part of a read. */
  encodeParts(parts: readonly PartPosition[], query: string): Promise<string> {
    const json = parts.map((part) => (typeof part === 'string' ? part : toJson(part)))
    return this.#encode(json, query)
  }

  /** @throws MonotableError `repository.cursor` also for one with another number of parts. */
  async decodeParts(cursor: string, query: string, count: number): Promise<readonly PartPosition[]> {
    const json = await this.#decode(cursor, query, textLengthMax * count)
    if (!Array.isArray(json) || json.length !== count) throw cursorError('it is damaged')
    return json.map((part: unknown) => {
      const position = part === 'ahead' || part === 'done' ? part : fromJson(part)
      if (position === undefined) throw cursorError('it is damaged')
      return position
    })
  }

  async #encode(json: unknown, query: string): Promise<string> {
    const text = new TextEncoder().encode(JSON.stringify([fingerprint(query), json]))
    if (this.#secrets === undefined) return openForm + toBase64Url(text)
    const [key] = await this.#sealKeys(this.#secrets)
    assert(key !== undefined, 'there is a key to seal with')
    const iv = crypto.getRandomValues(new Uint8Array(ivSizeBytes))
    const additionalData = new TextEncoder().encode(query)
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, text)
    const bytes = new Uint8Array(iv.length + sealed.byteLength)
    bytes.set(iv)
    bytes.set(new Uint8Array(sealed), iv.length)
    return sealedForm + toBase64Url(bytes)
  }

  async #decode(cursor: string, query: string, lengthMax: number): Promise<unknown> {
    if (typeof cursor !== 'string' || cursor.length < 2 || cursor.length > lengthMax)
      throw cursorError('it is no cursor of monotable')
    const isSealed = cursor.startsWith(sealedForm)
    if (!anyForm.test(cursor)) throw cursorError('it is no cursor of monotable')
    if (!isSealed && !cursor.startsWith(openForm)) throw cursorError('it is of another version')
    if (isSealed !== (this.#secrets !== undefined))
      throw cursorError(isSealed ? 'it is sealed, and there is no key to open it' : 'it is not sealed')
    const bytes = fromBase64Url(cursor.slice(1))
    if (bytes === undefined) throw cursorError('it is damaged')
    const text = this.#secrets === undefined ? bytes : await this.#open(bytes, query, this.#secrets)
    if (text === undefined)
      throw cursorError('it was made for another query or by another key, or was changed')
    return readText(text, query)
  }

  async #open(
    bytes: Uint8Array<ArrayBuffer>,
    query: string,
    secrets: readonly Uint8Array<ArrayBuffer>[],
  ): Promise<Uint8Array | undefined> {
    const iv = bytes.subarray(0, ivSizeBytes)
    const additionalData = new TextEncoder().encode(query)
    for (const key of await this.#sealKeys(secrets)) {
      try {
        const sealed = bytes.subarray(ivSizeBytes)
        return new Uint8Array(
          await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, sealed),
        )
      } catch {
        // Not of this key: another may open it, and if none does the caller refuses the cursor.
      }
    }
    return undefined
  }

  #sealKeys(secrets: readonly Uint8Array<ArrayBuffer>[]): Promise<readonly SealKey[]> {
    return (this.#keys ??= Promise.all(
      secrets.map((key) => crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt'])),
    ))
  }
}

/** What every cursor that does not fit is refused with. */
export function cursorError(reason: string, cause?: unknown): MonotableError {
  const message = `The cursor cannot be used: ${reason}. Start from the first page.`
  return new MonotableError('repository.cursor', message, { reason }, cause === undefined ? {} : { cause })
}

const isSecret = (key: unknown): boolean =>
  key instanceof Uint8Array && (key.length === 16 || key.length === 32)

function readText(bytes: Uint8Array, query: string): unknown {
  let parsed: unknown
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw cursorError('it is damaged', cause)
  }
  if (!Array.isArray(parsed) || parsed.length !== 2) throw cursorError('it is damaged')
  const [mark, json]: readonly unknown[] = parsed
  if (mark !== fingerprint(query)) throw cursorError('it was made for another query')
  return json
}

/** 64 bits of the query's text, by FNV-1a in two lanes: enough to tell a cursor of another query, no protection. */
function fingerprint(text: string): string {
  let low = 0x811c9dc5
  let high = 0xcbf29ce4
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    low = Math.imul(low ^ unit, 0x01000193)
    high = Math.imul(high ^ (unit + index), 0x01000193)
  }
  return (high >>> 0).toString(36) + (low >>> 0).toString(36)
}

/** Key attributes are strings, numbers and bytes: a list of triples keeps the text short. */
function toJson(position: Readonly<AttributeMap>): readonly (readonly [string, string, string])[] {
  return Object.entries(position).map(([name, { S, N, B }]) => {
    if (S !== undefined) return [name, 'S', S]
    return N === undefined ? [name, 'B', toBase64Url(B ?? new Uint8Array())] : [name, 'N', N]
  })
}

function fromJson(json: unknown): AttributeMap | undefined {
  if (!Array.isArray(json)) return undefined
  const entries: [string, AttributeValue][] = []
  for (const entry of json as readonly unknown[]) {
    if (!Array.isArray(entry) || entry.length !== 3) return undefined
    const [name, type, text]: readonly unknown[] = entry
    if (typeof name !== 'string' || typeof text !== 'string') return undefined
    const stored = scalarFrom(type, text)
    if (stored === undefined) return undefined
    entries.push([name, stored])
  }
  // Defines own properties, whatever their names: `__proto__` is one like any other.
  return Object.fromEntries(entries)
}

function scalarFrom(type: unknown, text: string): AttributeValue | undefined {
  if (type === 'S') return { S: text }
  if (type === 'N') return { N: text }
  const bytes = type === 'B' ? fromBase64Url(text) : undefined
  return bytes && { B: bytes }
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return undefined
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
  // The last character has bits to spare, which `atob` drops: only one text stands for the bytes.
  return toBase64Url(bytes) === text ? bytes : undefined
}
