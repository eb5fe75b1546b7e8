import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'
import { invalidRequest } from '../faults.js'
import type { DocumentPath, ProjectionNode } from '../expressions/index.js'
import { getAtPath, projectPaths, resolveDisjointPaths, resolvePath } from '../expressions/index.js'
import { setMember } from '../values/index.js'
import { partiqlMessages } from './messages.js'
import type { StatementValues } from './statement-values.js'
import type { StatementExpression } from './syntax.js'
import { toPath } from './to-path.js'

/** One attribute of the result. */
interface Column {
  readonly name: string
  /** Where it is found in the item. */
  readonly path: DocumentPath
  /** What of the value there is wanted: nothing more where the path leads to a list element and on into it. */
  readonly rest: DocumentPath | undefined
}

/** What a SELECT takes out of items, and how it names it. */
export interface NamedProjection {
  /** The same paths without names, for checks. */
  readonly node: ProjectionNode
  readonly columns: readonly Column[]
}

export function toProjection(
  values: StatementValues,
  expressions: readonly StatementExpression[],
): NamedProjection {
  // Of two paths that do not go together, a statement's refusal names the later one first, an expression's the earlier.
  const syntax = expressions.map(toPath)
  const columns = syntax.map((path) => columnOf(resolvePath(values.resolution, path)))
  assertNamesDiffer(columns)
  const { paths, tree } = resolveDisjointPaths(values.resolution, syntax.toReversed())
  return { node: { paths: paths.toReversed(), tree: tree.root }, columns }
}

/**
 * The last name of a path is that of the attribute, together with the index of an element. A path that goes on after an
 * index keeps the structure of what follows.
 */
function columnOf(path: DocumentPath): Column {
  const firstIndex = path.findIndex((step) => typeof step === 'number')
  if (firstIndex < 0) return { name: String(path.at(-1)), path, rest: undefined }
  const following = path.findIndex((step, index) => index > firstIndex && typeof step !== 'number')
  const end = following < 0 ? path.length : following
  const indexes = path.slice(firstIndex, end).map((index) => `[${index}]`)
  const [first, ...further] = path.slice(end)
  return {
    name: `${path[firstIndex - 1]}${indexes.join('')}`,
    path: [path[0], ...path.slice(1, end)],
    rest: typeof first === 'string' ? [first, ...further] : undefined,
  }
}

function assertNamesDiffer(columns: readonly Column[]): void {
  const names = new Set<string>()
  for (const { name } of columns) {
    if (names.has(name)) throw invalidRequest(partiqlMessages.duplicateProjection(name))
    names.add(name)
  }
}

/** The attributes that the statement asks for, as far as the item has them. Shares values with the item. */
export function projectNamed({ columns }: NamedProjection, item: AttributeMap): AttributeMap {
  const result: AttributeMap = {}
  for (const { name, path, rest } of columns) {
    const value = getAtPath(item, path)
    const wanted = value !== undefined && rest !== undefined ? partOf(value, rest) : value
    if (wanted !== undefined) setMember(result, name, wanted)
  }
  return result
}

function partOf(value: AttributeValue, rest: DocumentPath): AttributeValue | undefined {
  if (value.M === undefined) return undefined
  const part = projectPaths([rest], value.M)
  return Object.keys(part).length === 0 ? undefined : { M: part }
}
