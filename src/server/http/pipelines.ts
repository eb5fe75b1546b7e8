import type { IncomingMessage, ServerResponse } from 'node:http'
import { setImmediate } from 'node:timers'
import { requestsWaitingMax } from '../../protocol/limits.js'

/**
 * Requests that were sent before the one before them on their connection was answered. Node hands over all of them at
 * once; a client would keep all others waiting with a few hundred in one packet.
 */
export class Pipelines {
  #waiting = 0

  /** Acts when all requests before this one are answered and others have had their turn. False when too many wait. */
  wait(request: IncomingMessage, response: ServerResponse, act: () => void): boolean {
    if (this.#waiting >= requestsWaitingMax) return false
    this.#waiting += 1
    request.once('close', () => (this.#waiting -= 1))
    // Answers get the connection one after the other.
    response.once('socket', () => setImmediate(act))
    return true
  }
}
