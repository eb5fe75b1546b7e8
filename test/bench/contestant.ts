import type { AttributeMap } from '../../src/protocol/attribute-value.js'
import type { Order } from './order.js'

/** One way to store orders. Every method does all that an application would have to do around one request. */
export interface Contestant {
  readonly name: string
  /** Whether a write refuses what is no order. */
  readonly validates: boolean
  put(order: Order): Promise<unknown>
  get(order: Order): Promise<Order | undefined>
  /** Sets the status and the note of an order that was read, where it exists, still is `placed` and has its `placedAt`. */
  update(order: Order): Promise<Order>
  /** The orders of a tenant that have the status of this one. */
  query(order: Order): Promise<readonly Order[]>
  /** In one transaction puts the first and the third, changes the second as `update` does, and deletes the fourth. */
  transact(orders: FourOrders): Promise<unknown>
}

export type FourOrders = readonly [placed: Order, paid: Order, other: Order, gone: Order]

export type OperationUnderTest = 'put' | 'get' | 'update' | 'query' | 'transact'

/** What a contestant sends; the members that the checks look at. */
export interface SentInput {
  readonly Item?: AttributeMap
  readonly Key?: AttributeMap
  readonly UpdateExpression?: string
  readonly ConditionExpression?: string
  readonly KeyConditionExpression?: string
  readonly ExpressionAttributeValues?: AttributeMap
  readonly TransactItems?: readonly Readonly<Record<string, SentInput>>[]
}

/** In place of a network: answers at once with what was prepared, in turn. */
export class CannedTransport {
  sent: SentInput = {}
  /** What get and update find. */
  items: readonly AttributeMap[] = []
  /** What a query finds. */
  page: readonly AttributeMap[] = []
  #next = 0

  /** The answer to a DynamoDB operation, in stored form. */
  readonly answer = (operation: string, input: unknown): Promise<unknown> => {
    this.sent = input as SentInput
    switch (operation) {
      case 'PutItem':
      case 'TransactWriteItems':
        return Promise.resolve({})
      case 'GetItem':
        return Promise.resolve({ Item: this.#item() })
      case 'UpdateItem':
        return Promise.resolve({ Attributes: this.#item() })
      case 'Query':
        return Promise.resolve({
          Items: this.page,
          Count: this.page.length,
          ScannedCount: this.page.length,
        })
      default:
        throw new Error(`No answer is prepared for ${operation}`)
    }
  }

  /** Prepares the items that are found, and begins with the first. */
  find(items: readonly AttributeMap[]): void {
    this.items = items
    this.#next = 0
  }

  #item(): AttributeMap | undefined {
    const item = this.items[this.#next]
    this.#next = (this.#next + 1) % this.items.length
    return item
  }
}

export type ContestantFactory = (transport: CannedTransport) => Contestant
