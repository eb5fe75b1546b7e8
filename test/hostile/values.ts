import fc from 'fast-check'
import { hostileText, PUNCTUATION } from '../keys/arbitraries.js'

const escapes = String.raw`$ $$ $23 $24 $2 $20 a$23b %23 \u0023 \ {id} {{ }} #USER# ##`.split(' ')
const prototypes = '__proto__ constructor toString hasOwnProperty valueOf prototype then'.split(' ')
const others = ['null', 'undefined', 'true', '0', '-0', 'NaN', '[object Object]']
/** The edges of UTF-8 and of planes, byte order marks, what no character is. */
const edges = Array.from('\u07ff\u0800\ud7ff\ue000\ufeff\ufffd\uffff\u{10000}\u{10ffff}')

/** Every control character, delimiter and escape on its own, and what could be taken for an escape. */
export const awkwardTexts: readonly string[] = [
  ...Array.from({ length: 0x21 }, (_, code) => String.fromCharCode(code)),
  ...Array.from({ length: 0x21 }, (_, code) => String.fromCharCode(0x7f + code)),
  ...PUNCTUATION,
  ...PUNCTUATION.map((mark) => `a${mark}b`),
  ...escapes,
  ...prototypes,
  ...others,
  ...edges,
]

/** Texts that look alike, and are others: each in its own Unicode. */
export const lookAlikes: readonly (readonly string[])[] = [
  [
    'paypal',
    'pаypal',
    'раураl',
    'paypaI',
    'pay\u200bpal',
    'pay\u00adpal',
    'pay\u2060pal',
    '\ufeffpaypal',
    'ｐａｙｐａｌ',
  ],
  ['\u00e9', 'e\u0301'],
  ['\u212b', '\u00c5', 'A\u030a'],
  ['ﬁ', 'fi'],
  ['ß', 'ss', 'ẞ'],
  ['i', 'İ', 'ı', 'I'],
  ['#', '＃', '﹟'],
  [' ', '\u00a0', '\u2003', '\u3000'],
  ['a b', 'a\u202eb', 'b\u202ea'],
]

/** No text at all: half of a character. */
export const brokenTexts: readonly string[] = ['\ud800', 'a\udfff', '\udc00\ud800', '\ud83d#', '#\ude00']

/** Whatever somebody may call himself. */
export const anyName: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: hostileText },
  { weight: 2, arbitrary: fc.constantFrom(...awkwardTexts) },
  { weight: 1, arbitrary: fc.constantFrom(...lookAlikes.flat()) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(hostileText, fc.constantFrom(...awkwardTexts))
      .map(([one, other]) => `${one}${other}`),
  },
)
