import type { $ZodType } from 'zod/v4/core'
import { $ZodAny, $ZodOptional, clone } from 'zod/v4/core'
import { definitionOf, lazyTarget } from './zod-node.js'

/**
 * What a schema says of an item as a whole: its refinements, and which attributes there may be. What the attributes are
 * themselves is not checked.
 */
export function wholeForm(schema: $ZodType): $ZodType {
  const definition = definitionOf(schema)
  switch (definition.type) {
    case 'object': {
      const { shape, catchall } = definition
      const isStrict = catchall?._zod.def.type === 'never'
      return copy(schema, {
        ...definition,
        shape: Object.fromEntries(Object.keys(shape).map((name) => [name, optionalAnything()])),
        ...(catchall === undefined || isStrict ? {} : { catchall: anything() }),
      })
    }
    case 'record':
      return copy(schema, { ...definition, valueType: anything() })
    case 'intersection':
      return copy(schema, {
        ...definition,
        left: wholeForm(definition.left),
        right: wholeForm(definition.right),
      })
    case 'readonly':
    case 'nonoptional':
    case 'optional':
    case 'default':
    case 'prefault':
    case 'catch':
      return wholeForm(definition.innerType)
    case 'lazy':
      return wholeForm(lazyTarget(schema))
    default:
      return anything()
  }
}

/** Whether a schema says more of an item as a whole than what its attributes are. */
export function isCheckedWhole(schema: $ZodType): boolean {
  const definition = definitionOf(schema)
  switch (definition.type) {
    case 'object':
    case 'record':
      return (definition.checks ?? []).length > 0
    case 'intersection':
      return isCheckedWhole(definition.left) || isCheckedWhole(definition.right)
    case 'readonly':
    case 'nonoptional':
    case 'optional':
    case 'default':
    case 'prefault':
    case 'catch':
      return isCheckedWhole(definition.innerType)
    case 'lazy':
      return isCheckedWhole(lazyTarget(schema))
    default:
      return false
  }
}

// Made when they are needed: few schemas say something of the whole, and nobody else shall pay for it at import.
const anything = (): $ZodType => new $ZodAny({ type: 'any' })
const optionalAnything = (): $ZodType => new $ZodOptional({ type: 'optional', innerType: anything() })

/** zod's own clone, whose parameter is the definition's type of this one node. */
function copy(schema: $ZodType, definition: object): $ZodType {
  return clone(schema, definition as never)
}
