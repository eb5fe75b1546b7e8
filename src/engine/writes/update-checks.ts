import { unreachable } from '../../core/assert.js'
import type { DocumentPath, UpdateNode } from '../expressions/index.js'
import { invalidRequest } from '../faults.js'
import { messages } from '../messages.js'
import { assertKeyPathsScalar } from '../reads/key-paths.js'
import type { TableSchema } from '../tables/table-schema.js'
import { typeOf } from '../values/index.js'

type UpdateAction = UpdateNode['actions'][number]
type UpdateValue = Extract<UpdateAction, { section: 'SET' }>['value']

/** Throws when an update, whatever the item, would change the key or put a wrong type into the key of an index. */
export function assertUpdateFits(schema: TableSchema, { actions }: UpdateNode): void {
  for (const { name } of schema.key.attributes) {
    if (actions.some(({ path }) => path[0] === name)) throw invalidRequest(messages.keyUpdated(name))
  }
  for (const { name, type, index } of schema.indexKeyAttributes) {
    const action = actions.find(({ path }) => path.length === 1 && path[0] === name)
    const given = action && givenType(action)
    if (given !== undefined && given !== type) {
      throw invalidRequest(messages.indexKeyTypeMismatch(name, type, given, index.name))
    }
  }
  const paths: DocumentPath[] = []
  for (const action of actions) {
    paths.push(action.path)
    if (action.section === 'SET') addPaths(action.value, paths)
  }
  assertKeyPathsScalar(schema, paths)
}

/** The type that an action stores, where the request says it. */
function givenType(action: UpdateAction): string | undefined {
  if (action.section === 'ADD') return typeOf(action.value)
  return action.section === 'SET' && action.value.kind === 'value' ? typeOf(action.value.value) : undefined
}

function addPaths(value: UpdateValue, paths: DocumentPath[]): void {
  switch (value.kind) {
    case 'value':
      break
    case 'path':
      paths.push(value.path)
      break
    case 'ifNotExists':
      paths.push(value.path)
      addPaths(value.otherwise, paths)
      break
    case 'listAppend':
    case 'sum':
      addPaths(value.left, paths)
      addPaths(value.right, paths)
      break
    default:
      unreachable(value)
  }
}
