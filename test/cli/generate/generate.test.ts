import { describe, expect, it } from 'vitest'
import { examples, exampleNames, generated, goldenFolder } from './support.js'

describe.each(exampleNames)('what is generated of %s', (name) => {
  const { files } = generated(name)

  it.each([...files])('is what is kept: %s', async (file, text) => {
    await expect(text).toMatchFileSnapshot(`${goldenFolder(name)}/${file}`)
  })

  it('is the same when it is generated again', () => {
    expect([...generated(name).files]).toEqual([...files])
  })

  it('ends every file with one end of line', () => {
    for (const text of files.values()) expect(text).toMatch(/[^\n]\n$/)
  })
})

describe('what is left out', () => {
  it('is said where Terraform cannot state an index', () => {
    expect(generated('shop').warnings).toEqual([
      expect.stringContaining('terraform.tf.json leaves out index byRegion of table shop'),
      expect.stringContaining('workbench.json leaves out byRegion, lsi1 of table shop'),
    ])
    expect(generated('workspaces').warnings.join()).not.toContain('terraform')
  })
})

describe('a deployment that cannot be', () => {
  const billing = { mode: 'provisioned', read: 5, write: 5 } as const
  it.each([
    ['a table that is not there', { shops: {} }, /tables\.shops.*the tables are shop/],
    [
      'an index that is not there',
      { shop: { billing: { mode: 'on-demand', indexes: { no: {} } } } },
      /names no,/,
    ],
    ['a local index', { shop: { billing: { ...billing, indexes: { lsi1: {} } } } }, /no global index/],
    ['no capacity', { shop: { billing: { ...billing, read: 0 } } }, /whole number of at least 1/],
    [
      'bounds the wrong way round',
      { shop: { billing: { ...billing, read: { min: 2, max: 1, targetPercent: 70 } } } },
      /max is not below min/,
    ],
    [
      'a target out of reach',
      { shop: { billing: { ...billing, read: { min: 1, max: 2, targetPercent: 95 } } } },
      /from 20 to 90/,
    ],
    ['replicas of fixed capacity', { shop: { billing, replicas: ['us-east-1'] } }, /has to be scaled/],
    [
      'replicas without their keys',
      { shop: { encryption: { kmsKeyArn: 'arn:aws:kms:x' }, replicas: ['us-east-1'] } },
      /give replica us-east-1 a kmsKeyArn/,
    ],
  ] as const)('is refused: %s', (_, tables, message) => {
    expect(() => generated('shop', tables)).toThrow(message)
  })

  it('is refused where replicas meet a stream that they cannot use', () => {
    expect(() => generated('workspaces', { usage: { replicas: ['us-east-1'] } })).toThrow(
      /stream: 'new-and-old-images'/,
    )
    expect(examples.workspaces.tables.usage?.replicas).toBeUndefined()
  })
})
