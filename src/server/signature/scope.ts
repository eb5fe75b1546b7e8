import type { IncomingMessage } from 'node:http'

/** The credential that a request names, with its scope, whether it is signed in a header or in the query string. */
export function scopeOf({ headers, url = '' }: IncomingMessage): string | undefined {
  const { authorization } = headers
  if (authorization !== undefined) {
    const start = authorization.indexOf('Credential=')
    if (start < 0) return undefined
    const end = authorization.indexOf(',', start)
    return authorization.slice(start + 11, end < 0 ? undefined : end).trim()
  }
  if (!url.includes('X-Amz-Credential=')) return undefined
  return new URLSearchParams(url.slice(url.indexOf('?') + 1)).get('X-Amz-Credential') ?? undefined
}
