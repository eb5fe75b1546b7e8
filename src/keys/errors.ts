import { MonotableError } from '../core/errors.js'

/** Every code that a key template can fail with: the first block when it is defined, the others when it is used. */
export type KeyErrorCode =
  | 'keys.malformed-template'
  | 'keys.repeated-hole'
  | 'keys.unknown-hole'
  | 'keys.invalid-part'
  | 'keys.ambiguous'
  | 'keys.unsupported-delimiter'
  | 'keys.descending-unsupported'
  | 'keys.missing-value'
  | 'keys.wrong-type'
  | 'keys.out-of-range'
  | 'keys.not-an-integer'
  | 'keys.not-in-enum'
  | 'keys.invalid-date'
  | 'keys.unpaired-surrogate'
  | 'keys.delimiter-in-value'
  | 'keys.empty'
  | 'keys.too-long'
  | 'keys.not-a-sort-key'
  | 'keys.gap'
  | 'keys.malformed-range'
  | 'keys.range-unsupported'

/** Where a key error happened: the template as written, and the hole if one is to blame. */
export interface KeyErrorDetails {
  readonly template: string
  readonly hole?: string
  /** Offset in the template text, for malformed templates. */
  readonly position?: number
  /** Size of the refused key in UTF-8 bytes, for keys that are too long. */
  readonly sizeBytes?: number
}

export type KeyError = MonotableError<KeyErrorCode, KeyErrorDetails>

/** `reason` continues the sentence "Key template '…', hole {…}: ". Of `place`, only what belongs in details is kept. */
export function keyError(code: KeyErrorCode, place: KeyErrorDetails, reason: string): KeyError {
  const { template, hole, position, sizeBytes } = place
  const details = {
    template,
    ...(hole === undefined ? {} : { hole }),
    ...(position === undefined ? {} : { position }),
    ...(sizeBytes === undefined ? {} : { sizeBytes }),
  }
  const at = hole === undefined ? '' : `, hole {${hole}}`
  return new MonotableError(code, `Key template '${template}'${at}: ${reason}`, details)
}
