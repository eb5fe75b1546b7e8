import { describe, expect, it } from 'vitest'
import { accountOf } from '../../src/server/account.js'

describe('the account of an access key', () => {
  it('is the key when that is an account', () => {
    expect(accountOf('123456789012')).toBe('123456789012')
  })

  it('is the one inside a key as AWS makes them', () => {
    expect(accountOf('ASIAQNZGKIQY56JQ7WML')).toBe('029608264753')
  })

  it.each(['local', 'test', 'AKIAIOSFODNN7EXAMPLE', 'x'.repeat(1000), '1234', 'ä/b'])(
    'is made from any other: %s',
    (key) => {
      expect(accountOf(key)).toMatch(/^\d{12}$/)
      expect(accountOf(key)).toBe(accountOf(key))
      expect(accountOf(key)).not.toBe(accountOf(`${key}.`))
    },
  )

  it('has twelve digits for keys that no account has', () => {
    expect(accountOf(`AKIA${'7'.repeat(16)}`)).toMatch(/^\d{12}$/)
  })
})
