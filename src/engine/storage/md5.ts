const blockBytes = 64
const lengthBytes = 8
/** One for each of the 64 steps: sines, as the definition has them. */
const constants = Int32Array.from({ length: blockBytes }, (_, step) =>
  Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32),
)
const words = new Int32Array(blockBytes / 4)
const state = new Int32Array(4)

/** The longest message that fits into one block. */
export const md5BlockMax: number = blockBytes - lengthBytes - 1
/** A message of one block: four bytes to a word, the first lowest, and zeroes behind them. Filled by whoever hashes it. */
export const md5Block: Int32Array = words

/**
 * The first four bytes of the MD5 digest (RFC 1321) of the first `length` bytes of `md5Block`, as an integer with the first
 * byte highest. Written out here because the engine runs without Node's modules, and because a call into them costs ten
 * times as much for a key.
 */
export function md5HeadOfBlock(length: number): number {
  begin()
  end(length, length)
  return head()
}

/** The same of any bytes. */
export function md5Head(bytes: Uint8Array): number {
  begin()
  let start = 0
  for (; start + blockBytes <= bytes.length; start += blockBytes) {
    fill(bytes, start, start + blockBytes)
    compress()
  }
  fill(bytes, start, bytes.length)
  const rest = bytes.length - start
  if (rest > md5BlockMax) {
    mark(rest)
    compress()
    words.fill(0)
    words[words.length - 2] = bytes.length * 8
    compress()
  } else end(rest, bytes.length)
  return head()
}

function begin(): void {
  state[0] = 0x67452301
  state[1] = 0xefcdab89
  state[2] = 0x98badcfe
  state[3] = 0x10325476
}

/** A bit behind the last byte, and the length of the message in bits. */
function end(rest: number, length: number): void {
  mark(rest)
  words[words.length - 2] = length * 8
  compress()
}

function mark(rest: number): void {
  words[rest >> 2] = (words[rest >> 2] as number) | (0x80 << ((rest & 3) * 8))
}

function fill(bytes: Uint8Array, start: number, stop: number): void {
  words.fill(0)
  for (let at = start; at < stop; at += 1) {
    const offset = at - start
    words[offset >> 2] = (words[offset >> 2] as number) | ((bytes[at] as number) << ((offset & 3) * 8))
  }
}

function head(): number {
  const first = state[0] as number
  return ((first & 0xff) << 24) | ((first & 0xff00) << 8) | ((first >>> 8) & 0xff00) | (first >>> 24)
}

/** Takes the block of `words` into the state, four steps at a time, so that nothing is passed around within a round. */
function compress(): void {
  let a = state[0] as number
  let b = state[1] as number
  let c = state[2] as number
  let d = state[3] as number
  for (let step = 0; step < 16; step += 4) {
    a = turn(b, a + (d ^ (b & (c ^ d))) + term(step, step), 7)
    d = turn(a, d + (c ^ (a & (b ^ c))) + term(step + 1, step + 1), 12)
    c = turn(d, c + (b ^ (d & (a ^ b))) + term(step + 2, step + 2), 17)
    b = turn(c, b + (a ^ (c & (d ^ a))) + term(step + 3, step + 3), 22)
  }
  for (let step = 16; step < 32; step += 4) {
    a = turn(b, a + (c ^ (d & (b ^ c))) + term(step, 5 * step + 1), 5)
    d = turn(a, d + (b ^ (c & (a ^ b))) + term(step + 1, 5 * step + 6), 9)
    c = turn(d, c + (a ^ (b & (d ^ a))) + term(step + 2, 5 * step + 11), 14)
    b = turn(c, b + (d ^ (a & (c ^ d))) + term(step + 3, 5 * step + 16), 20)
  }
  for (let step = 32; step < 48; step += 4) {
    a = turn(b, a + (b ^ c ^ d) + term(step, 3 * step + 5), 4)
    d = turn(a, d + (a ^ b ^ c) + term(step + 1, 3 * step + 8), 11)
    c = turn(d, c + (d ^ a ^ b) + term(step + 2, 3 * step + 11), 16)
    b = turn(c, b + (c ^ d ^ a) + term(step + 3, 3 * step + 14), 23)
  }
  for (let step = 48; step < 64; step += 4) {
    a = turn(b, a + (c ^ (b | ~d)) + term(step, 7 * step), 6)
    d = turn(a, d + (b ^ (a | ~c)) + term(step + 1, 7 * step + 7), 10)
    c = turn(d, c + (a ^ (d | ~b)) + term(step + 2, 7 * step + 14), 15)
    b = turn(c, b + (d ^ (c | ~a)) + term(step + 3, 7 * step + 21), 21)
  }
  state[0] = (state[0] as number) + a
  state[1] = (state[1] as number) + b
  state[2] = (state[2] as number) + c
  state[3] = (state[3] as number) + d
}

function term(step: number, word: number): number {
  return (constants[step] as number) + (words[word & 15] as number)
}

function turn(base: number, sum: number, bits: number): number {
  return (base + ((sum << bits) | (sum >>> (32 - bits)))) | 0
}
