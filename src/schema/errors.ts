import { MonotableError } from '../core/errors.js'

/** Of whose definition an error tells, and of which part of it. */
interface DefinitionDetails {
  readonly entity: string
  /** The part in words: `primary key`, `attributes.total`. */
  readonly place?: string
  readonly accessPattern?: string
  readonly attribute?: string
}

/** `Entity Order, primary key: …`: what is wrong with a definition, and the fix. */
export function definitionError(
  code: string,
  details: DefinitionDetails,
  problem: string,
  place: string | undefined = details.place,
): MonotableError {
  const at = place === undefined ? '' : `, ${place}`
  return new MonotableError(code, `Entity ${details.entity}${at}: ${problem}`, { ...details })
}
