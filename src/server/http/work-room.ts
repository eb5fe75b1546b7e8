import type { ServerResponse } from 'node:http'
import {
  answerStalledMilliseconds,
  batchGetSizeBytesMax,
  batchStatementsMax,
  itemSizeBytesMax,
  largeAnswerLengthMin,
  pageSizeBytesMax,
  requestInOneStepLengthMax,
  requestsInWorkSizeBytesMax,
  transactionSizeBytesMax,
} from '../../protocol/limits.js'

const pageShare = pageSizeBytesMax + itemSizeBytesMax

/** What an answer may take before it is known, by the target of its request. All others are small, or a single item. */
const shares: ReadonlyMap<string | undefined, number> = new Map([
  ['DynamoDB_20120810.BatchGetItem', batchGetSizeBytesMax],
  ['DynamoDB_20120810.BatchExecuteStatement', batchStatementsMax * itemSizeBytesMax],
  ['DynamoDB_20120810.TransactGetItems', transactionSizeBytesMax],
  ['DynamoDB_20120810.ExecuteTransaction', transactionSizeBytesMax],
  ['DynamoDB_20120810.Query', pageShare],
  ['DynamoDB_20120810.Scan', pageShare],
  ['DynamoDB_20120810.ExecuteStatement', pageShare],
  ['DynamoDBStreams_20120810.GetRecords', pageShare],
])

/** What a large body takes when it is parsed, for each of its bytes. */
const parsedBytes = 8

interface Place {
  readonly response: ServerResponse
  sizeBytes: number
}

/**
 * Room for large requests and answers. They wait until others have left it: many clients that send or ask for much at the same
 * time, and take their time to read it, would have the server hold all of it.
 */
export class WorkRoom {
  #takenBytes = 0
  readonly #waiting: { readonly place: Place; readonly enter: (isThere: boolean) => void }[] = []
  readonly #places = new WeakMap<ServerResponse, Place>()

  /**
   * Takes room for the work on a request, and its answer until that has been sent; at once, or in the order of the requests.
   * False when the client went away while it waited.
   */
  enter(
    target: string | undefined,
    bodySizeBytes: number,
    response: ServerResponse,
  ): boolean | Promise<boolean> {
    const isLarge = bodySizeBytes > requestInOneStepLengthMax
    const sizeBytes = (shares.get(target) ?? 0) + (isLarge ? parsedBytes * bodySizeBytes : 0)
    if (sizeBytes === 0) return true
    const place = { response, sizeBytes }
    if (this.#waiting.length === 0 && this.#hasRoom(sizeBytes)) return this.#take(place)
    return new Promise((enter) => this.#waiting.push({ place, enter }))
  }

  /** Corrects the room of an answer by its length, and lets a client go that does not read a long one. */
  settle(response: ServerResponse, length: number): void {
    const place = this.#places.get(response)
    if (length < largeAnswerLengthMin) {
      if (place !== undefined) this.#resize(place, 0)
      return
    }
    if (place !== undefined) this.#resize(place, length)
    else this.#take({ response, sizeBytes: length })
    response.setTimeout(answerStalledMilliseconds, () => response.destroy())
  }

  #hasRoom(sizeBytes: number): boolean {
    return this.#takenBytes === 0 || this.#takenBytes + sizeBytes <= requestsInWorkSizeBytesMax
  }

  #take(place: Place): boolean {
    const { response } = place
    if (response.destroyed) return false
    this.#takenBytes += place.sizeBytes
    this.#places.set(response, place)
    response.once('close', () => this.#resize(place, 0))
    return true
  }

  #resize(place: Place, sizeBytes: number): void {
    this.#takenBytes += sizeBytes - place.sizeBytes
    place.sizeBytes = sizeBytes
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      if (!this.#hasRoom(next.place.sizeBytes)) return
      this.#waiting.shift()
      next.enter(this.#take(next.place))
    }
  }
}
