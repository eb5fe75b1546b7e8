import type { DocumentPath } from '../expressions/index.js'
import { invalidRequest } from '../faults.js'
import { messages } from '../messages.js'
import type { TableSchema } from '../tables/table-schema.js'

/** Throws when a path of an expression reaches into a key attribute: keys are scalars. */
export function assertKeyPathsScalar(schema: TableSchema, paths: readonly DocumentPath[]): void {
  const nested = paths.filter((path) => path.length > 1)
  if (nested.length === 0) return
  for (const { name } of schema.key.attributes) {
    if (nested.some((path) => path[0] === name)) throw invalidRequest(messages.keyNotScalar(name))
  }
  for (const { name } of schema.indexKeyAttributes) {
    if (nested.some((path) => path[0] === name)) throw invalidRequest(messages.indexKeyNotScalar(name))
  }
}
