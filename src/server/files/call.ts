import type { Backend, OperationName } from '../../protocol/backend.js'
import { answerWireRequest } from '../../engine/index.js'

/** A refusal of what a file asks for, in the service's words. */
export class Refusal extends Error {}

/** Carries out an operation whose input and output are JSON, as files hold it. Throws {@link Refusal}. */
export async function call(backend: Backend, operation: OperationName, input: object): Promise<JsonObject> {
  const answer = await answerWireRequest(backend, {
    target: `DynamoDB_20120810.${operation}`,
    body: JSON.stringify(input),
  })
  const output: unknown = JSON.parse(answer.body)
  if (!isObject(output)) throw new Refusal('the answer is no object')
  if (answer.status === 200) return output
  const { __type: type, message } = output
  const name = typeof type === 'string' ? type.slice(type.indexOf('#') + 1) : 'refused'
  throw new Refusal(typeof message === 'string' && message !== '' ? `${name}: ${message}` : name)
}

export type JsonObject = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
