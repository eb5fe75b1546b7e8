import type { IncomingHttpHeaders } from 'node:http'
import { serverMessages } from '../messages.js'
import type { SignatureFault } from './fault.js'
import { incomplete, invalid } from './fault.js'

/** What a request says of its signature, in a header or in the query string. */
export interface SignatureClaims {
  readonly algorithm: string
  readonly credential: string
  readonly signedHeaders: readonly string[]
  readonly signature: string
  /** As the request writes it. */
  readonly date: string
  /** Seconds for which a signature in the query string holds, as it is written there. */
  readonly expires: string | undefined
}

/** Reads what a request claims, or says what is missing. */
export function claimsOf(
  headers: IncomingHttpHeaders,
  query: URLSearchParams,
): SignatureClaims | { readonly fault: SignatureFault } {
  const { authorization } = headers
  const isInQuery = query.has('X-Amz-Algorithm')
  if (authorization !== undefined && isInQuery) return { fault: invalid(serverMessages.signedTwice) }
  if (isInQuery) return claimsOfQuery(query)
  if (authorization === undefined || !authorization.trim().startsWith('AWS4-')) {
    return { fault: { name: 'MissingAuthenticationTokenException', message: serverMessages.missingToken } }
  }
  return claimsOfHeader(authorization.trim(), textOf(headers['x-amz-date']) ?? headers.date)
}

function claimsOfHeader(
  header: string,
  date: string | undefined,
): SignatureClaims | { readonly fault: SignatureFault } {
  const [algorithm = '', ...parts] = header.split(/[,\s]+/).filter((part) => part !== '')
  const parameters = new Map<string, string>()
  for (const part of parts) {
    const equals = part.indexOf('=')
    if (equals < 0) return { fault: incomplete(serverMessages.notKeyValue(part, header)) }
    parameters.set(part.slice(0, equals), part.slice(equals + 1))
  }
  const { Credential, Signature, SignedHeaders } = Object.fromEntries(parameters)
  let missing = ''
  if (!Credential) missing += serverMessages.headerRequires('Credential')
  if (!Signature) missing += serverMessages.headerRequires('Signature')
  if (SignedHeaders === undefined) missing += serverMessages.headerRequires('SignedHeaders')
  if (!date) missing += serverMessages.headerRequiresDate
  if (!Credential || !Signature || SignedHeaders === undefined || !date) {
    return { fault: incomplete(missing + serverMessages.authorization(header)) }
  }
  return claims(algorithm, Credential, SignedHeaders, Signature, date, undefined)
}

const queryParameters = [
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Signature',
  'X-Amz-SignedHeaders',
  'X-Amz-Date',
] as const

function claimsOfQuery(query: URLSearchParams): SignatureClaims | { readonly fault: SignatureFault } {
  const missing = queryParameters.filter((name) => !query.get(name))
  if (missing.length > 0) {
    const sentences = missing.map((name) => serverMessages.queryRequires(name))
    return { fault: incomplete(sentences.join('') + serverMessages.examineQuery) }
  }
  const [algorithm = '', credential = '', signature = '', signedHeaders = '', date = ''] =
    queryParameters.map((name) => query.get(name) ?? '')
  return claims(
    algorithm,
    credential,
    signedHeaders,
    signature,
    date,
    query.get('X-Amz-Expires') ?? undefined,
  )
}

function claims(
  algorithm: string,
  credential: string,
  signedHeaders: string,
  signature: string,
  date: string,
  expires: string | undefined,
): SignatureClaims {
  const names = signedHeaders.split(';').map((name) => name.toLowerCase())
  return { algorithm, credential, signedHeaders: names, signature, date, expires }
}

/** A header that may be sent more than once, and is not joined by Node. */
function textOf(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : header?.join(',')
}
