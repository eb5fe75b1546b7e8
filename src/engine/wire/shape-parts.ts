import { unreachable } from '../../core/assert.js'
import type { Place } from './mistyped.js'
import type { Shape } from './shape.js'
import { attributeMap, attributeValue, binary, boolean, list, string } from './shape.js'

export interface ShapePart {
  readonly shape: Shape
  readonly place: Place
}

/** What stands in a value, by its type. */
const typeParts: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ['S', string],
  ['N', string],
  ['B', binary],
  ['BOOL', boolean],
  ['NULL', boolean],
  ['SS', list(string)],
  ['NS', list(string)],
  ['BS', list(binary)],
  ['L', list(attributeValue)],
  ['M', attributeMap],
])

/** The shape of what a list or object has under a name; undefined where it knows nothing of that name. */
export function partOf(shape: Shape, name: string): ShapePart | undefined {
  switch (shape.kind) {
    case 'list':
    case 'map':
      return { shape: shape.of, place: 'element' }
    case 'structure':
      return member(shape.members.get(name))
    case 'attribute-value':
      return member(typeParts.get(name))
    case 'string':
    case 'binary':
    case 'boolean':
    case 'integer':
    case 'long':
    case 'double':
    case 'timestamp':
      return undefined
    default:
      return unreachable(shape, 'shape')
  }
}

function member(shape: Shape | undefined): ShapePart | undefined {
  return shape === undefined ? undefined : { shape, place: 'member' }
}
