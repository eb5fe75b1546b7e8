import type { Buffer } from 'node:buffer'
import { isUtf8 } from 'node:buffer'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerWireRequest } from '../../engine/index.js'
import { ServiceError } from '../../protocol/service-errors.js'
import { serverMessages } from '../messages.js'
import { scopeOf } from '../signature/scope.js'
import type { SignatureFault } from '../signature/fault.js'
import type { SignatureVerifier } from '../signature/verifier.js'
import type { Worlds } from '../worlds.js'
import type { WorkRoom } from './work-room.js'
import type { Sender } from './answer.js'
import { send, sendJson, sendPreflight, sendTooLarge, sendUnavailable } from './answer.js'
import type { Inflated, Inflater } from './content-encoding.js'
import type { Pipelines } from './pipelines.js'
import type { BodyRoom } from './read-body.js'
import { readBody } from './read-body.js'
import type { RequestIds } from './request-ids.js'

/** What all requests to a server have in common. */
export interface Service {
  readonly worlds: Worlds
  readonly requestIds: RequestIds
  readonly bodyRoom: BodyRoom
  readonly workRoom: WorkRoom
  readonly inflater: Inflater
  readonly pipelines: Pipelines
  /** Absent: signatures are not looked at, but for the world that they name. */
  readonly verifier: SignatureVerifier | undefined
  isClosing: boolean
}

/** Answers one HTTP request. Never throws: what goes wrong is an answer or, at worst, a closed connection. */
export function handleRequest(service: Service, request: IncomingMessage, response: ServerResponse): void {
  // An answer has its connection unless another is before it.
  if (response.socket !== null || request.method !== 'POST') return receive(service, request, response)
  const isWaiting = service.pipelines.wait(request, response, () => receive(service, request, response))
  if (!isWaiting) sendUnavailable(response)
}

function receive(service: Service, request: IncomingMessage, response: ServerResponse): void {
  readBody(request, service.bodyRoom, (body) => {
    if (body === 'too-large') return sendTooLarge(response)
    if (body === 'no-room') return sendUnavailable(response)
    answer(service, request, response, body).catch(() => response.destroy())
  })
}

async function answer(
  service: Service,
  request: IncomingMessage,
  response: ServerResponse,
  sent: Buffer,
): Promise<void> {
  const { requestIds, isClosing } = service
  const sender = { request, response, requestId: requestIds.next(), isLast: isClosing }
  if (request.method !== 'POST') return answerOtherMethod(sender)
  const contentType = contentTypeOf(request.headers['content-type'])
  if (contentType === undefined && sent.length > 0)
    return send(sender, 404, [], serverMessages.unknownOperation)
  const answerType = contentType ?? plainJson

  const encoding = request.headers['content-encoding']
  const body =
    encoding === undefined || encoding === 'identity' ? sent : await decode(service.inflater, encoding, sent)
  if (body === 'too-large') return sendTooLarge(response)
  const target = targetOf(request)
  const isThere = service.workRoom.enter(target, body.length, response)
  if (isThere !== true && !(await isThere)) return
  const text = body === 'damaged' ? undefined : textOf(body)
  if (text === undefined) return sendFault(sender, answerType, { name: 'SerializationException' })

  const fault = service.verifier?.faultOf(request, sent)
  if (fault !== undefined) return sendFault(sender, answerType, fault)
  try {
    const backend = service.worlds.ofScope(scopeOf(request))
    const { status, body: json } = await answerWireRequest(backend, { target, body: text })
    service.workRoom.settle(response, json.length)
    sendJson(sender, status, answerType, json)
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    sendFault(sender, answerType, error)
  }
}

function targetOf({ headers }: IncomingMessage): string | undefined {
  const target = headers['x-amz-target']
  return typeof target === 'string' ? target : undefined
}

function answerOtherMethod(sender: Sender): void {
  const { method, headers } = sender.request
  if (method === 'OPTIONS' && headers.origin !== undefined) sendPreflight(sender)
  else if (method === 'GET') send(sender, 200, [], serverMessages.healthy)
  else send(sender, 404, [], serverMessages.unknownOperation)
}

function sendFault(sender: Sender, contentType: string, { name, message }: SignatureFault): void {
  sendJson(sender, 400, contentType, JSON.stringify({ __type: `com.amazon.coral.service#${name}`, message }))
}

const plainJson = 'application/json'
const contentTypes: readonly string[] = [
  'application/x-amz-json-1.0',
  'application/x-amz-json-1.1',
  plainJson,
]

/** The content type of an answer is that of its request, if that is one the service reads. */
function contentTypeOf(header: string | undefined): string | undefined {
  if (header === contentTypes[0]) return header
  const [type = ''] = (header ?? '').split(';')
  return contentTypes.find((each) => each === type.trim())
}

function decode(inflater: Inflater, encoding: string, body: Buffer): Inflated | Promise<Inflated> {
  return encoding.trim().toLowerCase() === 'gzip' ? inflater.inflate(body) : 'damaged'
}

/** The text of a body; nothing when it is not UTF-8. */
function textOf(body: Buffer): string | undefined {
  const text = body.toString()
  // What is not UTF-8 is decoded to this; a text may have it as well.
  return text.includes('\uFFFD') && !isUtf8(body) ? undefined : text
}
