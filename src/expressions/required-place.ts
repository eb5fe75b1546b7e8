import type { AttributeModel } from '../schema/index.js'
import { plainModel } from './model-below.js'
import type { Place } from './place.js'

/** Whether the schema demands that something is at a place: without it, the item could not be read. */
export function isRequiredPlace({ source, parent, step }: Place): boolean {
  if (parent !== undefined) return isRequiredBelow(parent.model, step)
  return source?.fields.find(({ storedName }) => storedName === step)?.isOptional === false
}

function isRequiredBelow(model: AttributeModel, step: string | number): boolean {
  const plain = plainModel(model)
  switch (plain.kind) {
    case 'map':
      return plain.attributes.find(({ storedName }) => storedName === step)?.isOptional === false
    case 'tuple':
      // Elements move up, so that of a fixed beginning each is needed where it stands.
      return Number(step) < (plain.requiredLength ?? plain.elements.length)
    case 'union':
      return plain.options.some((option) => isRequiredBelow(option, step))
    default:
      return false
  }
}
