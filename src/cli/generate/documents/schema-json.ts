import type { EntityModel } from '../../../schema/index.js'
import { entityJsonSchemas } from '../../../schema/index.js'
import { generatedBy } from '../generated-by.js'
import { jsonText } from '../json-text.js'
import type { EntityNames } from '../types/entity-names.js'

/** A JSON Schema with both forms of every entity under its definitions, by the names that `repositories.ts` gives them. */
export function schemaJson(entities: readonly (readonly [EntityModel, EntityNames])[]): string {
  const definitions = entities.flatMap(([model, names]) => {
    const { item, newItem } = entityJsonSchemas(model)
    // References of a schema to itself are within it.
    return [
      [names.item, { $id: names.item, ...(item as object) }],
      [names.newItem, { $id: names.newItem, ...(newItem as object) }],
    ] as const
  })
  return jsonText({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $comment: generatedBy,
    $defs: Object.fromEntries(definitions),
  })
}
