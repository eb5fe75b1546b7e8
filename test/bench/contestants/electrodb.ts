import { Entity, Service } from 'electrodb'
import type { ContestantFactory } from '../contestant.js'
import { change } from '../order.js'
import type { Order } from '../order.js'
import { documentClient } from './document-transport.js'

const model = {
  model: { entity: 'Order', version: '1', service: 'shop' },
  attributes: {
    tenantId: { type: 'string', required: true },
    customerId: { type: 'string', required: true },
    orderId: { type: 'string', required: true },
    email: { type: 'string', required: true },
    carrier: { type: 'string', required: true },
    note: { type: 'string', required: true },
    region: { type: ['eu', 'us'], required: true },
    status: { type: ['placed', 'paid', 'shipped'], required: true },
    placedAt: { type: 'string', required: true },
    totalCents: { type: 'number', required: true },
    lines: {
      type: 'list',
      required: true,
      items: {
        type: 'map',
        properties: {
          sku: { type: 'string', required: true },
          quantity: { type: 'number', required: true },
        },
      },
    },
    address: {
      type: 'map',
      required: true,
      properties: {
        street: { type: 'string', required: true },
        city: { type: 'string', required: true },
        postcode: { type: 'string', required: true },
        country: { type: 'string', required: true },
      },
    },
  },
  indexes: {
    primary: {
      pk: {
        field: 'pk',
        casing: 'none',
        composite: ['tenantId', 'customerId'],
        template: 'TENANT#${tenantId}#CUSTOMER#${customerId}',
      },
      sk: { field: 'sk', casing: 'none', composite: ['orderId'], template: 'ORDER#${orderId}' },
    },
    byStatus: {
      index: 'gsi1',
      pk: { field: 'gsi1pk', casing: 'none', composite: ['tenantId'], template: 'TENANT#${tenantId}#ORDERS' },
      sk: {
        field: 'gsi1sk',
        casing: 'none',
        composite: ['status', 'placedAt'],
        template: '${status}#${placedAt}',
      },
    },
    byRegion: {
      index: 'gsi2',
      pk: { field: 'gsi2pk', casing: 'none', composite: ['region'], template: 'REGION#${region}' },
      sk: {
        field: 'gsi2sk',
        casing: 'none',
        composite: ['placedAt', 'orderId'],
        template: '${placedAt}#${orderId}',
      },
    },
  },
} as const

type Stored = Omit<Order, 'placedAt'> & { readonly placedAt: string }

const fromStored = (order: Stored): Order => ({ ...order, placedAt: new Date(order.placedAt) })

export const electroDb: ContestantFactory = (transport) => {
  const client = documentClient(transport)
  const orders = new Entity(model, { table: 'shop', client })
  const service = new Service({ orders }, { table: 'shop', client })
  return {
    name: 'ElectroDB',
    validates: true,
    put: (order) => orders.put({ ...order, placedAt: order.placedAt.toISOString() }).go(),
    async get({ tenantId, customerId, orderId }) {
      const { data } = await orders.get({ tenantId, customerId, orderId }).go()
      return data === null ? undefined : fromStored(data)
    },
    async update({ tenantId, customerId, orderId, placedAt }) {
      const { data } = await orders
        .patch({ tenantId, customerId, orderId })
        .set(change)
        .composite({ placedAt: placedAt.toISOString() })
        .where(({ status }, { eq }) => eq(status, 'placed'))
        .go({ response: 'all_new' })
      return fromStored(data)
    },
    async query({ tenantId, status }) {
      const { data } = await orders.query.byStatus({ tenantId, status }).go()
      return data.map(fromStored)
    },
    async transact([placed, paid, other, gone]) {
      const { canceled } = await service.transaction
        .write(({ orders: entity }) => [
          entity.put({ ...placed, placedAt: placed.placedAt.toISOString() }).commit(),
          entity
            .patch({ tenantId: paid.tenantId, customerId: paid.customerId, orderId: paid.orderId })
            .set(change)
            .composite({ placedAt: paid.placedAt.toISOString() })
            .where(({ status }, { eq }) => eq(status, 'placed'))
            .commit(),
          entity.put({ ...other, placedAt: other.placedAt.toISOString() }).commit(),
          entity
            .delete({ tenantId: gone.tenantId, customerId: gone.customerId, orderId: gone.orderId })
            .commit(),
        ])
        .go()
      if (canceled) throw new Error('The transaction was cancelled')
    },
  }
}
