import { applyCasing } from './casing.js'
import { keyError } from './errors.js'
import { escaperOf, isDelimiter } from './escaper.js'
import type { PartCodec, PartContext } from './key-part.js'
import type { LanguageBuilder } from './language.js'
import { noDescending, noOrder, wrongType } from './part-errors.js'
import { hasUnpairedSurrogate } from './text-order.js'

/** How the text of a hole is kept from running into what follows. */
interface TextForm {
  readonly isOrdered: boolean
  encode(text: string): string
  end(key: string, start: number): number
  decode(text: string): string
  describe(builder: LanguageBuilder, state: number): number
}

export function stringPart(isDescending: boolean, context: PartContext): PartCodec {
  if (isDescending) {
    throw noDescending(
      context,
      'strings cannot be stored in descending order; read the index backwards instead',
    )
  }
  const form = textFormOf(context)
  const { casing } = context
  const encode = (value: unknown) => {
    if (typeof value !== 'string') throw wrongType(context, 'a string', value)
    return form.encode(casing === undefined ? value : applyCasing(value, casing))
  }
  return {
    isDescending: false,
    mayBeEmpty: true,
    isFreeText: true,
    encode,
    end: form.end,
    decode(text) {
      const value = form.decode(text)
      return applyCasing(value, casing) === value ? value : undefined
    },
    bound(value, _side, isInclusive) {
      if (!form.isOrdered) {
        throw noOrder(
          context,
          "with delimiters: 'reject', text that something follows is not stored in order",
        )
      }
      return { text: encode(value), isInclusive }
    },
    prefix(value) {
      const prefix = encode(value)
      // Greek final sigma: the case of a prefix can depend on what comes after it.
      if (
        casing !== undefined &&
        applyCasing(`${String(value)}x`, casing) !== `${applyCasing(String(value), casing)}x`
      ) {
        throw keyError(
          'keys.range-unsupported',
          context,
          `the ${casing} case of this prefix depends on what follows it`,
        )
      }
      return prefix
    },
    describe: form.describe,
  }
}

function textFormOf(context: PartContext): TextForm {
  if (context.isLast) return rawForm(context)
  if (context.following === '') {
    throw keyError(
      'keys.ambiguous',
      context,
      'text that another hole follows directly cannot be told apart from it; put a literal such as # between them',
    )
  }
  return context.delimiters === 'reject' ? rejectingForm(context) : escapedForm(context)
}

function rawForm(context: PartContext): TextForm {
  return {
    isOrdered: true,
    encode(text) {
      if (hasUnpairedSurrogate(text)) throw unpairedSurrogate(context)
      return text
    },
    end: (key) => key.length,
    decode: (text) => text,
    describe: (builder, state) => builder.anyText(state, [], context.casing),
  }
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
    isOrdered: true,
    encode(text) {
      const escaped = escaper.escape(text)
      if (escaped === undefined) throw unpairedSurrogate(context)
      return escaped
    },
    end: (key, start) => key.indexOf(delimiter, start),
    decode: (text) => escaper.unescape(text),
    describe: (builder, state) => escaper.describe(builder, state, context.casing),
  }
}

function rejectingForm(context: PartContext): TextForm {
  const delimiter = String.fromCodePoint(context.following.codePointAt(0) ?? 0)
  return {
    isOrdered: false,
    encode(text) {
      if (hasUnpairedSurrogate(text)) throw unpairedSurrogate(context)
      if (text.includes(delimiter)) {
        throw keyError(
          'keys.delimiter-in-value',
          context,
          `the value holds '${delimiter}', which ends it in the key`,
        )
      }
      return text
    },
    end: (key, start) => key.indexOf(delimiter, start),
    decode: (text) => text,
    describe: (builder, state) => builder.anyText(state, [delimiter.codePointAt(0) ?? 0], context.casing),
  }
}

function unpairedSurrogate(context: PartContext) {
  return keyError(
    'keys.unpaired-surrogate',
    context,
    'the value holds an unpaired surrogate, which UTF-8 cannot store',
  )
}
