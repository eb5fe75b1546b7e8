import { MonotableError } from '../core/errors.js'

/** A node of a schema while it is read: whose it is and where it stands, `Order.lines[].quantity`. */
export interface SchemaPlace {
  readonly entity: string
  /** Empty for the schema itself. */
  readonly path: string
}

export const placeText = ({ entity, path }: SchemaPlace): string =>
  path === '' ? entity : path.startsWith('[') ? `${entity}${path}` : `${entity}.${path}`

export const member = ({ entity, path }: SchemaPlace, name: string): SchemaPlace => ({
  entity,
  path: path === '' ? name : `${path}.${name}`,
})

export const element = ({ entity, path }: SchemaPlace): SchemaPlace => ({ entity, path: `${path}[]` })

/** A schema that DynamoDB cannot store, with what to write instead. */
export function unsupported(place: SchemaPlace, problem: string, fix: string): MonotableError {
  return new MonotableError('schema.unsupported', `${placeText(place)}: ${problem}. ${fix}.`, { ...place })
}
