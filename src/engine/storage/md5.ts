const blockBytes = 64
const blockWords = 16
const messageBytes = 4096
/** One for each of the 64 steps: sines, as the definition has them. */
const constants = Int32Array.from({ length: blockBytes }, (_, step) =>
  Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32),
)
const words = new Int32Array(blockWords)
const state = new Int32Array(4)

/** The longest message that can be hashed. */
export const md5BytesMax: number = messageBytes - blockBytes

/** The message to hash: whoever hashes writes it here, so that no bytes are handed around. */
export const md5Message: Uint8Array<ArrayBuffer> = new Uint8Array(messageBytes)
const view = new DataView(md5Message.buffer)

/**
 * The first four bytes of the MD5 digest (RFC 1321) of the first `length` bytes of `md5Message`, as an integer with the
 * first byte highest. Overwrites what follows them. Written out here because the engine runs without Node's modules, and
 * because a call into them costs ten times as much for a key.
 */
export function md5Head(length: number): number {
  state[0] = 0x67452301
  state[1] = 0xefcdab89
  state[2] = 0x98badcfe
  state[3] = 0x10325476
  const end = pad(length)
  for (let start = 0; start < end; start += blockBytes) compress(start)
  const head = state[0]
  return ((head & 0xff) << 24) | ((head & 0xff00) << 8) | ((head >>> 8) & 0xff00) | (head >>> 24)
}

/** Fills the last block: a bit, zeroes, and the length in bits. Gives where it ends. */
function pad(length: number): number {
  const end = (length + 8 + blockBytes) & -blockBytes
  md5Message[length] = 0x80
  for (let at = length + 1; at < end; at += 1) md5Message[at] = 0
  view.setUint32(end - 8, length * 8, true)
  return end
}

/** Takes the block of `words` into the state, four steps at a time, so that nothing is passed around within a round. */
function compress(start: number): void {
  for (let word = 0; word < blockWords; word += 1) words[word] = view.getInt32(start + word * 4, true)
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
