import { MonotableError } from '../../core/errors.js'
import type { KeyAttributeModel, PatternModel } from '../../schema/index.js'
import type { EntityRuntime } from '../entity-runtime.js'
import type { Member } from './collection-state.js'

/** What a collection is declared as. */
export interface CollectionInput {
  readonly entities: readonly string[]
  readonly index?: string | undefined
}

/** What stands in groups for items of no known entity. */
export const unknownGroup = 'unknown'

/**
 * The members of a collection: entities of one table that fill the partition key of what is read from the same
 * attributes, in the same way.
 *
 * @throws MonotableError `repository.collection`
 */
export function compileMembers(
  name: string,
  input: CollectionInput,
  repositories: ReadonlyMap<string, EntityRuntime>,
): readonly Member[] {
  const refuse = (problem: string): never => {
    throw new MonotableError('repository.collection', `Collection ${name}: ${problem}`, { collection: name })
  }
  const { entities, index } = assertInput(input, refuse)
  const members = entities.map((entity): Member => {
    const runtime = repositories.get(entity)
    if (runtime === undefined)
      return refuse(`the database has no entity ${entity}; it has ${[...repositories.keys()].join(', ')}`)
    const { primary, patterns } = runtime.model
    const pattern = index === undefined ? primary : patterns.find((each) => each.index === index)
    return {
      name: entity,
      runtime,
      pattern: pattern ?? refuse(`${entity} has no access pattern over index ${index}: give it one`),
    }
  })
  const [first, ...others] = members
  for (const other of others) if (first !== undefined) assertSameKeys(first, other, refuse)
  return members
}

type Refuse = (problem: string) => never

function assertInput(input: CollectionInput, refuse: Refuse): CollectionInput {
  const entities: unknown = input?.entities
  if (!Array.isArray(entities) || entities.length === 0)
    return refuse("name its entities, such as { entities: ['customers', 'orders'] }")
  if (new Set(entities).size < entities.length) refuse('an entity stands in it twice: once is enough')
  if (entities.includes(unknownGroup))
    refuse(
      `${unknownGroup} is the name of the group of items of no known entity: call the repository otherwise`,
    )
  const word = Object.keys(input).find((each) => each !== 'entities' && each !== 'index')
  if (word !== undefined) refuse(`it has ${word}, which is neither entities nor index`)
  return input
}

function assertSameKeys(one: Member, other: Member, refuse: Refuse): void {
  if (one.runtime.tableName !== other.runtime.tableName)
    refuse(
      `${one.name} is in table ${one.runtime.tableName} and ${other.name} in ${other.runtime.tableName}: one query reads one table`,
    )
  one.pattern.partition.forEach((key, index) => {
    const theirs = other.pattern.partition[index]
    if (theirs === undefined || !isFilledAlike(key, theirs))
      refuse(
        `${one.name} fills ${key.name} from ${sourceOf(key)}, and ${other.name} from ${theirs === undefined ? 'nothing' : sourceOf(theirs)}: one query reads one partition, so fill it from the same attributes`,
      )
  })
  if (hasTemplates(one.pattern) !== hasTemplates(other.pattern))
    refuse(`${one.name} and ${other.name} fill the sort key in ways that do not go together: use templates`)
}

function isFilledAlike(one: KeyAttributeModel, other: KeyAttributeModel): boolean {
  return one.kind === other.kind && sourceOf(one) === sourceOf(other)
}

const sourceOf = (key: KeyAttributeModel): string =>
  key.kind === 'template'
    ? `'${key.template.text}'${key.shards === undefined ? '' : ` in ${key.shards} shards`}`
    : `attribute ${key.field.name}`

const hasTemplates = ({ sort }: PatternModel): boolean => sort[0]?.kind === 'template'
