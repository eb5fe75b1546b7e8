import { applyCasing } from './casing.js'
import { keyError } from './errors.js'
import { escaperOf, isDelimiter } from './escaper.js'
import type { End, KeyPart, PartCodec, PartContext } from './key-part.js'
import { wrongType } from './part-errors.js'
import { hasUnpairedSurrogate } from './text-order.js'

/** How the text of a hole is kept from running into what follows. */
type TextForm = Pick<PartCodec, 'end' | 'describe'> & {
  encode(text: string): string
  decode(text: string): string
}

type StringPart = Extract<KeyPart, { kind: 'string' }>

export function stringPart(part: StringPart, context: PartContext): PartCodec {
  if (part.descending === true)
    throw keyError(
      'keys.descending-unsupported',
      context,
      'strings cannot be stored in descending order; read the index backwards instead',
    )
  const form = textFormOf(context)
  const { casing } = context
  const encode = (value: unknown): string => {
    if (typeof value !== 'string') throw wrongType(context, 'a string', value)
    if (hasUnpairedSurrogate(value))
      throw keyError(
        'keys.unpaired-surrogate',
        context,
        'the value holds an unpaired surrogate, which UTF-8 cannot store',
      )
    return form.encode(applyCasing(value, casing))
  }
  return {
    ...form,
    ...orderOf(part, context, encode),
    mayBeEmpty: true,
    encode,
    decode(text) {
      const value = form.decode(text)
      return applyCasing(value, casing) === value ? value : undefined
    },
    prefix(value) {
      const prefix = encode(value)
      // Greek final sigma: the case of a prefix can depend on what comes after it.
      if (applyCasing(`${String(value)}x`, casing) !== `${applyCasing(String(value), casing)}x`)
        throw keyError(
          'keys.range-unsupported',
          context,
          `the ${casing} case of this prefix depends on what follows it`,
        )
      return prefix
    },
  }
}

/** Whether texts that are not escaped sort as values: those of one length differ before a delimiter is reached. */
function orderOf(
  { length }: StringPart,
  { isLast, delimiters, casing }: PartContext,
  encode: PartCodec['encode'],
): Pick<PartCodec, 'unordered' | 'bound'> {
  if (isLast || delimiters === 'escape') return {}
  if (length === undefined || casing !== undefined)
    return {
      unordered:
        "with delimiters: 'reject', text that something follows is stored in order only where the schema fixes its length",
    }
  return { bound: (value, side, isInclusive) => endAtLength(encode(value), length, side, isInclusive) }
}

function textFormOf(context: PartContext): TextForm {
  const { isLast, following, delimiters, casing } = context
  if (isLast)
    return {
      encode: (text) => text,
      end: (key) => key.length,
      decode: (text) => text,
      describe: (builder, state) => builder.anyText(state, [], casing),
    }
  if (following === '')
    throw keyError(
      'keys.ambiguous',
      context,
      'text that another hole follows directly cannot be told apart from it; put a literal such as # between them',
    )
  return delimiters === 'reject' ? rejectingForm(context) : escapedForm(context)
}

/** What a text of any length is as the end of a range over texts of one length. */
function endAtLength(text: string, length: number, side: 'lower' | 'upper', isInclusive: boolean): End {
  if (text.length === length) return { text, isInclusive }
  // No value equals the bound: one that begins with a shorter bound comes after it, and the beginning of a longer one before.
  if (text.length < length) return { text: text.padEnd(length, '\u0000'), isInclusive: side === 'lower' }
  // Half of a pair of surrogates is no text; the character of both halves comes after all that stand alone.
  const beginning = text.slice(0, length).replace(/[\ud800-\udbff]$/, '\uffff')
  return { text: beginning, isInclusive: side === 'upper' }
}

function escapedForm(context: PartContext): TextForm {
  const delimiter = context.following.charAt(0)
  if (!isDelimiter(delimiter)) {
    throw keyError(
      'keys.unsupported-delimiter',
      context,
      `what follows text must begin with ASCII punctuation, such as #, and not with '${delimiter}': only then can the ` +
        "text be escaped so that its end is found; for an existing table see delimiters: 'reject'",
    )
  }
  const escaper = escaperOf(delimiter, context.role)
  return {
    encode: escaper.escape,
    end: (key, start) => key.indexOf(delimiter, start),
    decode: escaper.unescape,
    describe: (builder, state) => escaper.describe(builder, state, context.casing),
  }
}

function rejectingForm(context: PartContext): TextForm {
  const codePoint = context.following.codePointAt(0) ?? 0
  const delimiter = String.fromCodePoint(codePoint)
  return {
    encode(text) {
      if (text.includes(delimiter))
        throw keyError(
          'keys.delimiter-in-value',
          context,
          `the value holds '${delimiter}', which ends it in the key`,
        )
      return text
    },
    end: (key, start) => key.indexOf(delimiter, start),
    decode: (text) => text,
    describe: (builder, state) => builder.anyText(state, [codePoint], context.casing),
  }
}
