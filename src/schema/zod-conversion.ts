import type { $ZodType } from 'zod/v4/core'
import { MonotableError } from '../core/errors.js'
import type { AttributeModel, CodecModel } from './attribute-model.js'
import type { SchemaPlace } from './zod-errors.js'
import { placeText, unsupported } from './zod-errors.js'
import { isOneWay } from './zod-node.js'

type Direction = 'forward' | 'backward'

/**
 * Runs zod itself, in one direction. Refinements are skipped: they belong to the write and run once, in the validator
 * (rule M2); kinds are still checked on both sides.
 */
function run(schema: $ZodType, value: unknown, direction: Direction, place: SchemaPlace): unknown {
  const result = schema._zod.run({ value, issues: [] }, contexts[direction])
  if (result instanceof Promise)
    throw new MonotableError(
      'schema.async',
      `${placeText(place)}: the codec is asynchronous. Make it synchronous, or convert before the item is written.`,
      { ...place },
    )
  const issue = result.issues[0]
  if (issue !== undefined) {
    throw new MonotableError(
      'schema.codec',
      `${placeText(place)}: the codec does not take ${direction === 'backward' ? 'the value' : 'what is stored'}: ${issue.message ?? issue.code}.`,
      { ...place, issues: result.issues },
    )
  }
  return result.value
}

const contexts = {
  forward: { async: false, direction: 'forward', skipChecks: true },
  backward: { async: false, direction: 'backward', skipChecks: true },
} as const

/** A two-way conversion as zod does it, around the model of its encoded side. */
export function codecModel(schema: $ZodType, stored: AttributeModel, place: SchemaPlace): CodecModel {
  return {
    kind: 'codec',
    stored,
    encode: (value) => run(schema, value, 'backward', place),
    decode: (value) => run(schema, value, 'forward', place),
  }
}

export function assertTwoWay(sides: readonly $ZodType[], place: SchemaPlace): void {
  if (sides.some(isOneWay)) {
    throw unsupported(
      place,
      'a one-way transform stands inside a codec, which cannot be encoded',
      'Move it before the codec',
    )
  }
}
