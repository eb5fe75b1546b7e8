import type { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/**
 * The text that is signed: method, path, query, signed headers and a hash of the body, each in the one form that both
 * sides agree on.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function canonicalRequest(
  request: IncomingMessage,
  signedHeaders: readonly string[],
  body: Buffer,
): string {
  const [path, query] = splitUrl(request.url ?? '/')
  const names = signedHeaders.toSorted()
  return [
    request.method,
    canonicalPath(path),
    canonicalQuery(query),
    ...names.map((name) => `${name}:${headerValue(request, name)}`),
    '',
    names.join(';'),
    createHash('sha256').update(body).digest('hex'),
  ].join('\n')
}

export function splitUrl(url: string): [path: string, query: string] {
  const mark = url.indexOf('?')
  return mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)]
}

/** Without empty segments and dots, and encoded once more than it was sent. */
function canonicalPath(path: string): string {
  const segments: string[] = []
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop()
    else if (segment !== '' && segment !== '.') segments.push(segment)
  }
  const slash = path.endsWith('/') && segments.length > 0 ? '/' : ''
  return `/${segments.map(encode).join('/')}${slash}`
}

/** Every parameter but the signature itself, decoded and encoded again, sorted by name and value. */
function canonicalQuery(query: string): string {
  if (query === '') return ''
  const parameters = query
    .split('&')
    .filter((parameter) => parameter !== '')
    .map((parameter) => {
      const equals = parameter.indexOf('=')
      const [name, value] =
        equals < 0 ? [parameter, ''] : [parameter.slice(0, equals), parameter.slice(equals + 1)]
      return { name: encode(decode(name)), value: encode(decode(value)) }
    })
    .filter(({ name }) => name !== 'X-Amz-Signature')
  parameters.sort((a, b) => compare(a.name, b.name) || compare(a.value, b.value))
  return parameters.map(({ name, value }) => `${name}=${value}`).join('&')
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** All values of a header, each without space around it and with single spaces within. */
function headerValue({ rawHeaders }: IncomingMessage, name: string): string {
  const values: string[] = []
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.toLowerCase() === name) values.push(rawHeaders[index + 1] ?? '')
  }
  return values.map((value) => value.trim().replace(/ +/g, ' ')).join(',')
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Every byte but letters, digits and `-._~` as %XX. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
