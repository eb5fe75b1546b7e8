import { Buffer } from 'node:buffer'
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Clock } from '../../core/clock.js'
import { serverMessages } from '../messages.js'
import { canonicalRequest, splitUrl } from './canonical-request.js'
import type { SignatureClaims } from './claims.js'
import { claimsOf } from './claims.js'
import type { SignatureFault } from './fault.js'
import { incomplete, invalid } from './fault.js'
import { basicDate, dateFault, signingTime } from './signing-date.js'

/** The access key that requests have to be signed with. */
export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

interface Scope {
  readonly accessKeyId: string
  readonly day: string
  readonly region: string
  readonly service: string
  readonly terminator: string
}

const algorithm = 'AWS4-HMAC-SHA256'

/**
 * Checks signatures of version 4 as the service does, in its order and with its words. Session tokens are not looked at.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 */
export class SignatureVerifier {
  readonly #credentials: Credentials
  readonly #clock: Clock
  /** The signing key that was used last: it is the same all day. */
  #key: { readonly scope: string; readonly key: Buffer } | undefined

  constructor(credentials: Credentials, clock: Clock) {
    this.#credentials = credentials
    this.#clock = clock
  }

  /** What is wrong with the signature of a request, of which `body` is what was sent. */
  faultOf(request: IncomingMessage, body: Buffer): SignatureFault | undefined {
    const [, query] = splitUrl(request.url ?? '/')
    const claims = claimsOf(request.headers, new URLSearchParams(query))
    if ('fault' in claims) return claims.fault
    const early = dateFault(claims.date, claims.expires, this.#clock.now()) ?? formFault(claims)
    if (early !== undefined) return early
    const scope = scopeOfCredential(claims.credential)
    if (scope === undefined) return incomplete(serverMessages.credentialParts(claims.credential))
    const fault = scopeFault(scope, claims.date)
    if (fault !== undefined) return fault
    if (!isSame(scope.accessKeyId, this.#credentials.accessKeyId)) {
      return { name: 'UnrecognizedClientException', message: serverMessages.unknownKey }
    }
    const expected = this.#sign(claims, scope, canonicalRequest(request, claims.signedHeaders, body))
    return isSame(claims.signature, expected) ? undefined : invalid(serverMessages.wrongSignature)
  }

  #sign(claims: SignatureClaims, scope: Scope, canonical: string): string {
    const scopeText = [scope.day, scope.region, scope.service, scope.terminator].join('/')
    const time = signingTime(claims.date)
    const text = [
      algorithm,
      time === undefined ? claims.date : basicDate(time),
      scopeText,
      createHash('sha256').update(canonical).digest('hex'),
    ].join('\n')
    return hmac(this.#signingKey(scope, scopeText), text).toString('hex')
  }

  #signingKey({ day, region, service, terminator }: Scope, scope: string): Buffer {
    if (this.#key?.scope !== scope) {
      const steps = [day, region, service, terminator]
      const secret = Buffer.from(`AWS4${this.#credentials.secretAccessKey}`)
      this.#key = { scope, key: steps.reduce(hmac, secret) }
    }
    return this.#key.key
  }
}

function formFault({ algorithm: claimed, signedHeaders }: SignatureClaims): SignatureFault | undefined {
  if (!signedHeaders.includes('host')) return invalid(serverMessages.hostNotSigned)
  return claimed === algorithm ? undefined : incomplete(serverMessages.unsupportedAlgorithm(claimed))
}

function scopeOfCredential(credential: string): Scope | undefined {
  const [accessKeyId = '', day = '', region = '', service = '', terminator, ...more] = credential
    .replace(/\/+$/, '')
    .split('/')
  if (terminator === undefined || more.length > 0) return undefined
  return { accessKeyId, day, region, service, terminator }
}

/** All that is wrong with the scope, in one message. */
function scopeFault({ day, region, service, terminator }: Scope, date: string): SignatureFault | undefined {
  const signedOn = basicDate(signingTime(date) ?? 0)
  let message = ''
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(region)) message += serverMessages.scopeRegion(region)
  if (service !== 'dynamodb') message += serverMessages.scopeService
  if (terminator !== 'aws4_request') message += serverMessages.scopeTerminator(terminator)
  if (day !== signedOn.slice(0, 8)) message += serverMessages.scopeDate(day, signedOn.slice(0, 8), signedOn)
  return message === '' ? undefined : invalid(message)
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

/** Takes as long for texts that differ at once as for those that differ at their end. */
function isSame(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(a), hash(b))
}
