import { describe, expect, it } from 'vitest'
import { readProvider } from '../provider-arguments.js'
import kept from '../provider-arguments.json' with { type: 'json' }

const provider = readProvider()
const title = 'missing' in provider ? `SKIPPED: the AWS provider (${provider.missing})` : 'the AWS provider'
process.stdout.write(`${title}\n`)

describe.skipIf('missing' in provider)(`${title}`, () => {
  it('takes the arguments that are kept for the tests', () => {
    expect(provider).toEqual(kept)
  })
})
