import type { AttributeModel } from './attribute-model.js'

/** What is stored of a value that is not null: the model within nulls and codecs. */
export function innerModel(model: AttributeModel): AttributeModel {
  if (model.kind === 'nullable') return innerModel(model.inner)
  return model.kind === 'codec' ? innerModel(model.stored) : model
}

/** The model with what is within nulls and codecs changed; undefined where it cannot be. */
export function withInnerModel(
  model: AttributeModel,
  change: (inner: AttributeModel) => AttributeModel | undefined,
): AttributeModel | undefined {
  if (model.kind === 'nullable') {
    const inner = withInnerModel(model.inner, change)
    return inner && { ...model, inner }
  }
  if (model.kind === 'codec') {
    const stored = withInnerModel(model.stored, change)
    return stored && { ...model, stored }
  }
  return change(model)
}
