import type { AttributeField, AttributeModel } from '../../schema/index.js'
import { isPlainObject, valueFromJson } from './from-json.js'

const rangeWords = new Set(['gt', 'gte', 'lt', 'lte', 'between', 'beginsWith'])

/** What a query is asked for, from plain JSON: values of attributes, the last perhaps a range. */
export function keyValuesFromJson(
  fields: readonly AttributeField[],
  json: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => {
      const model = fields.find((field) => field.name === name)?.model
      return [name, model === undefined ? value : keyValue(model, value)]
    }),
  )
}

function keyValue(model: AttributeModel, json: unknown): unknown {
  if (!isPlainObject(json) || !Object.keys(json).every((word) => rangeWords.has(word)))
    return valueFromJson(model, json)
  return Object.fromEntries(Object.entries(json).map(([word, value]) => [word, operand(model, word, value)]))
}

function operand(model: AttributeModel, word: string, json: unknown): unknown {
  if (word === 'beginsWith') return json
  return Array.isArray(json) ? json.map((each) => valueFromJson(model, each)) : valueFromJson(model, json)
}
