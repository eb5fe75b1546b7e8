import { assert } from '../../core/assert.js'
import { MonotableError } from '../../core/errors.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import type { CursorCodec } from '../reads/cursor.js'
import type { CollectionQueryImplementation } from './collection-query.js'
import type { CollectionInput } from './compile-collection.js'
import { compileMembers } from './compile-collection.js'
import { CollectionStarter } from './start-collection.js'

type Start = (given: Values, options?: unknown) => CollectionQueryImplementation

/** A function for each collection of a database, which starts a query of it. */
export function collectionsOf(
  definitions: Readonly<Record<string, CollectionInput>> | undefined,
  repositories: ReadonlyMap<string, EntityRuntime>,
  cursors: CursorCodec,
): Readonly<Record<string, Start>> {
  if (definitions !== undefined && (typeof definitions !== 'object' || definitions === null))
    throw new MonotableError(
      'repository.collection',
      "createDatabase: collections are an object, such as { customerOrders: { entities: ['customers', 'orders'] } }",
      {},
    )
  return Object.freeze(
    Object.fromEntries(
      Object.entries(definitions ?? {}).map(([name, input]): [string, Start] => {
        const members = compileMembers(name, input, repositories)
        const [first, ...more] = members
        assert(first !== undefined, 'a collection has members')
        const own = new Set(members.map(({ runtime }) => runtime))
        const others = [...repositories.values()].filter(
          (runtime) => !own.has(runtime) && runtime.tableName === first.runtime.tableName,
        )
        const starter = new CollectionStarter(name, [first, ...more], others, cursors)
        return [name, (given, options) => starter.query(given, options)]
      }),
    ),
  )
}
