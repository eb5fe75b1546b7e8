import { createHash } from 'node:crypto'

/** The account of requests without a signature, and of all when tables are shared. */
export const defaultAccountId = '000000000000'
export const defaultRegion = 'us-east-1'

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/**
 * The account that an access key belongs to. A key of twelve digits is the account itself; a key as AWS makes them names
 * its account; any other key has one of its own, always the same.
 */
export function accountOf(accessKeyId: string): string {
  if (/^\d{12}$/.test(accessKeyId)) return accessKeyId
  if (/^A[A-Z]IA[Q-Z2-7][A-Z2-7]{15}$/.test(accessKeyId)) return accountInside(accessKeyId)
  const hash = createHash('sha256').update(accessKeyId).digest()
  return inTwelveDigits(hash.readBigUInt64BE())
}

/** The 40 bits after the first of what follows the prefix. */
function accountInside(accessKeyId: string): string {
  let bits = 0n
  for (const letter of accessKeyId.slice(4, 14)) bits = bits * 32n + BigInt(base32.indexOf(letter))
  return inTwelveDigits(((bits >> 2n) >> 7n) & ((1n << 40n) - 1n))
}

function inTwelveDigits(account: bigint): string {
  return (account % 10n ** 12n).toString().padStart(12, '0')
}
