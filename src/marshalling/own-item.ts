import { MonotableError } from '../core/errors.js'
import type { AttributeMap } from '../protocol/attribute-value.js'
import type { EntityModel } from '../schema/index.js'

/**
 * Refuses an item that names another entity. One that names none is not refused.
 *
 * @throws MonotableError `marshalling.other-entity`
 */
export function assertNoOther({ name, marker }: EntityModel, stored: Readonly<AttributeMap>): void {
  const named = marker && stored[marker.attribute]?.S
  if (named !== undefined && named !== marker?.value)
    throw new MonotableError(
      'marshalling.other-entity',
      `The item is of entity ${named}, not ${name}: read it with that one`,
      { entity: name, found: named },
    )
}

/** An item names its entity; where it does not, its keys tell (rule M6). */
export function assertOwn(model: EntityModel, stored: Readonly<AttributeMap>): void {
  assertNoOther(model, stored)
  const { marker, primary } = model
  if (marker !== undefined && stored[marker.attribute]?.S !== undefined) return
  for (const key of [...primary.partition, ...primary.sort]) {
    const value = stored[key.name]
    if (key.kind !== 'template' || value === undefined) continue
    if (value.S !== undefined && key.template.parse(value.S) !== undefined) continue
    throw new MonotableError(
      'marshalling.other-entity',
      `The item is not of entity ${model.name}: its ${key.name} is ${JSON.stringify(value.S)}, not '${key.template.text}'`,
      { entity: model.name, attribute: key.name, found: value.S },
    )
  }
}

/** Checks an item that was read against the whole schema, where the entity asks for it. */
export function validateRead(
  { validateOnRead, validator, schemaNames }: EntityModel,
  item: Readonly<Record<string, unknown>>,
): void {
  if (!validateOnRead) return
  const checked: Record<string, unknown> = {}
  for (const name of schemaNames) if (Object.hasOwn(item, name)) checked[name] = item[name]
  validator.validateItem(checked)
}
