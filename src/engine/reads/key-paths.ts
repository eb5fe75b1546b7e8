import type { DocumentPath } from '../expressions/index.js'
import { invalidRequest } from '../faults.js'
import { messages } from '../messages.js'
import type { TableSchema } from '../tables/table-schema.js'

/** Throws when a path of an expression reaches into a key attribute: keys are scalars. */
export function assertKeyPathsScalar(schema: TableSchema, paths: readonly DocumentPath[]): void {
  if (!paths.some(isNested)) return
  const nested = paths.filter(isNested)
  for (const { name } of schema.key.attributes) {
    if (nested.some((path) => path[0] === name)) throw invalidRequest(messages.keyNotScalar(name))
  }
  for (const { name } of schema.indexKeyAttributes) {
    if (nested.some((path) => path[0] === name)) throw invalidRequest(messages.indexKeyNotScalar(name))
  }
}

function isNested(path: DocumentPath): boolean {
  return path.length > 1
}
