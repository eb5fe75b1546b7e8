import type { Backend, Database, Item, NewItem } from 'monotable'
import { createDatabase } from 'monotable'
import type { Customer } from './schema.js'
import { collections, entities } from './schema.js'

export type Shop = Database<typeof entities, typeof collections>

/** Joins the entities with whatever executes the requests. Tables have other names in each deployment. */
export function openShop(backend: Backend, tables: Readonly<Record<string, string>> = {}): Shop {
  return createDatabase({ backend, tables, entities, collections })
}

export type SignUp = { readonly customer: Item<typeof Customer> } | { readonly taken: string }

/** A customer with a user name and an e-mail address that nobody else has: all of it in one transaction. */
export async function signUp(db: Shop, customer: NewItem<typeof Customer>): Promise<SignUp> {
  const attempt = await db.customers.attempt.create(customer)
  if (attempt.ok) return { customer: attempt.value }
  if (attempt.error.code === 'repository.not-unique') return { taken: attempt.error.details.constraint }
  throw attempt.error
}

type Address = Item<typeof Customer>['addresses'][string]

/** Adds an address to the map, or puts another in its place. The others are neither read nor written. */
export function setAddress(
  db: Shop,
  customerId: string,
  label: string,
  address: Address,
): Promise<Item<typeof Customer>> {
  return db.customers.update(
    { customerId },
    { apply: (customer, { set }) => [set(customer.addresses[label]!, address)] },
  )
}

/** Changes one part of one address, if the customer has it. */
export function moveWithinCity(
  db: Shop,
  customerId: string,
  label: string,
  street: string,
): Promise<Item<typeof Customer>> {
  return db.customers.update(
    { customerId },
    { apply: (customer, { set }) => [set(customer.addresses[label]!.street, street)] },
    { where: (customer, { attributeExists }) => attributeExists(customer.addresses[label]!) },
  )
}
