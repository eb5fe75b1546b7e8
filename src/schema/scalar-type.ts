import type { ScalarAttributeType } from '../protocol/tables.js'
import type { AttributeModel } from './attribute-model.js'

/** The one type that all values of a model are stored as; undefined where it is no scalar, or where they differ. */
export function scalarTypeOf(model: AttributeModel): ScalarAttributeType | undefined {
  switch (model.kind) {
    case 'string':
      return model.store === 'number' ? 'N' : 'S'
    case 'number':
    case 'bigint':
      return 'N'
    case 'date':
      return model.store === 'iso' ? 'S' : 'N'
    case 'binary':
      return 'B'
    case 'literal':
      return common(model.values.map(literalType))
    case 'codec':
      return scalarTypeOf(model.stored)
    case 'union':
      return common(model.options.map(scalarTypeOf))
    default:
      return undefined
  }
}

function literalType(value: unknown): ScalarAttributeType | undefined {
  if (typeof value === 'string') return 'S'
  return typeof value === 'number' || typeof value === 'bigint' ? 'N' : undefined
}

const common = <TType>(types: readonly TType[]): TType | undefined =>
  types.every((type) => type === types[0]) ? types[0] : undefined
