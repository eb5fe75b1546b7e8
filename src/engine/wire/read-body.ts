import { unreadableRequest } from '../faults.js'
import { wireMessages } from './messages.js'

/** Parses the JSON text of a request that is not large. Throws SerializationException. */
export function readBody(body: string): unknown {
  try {
    return JSON.parse(body) as unknown
  } catch {
    throw unreadableRequest(wireMessages.none)
  }
}
