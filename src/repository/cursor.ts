import { MonotableError } from '../core/errors.js'
import type { AttributeMap, AttributeValue } from '../protocol/attribute-value.js'

/**
 * How cursors are sealed: keys of 16 or 32 bytes for AES-GCM, the newest first. Cursors are made with the first and
 * opened with any, so that keys can be rotated.
 */
export interface CursorSeal {
  readonly keys: readonly Uint8Array<ArrayBuffer>[]
}

type SealKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>

const textLengthMax = 8192
const openForm = '1'
const sealedForm = '2'

/**
 * Makes and reads cursors: the position of a query as opaque text, bound to the query that made it (rule R4). Without a
 * seal it can be read by whoever holds it; with one it reveals nothing and admits no change.
 */
export class CursorCodec {
  readonly #seal: CursorSeal | undefined
  #keys: Promise<readonly SealKey[]> | undefined

  constructor(seal: CursorSeal | undefined) {
    this.#seal = seal
    if (seal === undefined) return
    if (seal.keys.length === 0 || seal.keys.some((key) => key.length !== 16 && key.length !== 32))
      throw new MonotableError(
        'repository.cursor-key',
        'Cursors are sealed with keys of 16 or 32 bytes, one at least',
        {},
      )
  }

  async encode(position: Readonly<AttributeMap>, query: string): Promise<string> {
    const text = JSON.stringify([fingerprint(query), toJson(position)])
    if (this.#seal === undefined) return openForm + toBase64Url(new TextEncoder().encode(text))
    const [key] = await this.#cryptoKeys()
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const sealed = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(query) },
      key as SealKey,
      new TextEncoder().encode(text),
    )
    const bytes = new Uint8Array(iv.length + sealed.byteLength)
    bytes.set(iv)
    bytes.set(new Uint8Array(sealed), iv.length)
    return sealedForm + toBase64Url(bytes)
  }

  /** @throws MonotableError `repository.cursor` for one that is damaged, forged, of another version or query. */
  async decode(cursor: string, query: string): Promise<AttributeMap> {
    const refuse = (reason: string, cause?: unknown): never => {
      throw new MonotableError(
        'repository.cursor',
        `The cursor cannot be used: ${reason}. Start from the first page.`,
        { reason },
        { cause },
      )
    }
    if (typeof cursor !== 'string' || cursor.length < 2 || cursor.length > textLengthMax)
      return refuse('it is no cursor')
    const form = cursor[0]
    if (form !== (this.#seal === undefined ? openForm : sealedForm))
      return refuse(form === openForm ? 'it is not sealed' : 'it is of another version')
    const bytes = fromBase64Url(cursor.slice(1)) ?? refuse('it is damaged')
    const text = this.#seal === undefined ? bytes : await this.#open(bytes, query)
    if (text === undefined) return refuse('it was made for another query or by another key, or was changed')
    let parsed: unknown
    try {
      parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text))
    } catch (cause) {
      return refuse('it is damaged', cause)
    }
    if (!Array.isArray(parsed) || parsed.length !== 2) return refuse('it is damaged')
    if (parsed[0] !== fingerprint(query)) return refuse('it was made for another query')
    return fromJson(parsed[1]) ?? refuse('it is damaged')
  }

  async #open(bytes: Uint8Array<ArrayBuffer>, query: string): Promise<Uint8Array | undefined> {
    const additionalData = new TextEncoder().encode(query)
    for (const key of await this.#cryptoKeys()) {
      try {
        const iv = bytes.subarray(0, 12)
        return new Uint8Array(
          await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, bytes.subarray(12)),
        )
      } catch {
        // Not of this key: another may open it, and if none does the caller refuses the cursor.
      }
    }
    return undefined
  }

  #cryptoKeys(): Promise<readonly SealKey[]> {
    return (this.#keys ??= Promise.all(
      (this.#seal?.keys ?? []).map((key) =>
        crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt']),
      ),
    ))
  }
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

/** Key attributes are strings, numbers and bytes: two-element arrays keep the text short. */
function toJson(position: Readonly<AttributeMap>): Record<string, readonly [string, string]> {
  const json: Record<string, readonly [string, string]> = {}
  for (const [name, { S, N, B }] of Object.entries(position))
    json[name] =
      S !== undefined ? ['S', S] : N !== undefined ? ['N', N] : ['B', toBase64Url(B ?? new Uint8Array())]
  return json
}

function fromJson(json: unknown): AttributeMap | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined
  const position: AttributeMap = {}
  for (const [name, value] of Object.entries(json as Record<string, unknown>)) {
    const stored = scalarFromJson(value)
    if (stored === undefined) return undefined
    Object.defineProperty(position, name, {
      value: stored,
      enumerable: true,
      writable: true,
      configurable: true,
    })
  }
  return position
}

function scalarFromJson(value: unknown): AttributeValue | undefined {
  if (!Array.isArray(value) || value.length !== 2) return undefined
  const [type, text] = value as readonly unknown[]
  if (typeof text !== 'string') return undefined
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
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return undefined
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
      character.charCodeAt(0),
    )
  } catch {
    return undefined
  }
}
