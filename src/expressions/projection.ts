import { MonotableError } from '../core/errors.js'
import type { ExpressionContext } from './expression-context.js'
import { namesBelow } from './model-below.js'
import { refuseOverlap, relationOf } from './place-relation.js'
import type { Place } from './place.js'
import { elementPlace, refuseAttribute, rootOf, type Root } from './reference.js'

/** What a read asks for: places of which none lies in another. */
export interface ProjectionNode {
  readonly kind: 'projection'
  readonly places: readonly Place[]
}

/**
 * The places that paths such as `'status'`, `'address.city'` or `'lines[0].sku'` name. An attribute whose own name has
 * dots or brackets is found by that name. A path inside another one that is asked for adds nothing.
 *
 * @throws MonotableError `expressions.unknown-attribute`, `expressions.list-index`, `expressions.path`
 */
export function buildProjection(references: unknown, paths: readonly string[]): ProjectionNode {
  const root = rootOf(references)
  return projectionOf(paths.map((path) => placeAt(root, path)))
}

/** The same from places: those of stored attributes that the schema does not know, such as keys, among them. */
export function projectionOf(places: readonly Place[]): ProjectionNode {
  const kept: Place[] = []
  for (const place of places) {
    let isCovered = false
    for (let index = kept.length - 1; index >= 0 && !isCovered; index--) {
      const other = kept[index]
      if (other === undefined) continue
      const relation = relationOf(place, other)
      if (relation === 'conflict') refuseOverlap(other, place)
      if (relation === 'around') kept.splice(index, 1)
      isCovered = relation === 'inside' || relation === 'same'
    }
    if (!isCovered) kept.push(place)
  }
  return { kind: 'projection', places: kept }
}

/**
 * The text of a projection, its names in `context`.
 *
 * @throws MonotableError `expressions.too-large`
 */
export function compileProjection(node: ProjectionNode, context: ExpressionContext): string {
  let text = ''
  for (const place of node.places) {
    if (text !== '') text += ', '
    text += context.pathText(place)
  }
  return context.finish('ProjectionExpression', text)
}

/** The place that a path names. */
function placeAt(root: Root, path: string): Place {
  if (typeof path !== 'string') refusePath(root, String(path))
  const exact = root.attributes.get(path)
  if (exact !== undefined) return exact
  const name = beginning(root.attributes.keys(), path)
  const attribute = name === undefined ? undefined : root.attributes.get(name)
  if (name === undefined || attribute === undefined) return refuseAttribute(root, firstStep(path))
  let place = attribute
  let rest = path.slice(name.length)
  while (rest !== '') {
    const step = rest.startsWith('[') ? indexStep(root, path, rest) : nameStep(root, path, place, rest)
    place = typeof step === 'number' ? elementPlace(place, step) : childPlace(place, step)
    rest = rest.slice(typeof step === 'number' ? rest.indexOf(']') + 1 : step.length + 1)
  }
  return place
}

function childPlace(place: Place, name: string): Place {
  return place.child(name) ?? refuseAttribute(place, name)
}

/** `[0]` and what follows it. */
function indexStep(root: Root, path: string, rest: string): number {
  const end = rest.indexOf(']')
  const digits = rest.slice(1, end)
  if (end < 0 || digits.trim() === '' || Number.isNaN(Number(digits))) refusePath(root, path)
  return Number(digits)
}

/** `.name` and what follows it: a name that the schema gives, the longest that fits, or else all up to a separator. */
function nameStep(root: Root, path: string, place: Place, rest: string): string {
  if (!rest.startsWith('.')) refusePath(root, path)
  const text = rest.slice(1)
  const name = beginning(namesBelow(place.model), text) ?? firstStep(text)
  if (name === '') refusePath(root, path)
  return name
}

/** The longest of these names that `text` begins with, up to its end or a separator. */
function beginning(names: Iterable<string>, text: string): string | undefined {
  let longest: string | undefined
  for (const name of names) {
    if (!text.startsWith(name)) continue
    const next = text[name.length]
    if (next !== undefined && next !== '.' && next !== '[') continue
    if (longest === undefined || name.length > longest.length) longest = name
  }
  return longest
}

function firstStep(path: string): string {
  const end = path.search(/[.[]/)
  return end < 0 ? path : path.slice(0, end)
}

function refusePath(root: Root, path: string): never {
  throw new MonotableError(
    'expressions.path',
    `${root.source.entityName}: ${JSON.stringify(path)} is no path: write attributes with dots and elements with indexes, as in lines[0].sku.`,
    { entity: root.source.entityName, path },
  )
}
