import type { AttributeModel } from '../schema/index.js'
import { plainModel } from './model-below.js'

/**
 * The bound that stands for this one among stored values: a time within a second lies after the whole second that is
 * stored, so that what is before it, or not, is told by the next.
 */
export function fittingBound(
  model: AttributeModel,
  word: 'lt' | 'lte' | 'gt' | 'gte',
  bound: unknown,
): unknown {
  if (!(bound instanceof Date) || word === 'gt' || word === 'lte') return bound
  const plain = plainModel(model)
  if (plain.kind !== 'date' || plain.store !== 'epoch-seconds') return bound
  return new Date(Math.ceil(bound.getTime() / 1000) * 1000)
}
