import type { $ZodType } from 'zod/v4/core'
import { MonotableError } from '../core/errors.js'
import type { AttributeModel, CodecModel } from './attribute-model.js'
import type { SchemaPlace } from './zod-errors.js'
import { placeText, unsupported } from './zod-errors.js'
import { isOneWay } from './zod-node.js'

interface RunContext {
  readonly async: false
  readonly direction?: 'forward' | 'backward'
  readonly skipChecks?: boolean
}

/**
 * Runs zod itself, in one direction. Refinements are skipped: they belong to the write and run once, in the validator
 * (rule M2); kinds are still checked on both sides.
 */
function run(schema: $ZodType, value: unknown, context: RunContext, place: SchemaPlace): unknown {
  const result = schema._zod.run({ value, issues: [] }, context)
  if (result instanceof Promise) throw asyncCodec(place)
  const issue = result.issues[0]
  if (issue !== undefined) {
    throw new MonotableError(
      'schema.codec',
      `${placeText(place)}: the codec does not take ${context.direction === 'backward' ? 'the value' : 'what is stored'}: ${issue.message ?? issue.code}.`,
      { ...place, issues: result.issues },
    )
  }
  return result.value
}

function asyncCodec(place: SchemaPlace): MonotableError {
  return new MonotableError(
    'schema.async',
    `${placeText(place)}: the codec is asynchronous. Make it synchronous, or convert before the item is written.`,
    { ...place },
  )
}

/** A two-way conversion as zod does it, around the model of its encoded side. */
export function codecModel(schema: $ZodType, stored: AttributeModel, place: SchemaPlace): CodecModel {
  const backward: RunContext = { async: false, direction: 'backward', skipChecks: true }
  const forward: RunContext = { async: false, direction: 'forward', skipChecks: true }
  return {
    kind: 'codec',
    stored,
    encode: (value) => run(schema, value, backward, place),
    decode: (value) => run(schema, value, forward, place),
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
